import type { Reason } from './reason';
import type { Duration } from './time';

/** What is looked at, live, before a request is made and again before its first step. */
export const checkNames = [
  'administrator',
  'approvers',
  'owner',
  'domain',
  'slot',
  'name',
  'roles',
  'seat',
  'group',
  'vault',
] as const;

/** One of the checks. */
export type CheckName = (typeof checkNames)[number];

/** Checks that could not be made: which, why, and how long the service asks to wait (ms), where it does. */
export interface Unchecked {
  readonly checks: readonly CheckName[];
  readonly why: Reason<'notChecked'>;
  readonly retryAfter?: Duration;
}
