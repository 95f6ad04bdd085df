import { setTimeout as wait } from 'node:timers/promises';
import type { TeamsState } from './teamsState';

/** Looks again after every change until something is found; undefined when nothing was after `milliseconds`. */
export async function untilChanged<T>(
  state: TeamsState,
  look: () => T | undefined,
  milliseconds: number,
): Promise<T | undefined> {
  const end = performance.now() + milliseconds;
  let seen = -1;
  for (;;) {
    if (state.conversations.changes !== seen) {
      seen = state.conversations.changes;
      const found = look();
      if (found !== undefined) return found;
    }
    if (performance.now() >= end) return look();
    await wait(15);
  }
}

/** Waits until nothing went to the bot or came from it for `quiet` ms. Throws when it is still busy after `milliseconds`. */
export async function untilQuiet(state: TeamsState, quiet: number, milliseconds: number): Promise<void> {
  const end = performance.now() + milliseconds;
  let still = performance.now();
  let traffic = state.lastTraffic;
  while (performance.now() - still < quiet) {
    if (performance.now() >= end)
      throw new Error(`Teams and the bot were still busy after ${String(milliseconds)} ms.`);
    await wait(15);
    if (state.open > 0 || state.lastTraffic !== traffic) still = performance.now();
    traffic = state.lastTraffic;
  }
}
