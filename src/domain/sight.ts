import type { Evidence } from './evidence';
import type { AttentionCode, Finding, Refusal, Waiting } from './reason';
import type { Instant } from './time';

/** What a look saw, without how it came to be: the loop adds `made` or `found`, and when it was read. */
export type Seen = Pick<Evidence, 'from' | 'facts' | 'known'>;

/** What a look at the world says of a step. */
export type Sight =
  /** Nothing is left to do. */
  | { readonly is: 'done'; readonly seen: Seen }
  /** Not there (yet): it may be made. */
  | { readonly is: 'absent' }
  /** On its way: look again at `until`, or at the policy's interval where it is missing. */
  | { readonly is: 'waiting'; readonly why: Waiting; readonly until?: Instant }
  /** It was so, and is so no more. */
  | { readonly is: 'contrary'; readonly why: Finding }
  /** Only a person can help, and nothing is undone before somebody was asked. */
  | { readonly is: 'needsPerson'; readonly code: AttentionCode; readonly why: Refusal }
  /** It can never succeed; counts when a second reading says so too. */
  | { readonly is: 'refused'; readonly why: Refusal };
