import { type CardOptions, drawCard } from './drawCard.js';

/** Cards that stand on the page; one is drawn again only when it says something else. */
export interface CardBook {
  /** The drawn card under this name. What was typed into it stays as long as `card` and `version` do. */
  draw(name: string, card: unknown, version: number, options: CardOptions): HTMLElement;
  /** Forgets cards that no longer stand anywhere. */
  keepOnly(isThere: (name: string) => boolean): void;
}

/** An empty book. */
export function openCardBook(): CardBook {
  const drawn = new Map<string, { readonly text: string; readonly element: HTMLElement }>();
  return {
    draw(name, card, version, options) {
      const text = `${version} ${JSON.stringify(card)}`;
      const before = drawn.get(name);
      if (before?.text === text) return before.element;
      const element = drawCard(card, options);
      element.tabIndex = -1;
      // A card that is replaced under somebody's hands keeps their place.
      if (before?.element.contains(document.activeElement) === true)
        requestAnimationFrame(() => element.focus({ preventScroll: true }));
      if (before !== undefined) element.classList.add('redrawn');
      drawn.set(name, { text, element });
      return element;
    },
    keepOnly(isThere) {
      for (const name of drawn.keys()) if (!isThere(name)) drawn.delete(name);
    },
  };
}
