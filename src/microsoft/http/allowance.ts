import type { Scope } from '../../ports';
import type { Intent } from './answer';

const longestRead = 10_000;
const longestWrite = 20_000;

/** The moment after which nothing may be written has passed; nothing was sent. */
export class DeadlineOver extends Error {
  constructor() {
    super('The time in which this work may write is over; nothing was sent.');
    this.name = 'DeadlineOver';
  }
}

/**
 * How long a call may take, in ms, looked up just before it goes out: 10 s for a read, 20 s for a write, and for a
 * write no longer than until the deadline. Throws `DeadlineOver` for a write that comes too late.
 */
export function allowance(intent: Intent, scope: Scope | undefined): number {
  if (intent === 'read') return longestRead;
  if (scope?.deadline === undefined) return longestWrite;
  const left = Math.floor(scope.deadline - performance.now());
  // A time-out of 0 would mean "none" to the client libraries.
  if (left < 1) throw new DeadlineOver();
  return Math.min(left, longestWrite);
}
