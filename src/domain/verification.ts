import { accessModes } from './accessMode';
import { evidenceOf, type Request } from './request';
import type { Instant } from './time';

/** What must have been read for a request to be called verified: twice, and all of it as it shall be. */
export interface Verification {
  /** When the two agreeing readings began. */
  readonly readAt: readonly [Instant, Instant];
  readonly accessMode: typeof accessModes.nonInteractive;
  readonly enabled: true;
  readonly licensed: false;
}

/** The verification of a request by its recorded evidence; nothing where any of it is missing or says otherwise. */
export function verificationOf(request: Request): Verification | undefined {
  const { readAt = [], facts = {} } = evidenceOf(request, 'verify') ?? {};
  const [first, last] = readAt;
  const { accessMode, enabled, licensed } = facts;
  if (first === undefined || last === undefined || accessMode !== accessModes.nonInteractive)
    return undefined;
  return enabled === true && licensed === false
    ? { readAt: [first, last], accessMode, enabled, licensed }
    : undefined;
}
