import type { Known } from '../domain/evidence';
import type { Times } from '../domain/policy';
import type { AttentionCode, Refusal, Waiting } from '../domain/reason';
import type { Request } from '../domain/request';
import { ServiceFault } from '../domain/serviceFault';
import type { Sight } from '../domain/sight';
import type { Instant } from '../domain/time';
import type { StepName } from '../domain/trail';
import type { Ledger } from '../domain/slots';
import type { Terms } from '../domain/terms';
import type { EnvironmentAddress, MakePassword, Microsoft } from '../ports';

/** What a step works with: the request, what earlier steps learned, what was agreed to, and Microsoft. */
export interface Work {
  readonly request: Request;
  /** Ids learned so far, struck evidence included. */
  readonly known: Known;
  /** Those that were agreed to, whatever the policy says by now. */
  readonly terms: Terms;
  /** How long things may take: the policy's, as it is now. */
  readonly times: Times;
  readonly environment: EnvironmentAddress & { readonly id: string; readonly name: string };
  readonly microsoft: Microsoft;
  readonly makePassword: MakePassword;
  /** When the present look or change began. */
  readonly now: Instant;
  /** Reads the environment's slots afresh, with this request's own slot among the held ones. */
  countSlots(): Promise<Ledger>;
}

/** Looks at the world and changes nothing. May throw a `ServiceFault`. */
export type Look = (work: Work) => Promise<Sight>;

/** Refused for certain, nothing happened: wait for it, give it up, or ask a person where `asks` is there. */
export interface NotDone {
  readonly notDone: Waiting | Refusal;
  readonly forGood: boolean;
  readonly asks?: AttentionCode;
}

/** One change to the world, and the look that says whether it is needed and whether it took. */
export interface Change {
  readonly look: Look;
  /**
   * Makes the one change; "already so" is success. Sent once, never repeated by itself. May throw a `ServiceFault`.
   * A change without one is a look alone.
   */
  readonly apply?: (work: Work) => Promise<'sent' | NotDone>;
  /**
   * How many readings, a settling time apart, must agree before "done" is believed: two for everything that takes
   * away and for verifying, since a replica that lags shows nothing to take away.
   */
  readonly readings: 1 | 2;
  /** How often the change is made before a person is asked. */
  readonly attempts: number;
}

/** One step of the plan. Its name is recorded with every request and never changed once released. */
export interface Step {
  readonly name: StepName;
  readonly forward: Change;
  /** The way back; nothing where there is nothing to undo. */
  readonly undo?: Change;
}

/** Says that the change was refused for certain and cannot succeed. */
export function refuse(notDone: Refusal): NotDone {
  return { notDone, forGood: true };
}

/** Says that the change was refused for certain, and may succeed later. */
export function later(notDone: Waiting): NotDone {
  return { notDone, forGood: false };
}

/** Says that the change was refused for certain, and that a person has to decide before anything is undone. */
export function askFor(asks: AttentionCode, notDone: Refusal): NotDone {
  return { notDone, forGood: false, asks };
}

/**
 * What a change reads before it writes: where that is not told, nothing was sent for certain, so that the change does not
 * count as tried and nobody waits for it to show. Throws a `ServiceFault`.
 */
export async function beforeWriting<T>(read: Promise<T>): Promise<T> {
  try {
    return await read;
  } catch (error) {
    if (!(error instanceof ServiceFault) || error.facts.kind !== 'unknown') throw error;
    throw new ServiceFault({ ...error.facts, kind: 'notSent' });
  }
}
