import { html, nothing, type TemplateResult } from 'lit-html';
import { icon } from './icons.js';
import type { PageContext } from './pageState.js';
import { initialsOf, seatNames } from './seatKey.js';
import type { BotPart, OfficePart } from './wire.js';

/** Name, people, the story and the look of the page. */
export function topBar({ state, act }: PageContext, office: OfficePart): TemplateResult {
  const bot = state.parts.get('bot');
  return html`<header class="top">
    <h1><img src="/assets/icon.svg" alt="" width="28" height="28" /> ${office.botName}</h1>
    <p class="bot ${bot?.isRunning === true ? 'up' : 'down'}" role="status">${botWord(bot)}</p>
    <nav aria-label="People and channels">${chips({ state, act }, office)}</nav>
    <p class="buttons">
      <button class="primary" ?disabled=${state.story !== undefined} @click=${() => act.playStory()}>
        ${icon('play')} Play the story
      </button>
      <button
        class="plain"
        aria-label=${state.theme === 'light' ? 'Dark look' : 'Light look'}
        @click=${() => {
          state.theme = state.theme === 'light' ? 'dark' : 'light';
          localStorage.setItem('theme', state.theme);
          act.redraw();
        }}
      >
        ${icon(state.theme === 'light' ? 'moon' : 'sun')}
      </button>
    </p>
  </header>`;
}

function botWord(bot: BotPart | undefined): string {
  if (bot?.isBusy === true) return 'The bot is starting or stopping';
  return bot?.isRunning === true ? 'The bot runs' : 'The bot is not running';
}

/** One chip for each person and channel: a click opens the chat, or goes to it. */
function chips({ state, act }: PageContext, office: OfficePart): TemplateResult[] {
  const firstInChannel = new Set(
    office.channels.map(({ name, members }) => `${members[0] ?? ''} in ${name}`),
  );
  const shown = seatNames(office).filter(
    ({ key, channel }) => channel === undefined || firstInChannel.has(key) || state.seats.includes(key),
  );
  return shown.map(({ key, person, channel, title }) => {
    const unread = state.unread.get(key) ?? 0;
    const isOpen = state.seats.includes(key);
    return html`<button
      class="chip ${isOpen ? 'open' : ''}"
      title=${title}
      aria-label="${channel === undefined ? `${initialsOf(person)} ` : ''}${unread === 0 ? '' : `${unread} new, `}${title}"
      @click=${() => act.openSeat(key)}
    >
      <span aria-hidden="true">${channel === undefined ? initialsOf(person) : icon('channel')}</span>
      ${unread === 0 ? nothing : html`<span class="count" aria-hidden="true">${unread}</span>`}
    </button>`;
  });
}
