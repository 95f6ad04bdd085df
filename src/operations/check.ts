import type { CheckName, Unchecked } from '../domain/checks';
import type { Person } from '../domain/person';
import type { EnvironmentPolicy } from '../domain/policy';
import type { Problem } from '../domain/reason';
import type { Content, TakenUp } from '../domain/request';
import { lacksPermission, ServiceFault } from '../domain/serviceFault';
import type { Ledger } from '../domain/slots';
import type { Duration } from '../domain/time';
import type { FormValues } from '../views';
import { withinTime } from './withinTime';

/** What was found while checking: what a request needs, and everything that speaks against it. */
export interface Findings extends Found {
  /** The checks that were made, whatever they found. */
  readonly checked: readonly CheckName[];
  readonly unchecked: readonly Unchecked[];
}

/** What the checks that were made found. */
export interface Found {
  readonly problems: readonly Problem[];
  /** Whether whoever asks administers the environment; nothing where that could not be read. */
  readonly administers?: boolean;
  readonly slots?: Ledger;
  readonly licence?: { readonly skuId: string; readonly name: string };
  readonly businessUnit?: { readonly id: string; readonly name: string };
  readonly roles?: Content['roles'];
  /** The blocked account of an earlier request that has this name, to be taken up. */
  readonly takesUp?: TakenUp;
  /** Who will answer for the account. */
  readonly owner?: Person;
  /** Who may approve, without the requester and the owner: as many as get a card of their own. */
  readonly approvers?: readonly Person[];
}

/** What is to be checked. `own`: the request is there already: its slot and its name are its own, and so is its licence. */
export interface Candidate {
  readonly requester: Person;
  readonly environment: EnvironmentPolicy;
  readonly values: Pick<FormValues, 'accountName' | 'roles' | 'domain' | 'licence' | 'unit' | 'owner'>;
  readonly own?: Pick<Content, 'licence' | 'userPrincipalName' | 'takesUp' | 'businessUnit' | 'roles'>;
}

/** Looks at one thing, live, and changes nothing. May throw a `ServiceFault`. */
export type Look = () => Promise<Found>;

/** A look, and what is checked by it. */
export interface Check {
  readonly names: readonly CheckName[];
  readonly look: Look;
}

/** Runs one check; a service that does not answer, or not in time, is a finding of its own, never an exception. */
export async function tried({ names, look }: Check, time: Duration): Promise<Findings> {
  const unchecked = (why: Unchecked['why'], retryAfter?: Duration): Findings => {
    const one = { checks: names, why, ...(retryAfter === undefined ? {} : { retryAfter }) };
    return { problems: [], checked: [], unchecked: [one] };
  };
  const made = look().then(
    (found): Findings => ({ ...found, checked: names, unchecked: [] }),
    (error: unknown): Findings => {
      if (!(error instanceof ServiceFault)) throw error;
      const problem = problemOf(error);
      if (problem !== undefined) return { problems: [problem], checked: names, unchecked: [] };
      const { service, code, retryAfter } = error.facts;
      const facts = { service, ...(code === undefined ? {} : { code }) };
      return unchecked({ code: 'notChecked', facts }, retryAfter);
    },
  );
  return withinTime(made, time, unchecked({ code: 'notChecked' }));
}

/** What a service's no means for the request; nothing where it means only that nobody knows yet. */
function problemOf(fault: ServiceFault): Problem | undefined {
  const { service, code } = fault.facts;
  if (code === '0x80072560') return { field: 'environment', why: { code: 'environmentClosed' } };
  if (!lacksPermission(fault)) return undefined;
  if (service === 'Key Vault') return { why: { code: 'vaultClosed' } };
  const facts = { service, ...(code === undefined ? {} : { code }) };
  return { why: { code: 'permissionMissing', facts } };
}
