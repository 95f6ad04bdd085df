import { html, nothing, render, type TemplateResult } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import { openCardBook } from './cardBook.js';
import { chatColumn, chooserId } from './chatColumn.js';
import { doDeed } from './doDeed.js';
import { panel } from './panel.js';
import { type PageActions, type PageContext, type PageState } from './pageState.js';
import { watchParts } from './parts.js';
import { phoneTabs } from './phoneTabs.js';
import { afterDrawing, clearNotes, countNews } from './news.js';
import { storyBar } from './storyBar.js';
import { playStory } from './story.js';
import { topBar } from './topBar.js';
import { differenceBanner } from './truthPanel.js';
import { watchPress } from './watchPress.js';

/** Who stands side by side at first. */
const firstSeats = ['Adele Vance', 'Megan Bowen', 'Adele Vance in Contoso admins'];

/** Opens the page in the element and keeps it up to date for as long as it is there. */
export function openPage(root: HTMLElement): void {
  root.replaceChildren();
  let isDue = false;
  const isPressed = watchPress(() => {
    if (isDue) requestAnimationFrame(draw);
  });
  const draw = (): void => {
    // What is pressed must not move away before it is let go, or the press is lost.
    if (isPressed()) return;
    isDue = false;
    const follow = afterDrawing(root, state);
    render(page(context), root);
    follow();
  };
  const redraw = (): void => {
    if (isDue) return;
    isDue = true;
    requestAnimationFrame(draw);
  };
  const state: PageState = {
    parts: watchParts((change, isFirst) => {
      if (change !== undefined) {
        countNews(state, change, isFirst);
        clearNotes(state, change);
      }
      redraw();
    }),
    cards: openCardBook(),
    theme: firstTheme(),
    seats: [...firstSeats],
    current: firstSeats[0] ?? '',
    panel: 'microsoft',
    isPanelUp: false,
    unread: new Map(),
    known: new Map(),
    drafts: new Map(),
    notices: new Map(),
    sending: new Set(),
    suggested: new Map(),
    leftAt: new Map(),
    story: undefined,
    announced: [],
  };
  const context: PageContext = { state, act: actionsOn(() => context, redraw) };
  redraw();
}

function page(context: PageContext): TemplateResult {
  const { state } = context;
  document.documentElement.dataset['theme'] = state.theme;
  const office = state.parts.get('office');
  if (office === undefined) return html`<p class="loading" role="status">${loadingText(state)}</p>`;
  const differs = (state.parts.get('differences') ?? []).length > 0;
  return html`<div class="page ${differs ? 'differs' : ''} ${state.isPanelUp ? 'panel-up' : ''}">
    ${topBar(context, office)}
    ${
      state.parts.isConnected()
        ? nothing
        : html`<p class="lost" role="alert">
            The sandbox does not answer. What you see is from before. Is npm start still running?
          </p>`
    }
    ${differenceBanner(context)}
    <main>
      <div class="columns">
        ${repeat(
          state.seats,
          (key) => key,
          (key) => chatColumn(context, key, office),
        )}
      </div>
      ${panel(context)}
    </main>
    ${phoneTabs(context, office)} ${storyBar(context)}
    <div class="unseen" role="log" aria-live="polite">
      ${repeat(
        state.announced,
        ({ number }) => number,
        ({ text }) => html`<p>${text}</p>`,
      )}
    </div>
  </div>`;
}

function loadingText({ parts }: PageState): string {
  return parts.isConnected() ? 'Opening Teams …' : 'Waiting for the sandbox. Is npm start running?';
}

function firstTheme(): PageState['theme'] {
  const kept = localStorage.getItem('theme');
  if (kept === 'light' || kept === 'dark') return kept;
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}

function actionsOn(contextOf: () => PageContext, redraw: () => void): PageActions {
  const lookAt = (seat: string): void => {
    const { state } = contextOf();
    if (state.current === seat && !state.isPanelUp && !state.unread.has(seat)) return;
    state.current = seat;
    state.isPanelUp = false;
    state.unread.delete(seat);
    redraw();
  };
  return {
    redraw,
    lookAt,
    openSeat(seat) {
      const { seats } = contextOf().state;
      if (!seats.includes(seat)) seats.push(seat);
      lookAt(seat);
      // Where not all columns fit side by side it may stand out of sight.
      requestAnimationFrame(() =>
        document.getElementById(chooserId(seat))?.closest('.column')?.scrollIntoView({ inline: 'nearest' }),
      );
    },
    closeSeat(seat) {
      const { state } = contextOf();
      if (state.seats.length === 1) return;
      state.seats = state.seats.filter((one) => one !== seat);
      lookAt(state.seats.at(-1) ?? '');
    },
    swapSeat(from, to) {
      const { state } = contextOf();
      state.seats = state.seats.map((one) => (one === from ? to : one));
      lookAt(to);
      // The list that was chosen from went with its column.
      requestAnimationFrame(() => document.getElementById(chooserId(to))?.focus());
    },
    do: doDeed,
    async doAt(seat, name, deed) {
      const { state } = contextOf();
      state.notices.delete(seat);
      const answer = await doDeed(name, deed);
      if (answer.error !== undefined) state.notices.set(seat, { kind: 'error', text: answer.error });
      redraw();
      return answer;
    },
    playStory() {
      void playStory(contextOf());
    },
  };
}
