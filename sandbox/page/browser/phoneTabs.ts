import { html, nothing, type TemplateResult } from 'lit-html';
import { icon } from './icons.js';
import { panelTabs } from './panel.js';
import type { PageContext } from './pageState.js';
import { initialsOf, seatNames } from './seatKey.js';
import type { OfficePart } from './wire.js';

/** The tabs at the foot of a phone: one thing is shown at a time. Hidden by the style sheet where there is room. */
export function phoneTabs({ state, act }: PageContext, office: OfficePart): TemplateResult {
  const seats = seatNames(office).filter(({ key }) => state.seats.includes(key));
  return html`<nav class="phone-tabs" aria-label="What is shown">
    ${seats.map(({ key, person, channel, title }) => {
      const unread = state.unread.get(key) ?? 0;
      return html`<button
        aria-current=${!state.isPanelUp && state.current === key}
        aria-label="${shortName({ person, channel })}${unread === 0 ? '' : ` ${unread} new`}, ${title}"
        @click=${() => act.lookAt(key)}
      >
        <span aria-hidden="true">${channel === undefined ? initialsOf(person) : icon('channel')}</span>
        <small>${channel === undefined ? person.split(' ')[0] : 'Channel'}</small>
        ${unread === 0 ? nothing : html`<span class="count">${unread}</span>`}
      </button>`;
    })}
    ${panelTabs.map(
      ({ name, title, icon: symbol }) =>
        html`<button
          aria-current=${state.isPanelUp && state.panel === name}
          @click=${() => {
            state.panel = name;
            state.isPanelUp = true;
            act.redraw();
          }}
        >
          ${icon(symbol)}<small>${title}</small>
        </button>`,
    )}
  </nav>`;
}

/** What stands on the tab, so that what is said begins with what is seen. */
function shortName({
  person,
  channel,
}: {
  readonly person: string;
  readonly channel?: string | undefined;
}): string {
  return channel === undefined ? `${initialsOf(person)} ${person.split(' ')[0] ?? ''}` : 'Channel';
}
