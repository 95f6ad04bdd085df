import type { CloudClient, RawAnswer } from '../../support/cloudClient';

/** A code, what it is answered with, and what has to be done over the wire to be answered so. */
export interface CodeCause {
  readonly code: string;
  readonly status: number;
  readonly when: string;
  readonly cause: (client: CloudClient) => Promise<RawAnswer>;
}

/** A code of Microsoft's lists that no call which is played can have as its answer, and why. */
export interface NotCaused {
  readonly code: string;
  readonly because: string;
}

/** An id that nobody has. */
export const nobody = '5ca1ab1e-0000-4000-8000-000000000000';

/** Makes these calls one after the other; the last answer. */
export async function inTurn(...calls: (() => Promise<RawAnswer>)[]): Promise<RawAnswer> {
  let last: RawAnswer | undefined;
  for (const call of calls) last = await call();
  if (last === undefined) throw new Error('There was nothing to do.');
  return last;
}
