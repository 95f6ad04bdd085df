import type { ServiceName } from './reason';
import type { Duration } from './time';

/**
 * What went wrong with a call to a service:
 * `notSent`: for certain nothing reached the service (no token, no connection, the lease is over);
 * `throttled`: the service asks to slow down, nothing was done;
 * `unknown`: the answer is missing or says the service failed: a write may have been done;
 * `denied`: the bot lacks a permission (401, 403);
 * `notFound`: the thing spoken of is not there (404);
 * `refused`: the service understood and said no; `code` says which no.
 */
export type FaultKind = 'notSent' | 'throttled' | 'unknown' | 'denied' | 'notFound' | 'refused';

/** The facts of a failed call. No headers, no bodies, no secrets. */
export interface FaultFacts {
  readonly service: ServiceName;
  readonly kind: FaultKind;
  /** What was tried, in words: "create the account". */
  readonly what: string;
  /** The service's own code (`0x8004b050`, `Request_BadRequest`), lower case for Dataverse. */
  readonly code?: string;
  readonly status?: number;
  /** How long the service asks to wait, in milliseconds. */
  readonly retryAfter?: Duration;
  /** The service's id of the call, for its support. */
  readonly requestId?: string;
}

/** A call to a service that did not succeed. The only error that ports to Microsoft throw on purpose. */
export class ServiceFault extends Error {
  readonly facts: FaultFacts;
  constructor(facts: FaultFacts) {
    const detail = [facts.status, facts.code].filter((part) => part !== undefined).join(' ');
    super(`${facts.service} could not ${facts.what} (${facts.kind}${detail === '' ? '' : `: ${detail}`}).`);
    this.name = 'ServiceFault';
    this.facts = facts;
  }
}

/**
 * Whether the bot lacks a permission, which somebody has to grant. A token that was refused (401, or no token from
 * Entra) is something else: it was taken back or is over, and the next one is good, or a person mends it meanwhile.
 */
export function lacksPermission({ facts }: ServiceFault): boolean {
  return facts.kind === 'denied' && facts.service !== 'Entra' && facts.status !== 401;
}
