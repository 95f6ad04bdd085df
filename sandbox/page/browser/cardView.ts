import type { PageContext } from './pageState.js';
import type { SeatPart } from './wire.js';

/** A card and where it stands. */
export interface CardAt {
  /** One name for one place on the page. */
  readonly name: string;
  /** The message's id, or `dialog`. */
  readonly on: string;
  readonly card: unknown;
  /** Counts up when it is to be drawn anew although it says the same. */
  readonly version: number;
}

/** The card, drawn, with its buttons and type-aheads bound to the person of this seat. */
export function cardView({ state, act }: PageContext, seat: SeatPart, at: CardAt): HTMLElement {
  return state.cards.draw(at.name, at.card, at.version, {
    presses: async ({ action, data }) => {
      const answer = await act.do('press', { seat: seat.key, on: at.on, action, data });
      if (answer.message !== undefined) {
        state.notices.set(seat.key, { kind: 'said', text: answer.message });
        act.redraw();
      }
      return answer.error;
    },
    opens: async (url) => {
      const { message } = await act.doAt(seat.key, 'openLink', { seat: seat.key, url });
      if (message !== undefined) state.notices.set(seat.key, { kind: 'said', text: message });
      act.redraw();
    },
    searches: async (dataset, text, inputs) =>
      (await act.do('search', { seat: seat.key, dataset, text, inputs })).choices ?? [],
  });
}
