import type { Finding } from './reason';
import type { Request } from './request';
import type { Duration, Instant } from './time';

/**
 * A reading of an account after its request was verified. One that says otherwise than the one before was made twice, a
 * settling time apart.
 */
export interface Rereading {
  /** When the reading began; of two that agree, the later. */
  readonly at: Instant;
  /** What was otherwise than it shall be; nothing where all was well. */
  readonly finding?: Finding;
}

/** What the last re-reading found otherwise than verified; nothing where it found all well, or there was none yet. */
export function changedSince(request: Pick<Request, 'readAgain'>): Finding | undefined {
  return request.readAgain?.at(-1)?.finding;
}

/** When an account that was verified at `since` is read again after `now`; nothing after the last time. */
export function nextRereading(
  since: Instant,
  rereads: readonly Duration[],
  now: Instant,
): Instant | undefined {
  const times = rereads.map((span) => since + span).filter((at) => at > now);
  return times.length === 0 ? undefined : Math.min(...times);
}

/**
 * Since when an account is to be read again that was verified at `since`; nothing where the last reading was made after
 * every time that has come. Several times that have passed by, say while the bot was stopped, are one reading.
 */
export function rereadingDue(
  { since, readAgain }: Pick<Request, 'since' | 'readAgain'>,
  rereads: readonly Duration[],
  now: Instant,
): Instant | undefined {
  const due = nextRereading(since, rereads, readAgain?.at(-1)?.at ?? since);
  return due !== undefined && due <= now ? due : undefined;
}

/** Whether two findings say the same: nobody is told twice of one. */
export function sameFinding(one: Finding | undefined, other: Finding | undefined): boolean {
  return one?.code === other?.code && JSON.stringify(one?.facts) === JSON.stringify(other?.facts);
}
