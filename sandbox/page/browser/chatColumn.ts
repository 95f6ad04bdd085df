import { html, nothing, type TemplateResult } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import { browserView } from './browserView.js';
import { composer } from './composer.js';
import { dialogView } from './dialogView.js';
import { icon } from './icons.js';
import { messageView } from './messageView.js';
import type { PageContext } from './pageState.js';
import { initialsOf, seatNames, type SeatName } from './seatKey.js';
import type { OfficePart, SeatPart } from './wire.js';

/** One person's view of one conversation: heading, messages, what is being written, an open dialog. */
export function chatColumn(context: PageContext, key: string, office: OfficePart): TemplateResult {
  const { state, act } = context;
  const name = seatNames(office).find((one) => one.key === key);
  const seat = state.parts.seat(key);
  if (name === undefined || seat === undefined) return html``;
  const isCurrent = state.current === key && !state.isPanelUp;
  return html`<section
    class="column ${isCurrent ? 'current' : ''}"
    aria-label=${name.title}
    data-seat=${key}
    @focusin=${() => act.lookAt(key)}
    @pointerdown=${() => act.lookAt(key)}
  >
    <div
      class="inside"
      ?inert=${seat.dialog !== undefined || seat.browser !== undefined}
      @focusin=${({ target }: Event) => state.leftAt.set(key, target as HTMLElement)}
    >
      ${heading(context, name, office)} ${messages(context, seat, office)} ${notice(context, key)}
      ${seat.installed ? composer(context, name, office) : notInstalled(context, name, office)}
    </div>
    ${seat.dialog === undefined ? nothing : dialogView(context, seat, seat.dialog)}
    ${seat.browser === undefined ? nothing : browserView(context, seat, seat.browser)}
  </section>`;
}

/** The id of the list in a column's heading, from which another chat is chosen. */
export function chooserId(seat: string): string {
  return `chooser-${seat.replaceAll(' ', '-')}`;
}

function heading({ state, act }: PageContext, name: SeatName, office: OfficePart): TemplateResult {
  const unread = state.unread.get(name.key) ?? 0;
  const part = office.people.find((one) => one.name === name.person)?.part ?? '';
  return html`<header>
    <span class="avatar" aria-hidden="true"
      >${name.channel === undefined ? initialsOf(name.person) : icon('channel')}</span
    >
    <span class="who">
      <select
        id=${chooserId(name.key)}
        aria-label="Whose chat this column shows"
        title=${name.title}
        .value=${name.key}
        @change=${(event: Event) => act.swapSeat(name.key, (event.target as HTMLSelectElement).value)}
      >
        ${seatNames(office)
          .filter(({ key }) => key === name.key || !state.seats.includes(key))
          .map(
            ({ key, title }) => html`<option value=${key} ?selected=${key === name.key}>${title}</option>`,
          )}
      </select>
      <small>
        ${name.channel === undefined ? part : `${name.person} is looking`}
        ${unread === 0 ? nothing : html`<span class="badge">${unread} new</span>`}
      </small>
    </span>
    <button
      class="plain"
      aria-label="Close ${name.title}"
      ?disabled=${state.seats.length === 1}
      @click=${() => act.closeSeat(name.key)}
    >
      ${icon('close')}
    </button>
  </header>`;
}

function messages(context: PageContext, seat: SeatPart, office: OfficePart): TemplateResult {
  const { state } = context;
  const parts = seat.messages
    .map((id) => state.parts.message(seat.key, id))
    .filter((part) => part !== undefined);
  return html`<ol class="messages" tabindex="0" aria-label="Messages">
    ${parts.length === 0 ? html`<li class="empty">Nothing was said here yet.</li>` : nothing}
    ${repeat(
      parts,
      ({ id }) => id,
      (part) => messageView(context, seat, part),
    )}
    ${
      seat.typing || state.sending.has(seat.key)
        ? html`<li class="typing">
            <span class="dots" aria-hidden="true"><i></i><i></i><i></i></span>
            ${seat.typing ? `${office.botName} is writing` : 'Sending …'}
          </li>`
        : nothing
    }
  </ol>`;
}

function notice({ state, act }: PageContext, key: string): TemplateResult | typeof nothing {
  const shown = state.notices.get(key);
  if (shown === undefined) return nothing;
  return html`<p class="notice ${shown.kind}" role=${shown.kind === 'error' ? 'alert' : 'status'}>
    ${shown.kind === 'error' ? icon('warning') : icon('check')}<span>${shown.text}</span>
    <button
      class="plain"
      aria-label="Close this note"
      @click=${() => {
        state.notices.delete(key);
        act.redraw();
      }}
    >
      ${icon('close')}
    </button>
  </p>`;
}

function notInstalled({ act }: PageContext, name: SeatName, { botName, people }: OfficePart): TemplateResult {
  const isFirst = people.slice(0, 2).some((one) => one.name === name.key);
  const where = name.channel === undefined ? name.person : `the team of ${name.channel}`;
  return html`<div class="install">
    <p>${botName} is not installed for ${where}.</p>
    <button
      class="primary"
      @click=${() => void act.doAt(name.key, 'install', { seat: name.key, installed: true })}
    >
      Add ${botName}
    </button>
    ${isFirst ? html`<p class="quiet">Then write <b>new</b>, or press Play the story above.</p>` : nothing}
  </div>`;
}
