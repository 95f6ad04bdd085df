import type { CardBook } from './cardBook.js';
import type { Parts } from './parts.js';
import type { StoryState } from './story.js';
import type { Deeds, DeedAnswer } from './wire.js';

/** The tabs beside the chats. */
export type PanelName = 'microsoft' | 'calls' | 'trouble';

/** A line that stands in a column until the next thing is done there. */
export interface Notice {
  readonly kind: 'error' | 'said';
  readonly text: string;
}

/** What this one browser shows and what was begun in it; what is true everywhere is in `parts`. */
export interface PageState {
  readonly parts: Parts;
  readonly cards: CardBook;
  theme: 'light' | 'dark';
  /** Keys of the seats that stand side by side. */
  seats: string[];
  /** The seat that is looked at; new messages elsewhere count up. */
  current: string;
  panel: PanelName;
  /** On a phone: whether the panel is shown, instead of the current seat. */
  isPanelUp: boolean;
  /** Messages that nobody has looked at, by seat. */
  readonly unread: Map<string, number>;
  /** Message parts that were here before, by name: how often each was redrawn by then. */
  readonly known: Map<string, number>;
  /** What is written and not sent, by seat. */
  readonly drafts: Map<string, string>;
  readonly notices: Map<string, Notice>;
  /** Seats whose message is on its way to the bot. */
  readonly sending: Set<string>;
  /** The suggestion that is chosen, by seat; suggestions are hidden where absent. */
  readonly suggested: Map<string, number>;
  /** What the keys last went to in each seat, outside a dialog: there one is again when a dialog is closed. */
  readonly leftAt: Map<string, HTMLElement>;
  story: StoryState | undefined;
  /** The newest things that a screen reader is told, in order; each is heard when it is added. */
  announced: readonly { readonly number: number; readonly text: string }[];
}

/** What the parts of the page can ask for. */
export interface PageActions {
  /** Draws again soon. */
  redraw(): void;
  lookAt(seat: string): void;
  openSeat(seat: string): void;
  closeSeat(seat: string): void;
  swapSeat(from: string, to: string): void;
  do<Name extends keyof Deeds>(name: Name, deed: Deeds[Name]): Promise<DeedAnswer>;
  /** Does it for a seat and shows there what went wrong, if anything did. */
  doAt<Name extends keyof Deeds>(seat: string, name: Name, deed: Deeds[Name]): Promise<DeedAnswer>;
  playStory(): void;
}

/** The page as its parts see it. */
export interface PageContext {
  readonly state: PageState;
  readonly act: PageActions;
}
