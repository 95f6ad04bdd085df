import { html, type TemplateResult } from 'lit-html';
import { cardView } from './cardView.js';
import { icon } from './icons.js';
import type { PageContext } from './pageState.js';
import type { DialogPart, SeatPart } from './wire.js';

/** A dialog over the column of the person who opened it; Escape closes it. */
export function dialogView(context: PageContext, seat: SeatPart, dialog: DialogPart): TemplateResult {
  const close = (): void => void context.act.doAt(seat.key, 'closeDialog', { seat: seat.key });
  return html`<div class="scrim">
    <div
      class="dialog"
      role="dialog"
      aria-label=${dialog.title}
      tabindex="-1"
      @keydown=${(event: KeyboardEvent) => {
        if (event.key === 'Escape' && !event.defaultPrevented) close();
      }}
    >
      <header>
        <h2>${dialog.title}</h2>
        <button class="plain" aria-label="Close the dialog" @click=${close}>${icon('close')}</button>
      </header>
      ${cardView(context, seat, {
        name: `${seat.key} dialog`,
        on: 'dialog',
        card: dialog.card,
        version: 0,
      })}
    </div>
  </div>`;
}
