import type { PageState } from './pageState.js';
import { seatNames } from './seatKey.js';
import type { BotPart, MessagePart, PartsChange } from './wire.js';

/** Notes about a bot that could not be reached go once it runs. */
export function clearNotes(state: PageState, change: PartsChange): void {
  if ((change.changed['bot'] as BotPart | undefined)?.isRunning !== true) return;
  for (const [seat, { kind }] of state.notices) if (kind === 'error') state.notices.delete(seat);
}

/** How near to its end a list counts as being read at its end, in pixels. */
const nearEnd = 80;

/** Counts what the bot newly said where nobody looks, and lets screen readers hear it, and what it redrew in view. */
export function countNews(state: PageState, change: PartsChange, isFirst: boolean): void {
  // Each member of a channel sees the same message; it is heard once.
  const heard = new Set<string>();
  for (const [name, part] of Object.entries(change.changed)) {
    if (!name.startsWith('message ')) continue;
    const message = part as MessagePart;
    const { seat, edits } = message;
    const before = state.known.get(name);
    state.known.set(name, edits);
    if (isFirst || !message.fromBot) continue;
    const isNew = before === undefined;
    if (isNew || (edits > before && state.seats.includes(seat))) heard.add(heardAs(state, message));
    if (isNew && !isLookedAt(state, seat)) state.unread.set(seat, (state.unread.get(seat) ?? 0) + 1);
  }
  for (const text of heard) announce(state, text);
  for (const name of change.gone) state.known.delete(name);
  state.cards.keepOnly((name) => name.endsWith(' dialog') || state.known.has(`message ${name}`));
}

/** Adds it to what screen readers are told: the one before may not have been read out yet, and stays for a while. */
function announce(state: PageState, text: string): void {
  const number = (state.announced.at(-1)?.number ?? 0) + 1;
  state.announced = [...state.announced, { number, text }].slice(-10);
}

function heardAs({ parts }: PageState, { seat, summary, text }: MessagePart): string {
  const office = parts.get('office');
  const name = office === undefined ? undefined : seatNames(office).find(({ key }) => key === seat);
  return `${name?.channel ?? name?.title ?? seat}: ${summary || text}`;
}

function isLookedAt(state: PageState, seat: string): boolean {
  return state.current === seat && !state.isPanelUp && document.visibilityState === 'visible';
}

/** Call before drawing; what it returns, after: lists that were read at their end follow what comes, new dialogs are entered, and who leaves one is back where it was opened. */
export function afterDrawing(root: HTMLElement, state: PageState): () => void {
  const lists = [...root.querySelectorAll<HTMLElement>('.messages')];
  const away = new Set(
    lists.filter((list) => list.scrollHeight - list.scrollTop - list.clientHeight > nearEnd),
  );
  const before = new Map(
    lists.map((list) => [list, { count: list.childElementCount, height: list.scrollHeight }]),
  );
  const columns = new Set(root.querySelectorAll('.column'));
  const dialogs = new Map(
    [...root.querySelectorAll('.dialog')].map((dialog) => [dialog, dialog.closest('.column')]),
  );
  const isFirst = lists.length === 0 && state.seats.length > 0;
  return () => {
    for (const list of root.querySelectorAll<HTMLElement>('.messages')) {
      const { count, height } = before.get(list) ?? { count: 0, height: 0 };
      // Where nothing came, nothing may move: somebody may be pressing a button just now.
      if (list.scrollHeight === height) continue;
      const isLonger = list.childElementCount > count;
      if (isFirst || !away.has(list) || (isLonger && isOwnLast(list))) showNewest(list);
    }
    for (const column of root.querySelectorAll('.column'))
      if (columns.size > 0 && !columns.has(column))
        column.scrollIntoView({ inline: 'nearest', block: 'nearest' });
    for (const dialog of root.querySelectorAll<HTMLElement>('.dialog')) {
      if (!dialogs.has(dialog)) (dialog.querySelector<HTMLElement>('input, textarea') ?? dialog).focus();
    }
    for (const [dialog, column] of dialogs) if (!dialog.isConnected && column !== null) goBack(state, column);
  };
}

function goBack(state: PageState, column: Element): void {
  const opener = state.leftAt.get(column.getAttribute('data-seat') ?? '');
  (opener?.isConnected === true ? opener : column.querySelector('textarea'))?.focus();
}

/** To the list's end, but never past the top of the newest message: what it says stands in its first lines. */
function showNewest(list: HTMLElement): void {
  list.scrollTop = list.scrollHeight;
  const newest = [...list.querySelectorAll<HTMLElement>('.message')].at(-1);
  const above =
    newest === undefined ? 0 : newest.getBoundingClientRect().top - list.getBoundingClientRect().top;
  if (above < 0) list.scrollTop += above - 8;
}

function isOwnLast(list: HTMLElement): boolean {
  return list.lastElementChild?.matches('.own, .typing') === true;
}
