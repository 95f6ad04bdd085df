import type { Person } from '../domain/person';
import type { Policy } from '../domain/policy';
import type { Request } from '../domain/request';
import type { Instant } from '../domain/time';
import type { Clock, FreshSignIn, Log, MakePassword, Message, Messenger, Microsoft, Scopes } from '../ports';
import type { MessageKind, Store } from '../storePorts';
import type { Reach, SignIn, SlotNotice, StepView } from '../views';

/** What a request's messages show beside the request itself. */
export interface Beside {
  readonly steps: readonly StepView[];
  readonly reach: Reach;
  /** Approvers who have not got the bot: a channel's card mentions them. */
  readonly toMention: readonly Person[];
  /** Whom the end of the request, or that it needs somebody, concerns and did not reach. */
  readonly notHeard: readonly Person[];
  /** How a program signs in; only for a verified request. */
  readonly signIn?: SignIn;
  /** Who reads it, where it is one person. */
  readonly viewer?: Person;
  /** When the work is undone if nobody acts, where a person is asked. */
  readonly cleanedUpAt?: Instant;
}

/** Draws messages from the present state: the same state gives the same message. */
export interface Draw {
  request(kind: MessageKind, request: Request, beside: Beside): Message;
  slotNotice(notice: SlotNotice): Message;
}

/** Everything an operation works with; built once, at the composition root. */
export interface Surroundings {
  readonly policy: Policy;
  readonly clock: Clock;
  readonly microsoft: Microsoft;
  readonly makePassword: MakePassword;
  /** Only where the policy asks for fresh sign-ins. */
  readonly freshSignIn?: FreshSignIn;
  readonly store: Store;
  readonly messenger: Messenger;
  readonly draw: Draw;
  readonly scopes: Scopes;
  readonly log: Log;
  /** Names this process among others that work on the same store. */
  readonly worker: string;
  /** Aborted when this process is to end: no further change is begun, and others go on with the work. */
  readonly ending?: AbortSignal;
}
