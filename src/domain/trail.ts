import type { Evidence } from './evidence';
import type { Waiting } from './reason';
import type { Instant } from './time';

/** The names of all steps there ever were. A name is recorded with requests and never changed once released. */
export type StepName =
  | 'confirmSlot'
  | 'storePassword'
  | 'createAccount'
  | 'joinGroup'
  | 'lendLicence'
  | 'bringIn'
  | 'setMode'
  | 'placeInUnit'
  | 'assignRoles'
  | 'takeLicenceBack'
  | 'verify'
  | 'releaseCredential';

/** What is recorded of one change, forward or back, so that whoever holds the work next knows what was done. */
export interface Trail {
  /** Final once recorded, unless it is struck. */
  readonly evidence?: Evidence;
  /** Evidence that a contrary reading struck: it no longer counts forward, but it does for undoing. */
  readonly struck?: readonly Evidence[];
  /** A write was recorded at least once: the way back looks at this step, whatever became of the write. */
  readonly tried?: true;
  /** A write recorded before it was made, whose effect has not been read back yet. */
  readonly sent?: { readonly at: Instant; readonly attempt: number };
  /** When the write went out whose effect was read back: a replica that lags may not show it yet. */
  readonly sentAt?: Instant;
  /** The first of two readings that must agree. */
  readonly firstReading?: {
    readonly is: 'done' | 'absent' | 'contrary' | 'refused';
    readonly begunAt: Instant;
  };
  /** What is being waited for, since when, and when it is looked at again. */
  readonly waiting?: {
    readonly why: Waiting;
    readonly since: Instant;
    readonly until: Instant;
    readonly looks: number;
  };
}

/** A step's trail forward and back. */
export interface StepTrail {
  readonly forward: Trail;
  readonly undo: Trail;
}

/** A step of which nothing is recorded yet. */
export const untouched: StepTrail = { forward: {}, undo: {} };
