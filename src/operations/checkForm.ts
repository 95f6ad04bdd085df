import { randomUUID } from 'node:crypto';
import type { Unchecked } from '../domain/checks';
import { licenceName } from '../domain/licenceNames';
import type { Person } from '../domain/person';
import type { EnvironmentPolicy } from '../domain/policy';
import type { Field, Problem } from '../domain/reason';
import { ledger, type Ledger } from '../domain/slots';
import type { Day, Instant } from '../domain/time';
import type { FormValues, FormView, ReviewView } from '../views';
import { preflight } from './preflight';
import { signInName } from './signInName';
import type { Surroundings } from './surroundings';

/** Longest texts, in letters. */
const longest: Readonly<Partial<Record<Field, number>>> = { accountName: 64, purpose: 300, ticket: 50 };

/** Longest name of an environment that a policy may have, in letters: what is longer is cut in the sentence about it. */
const longestName = 100;

const nothingTyped: FormValues = { environment: '', accountName: '', purpose: '', roles: [], ticket: '' };

/** A year from now, as a day. */
function inAYear(now: Instant): Day {
  const day = new Date(now);
  day.setUTCFullYear(day.getUTCFullYear() + 1);
  return day.toISOString().slice(0, 10);
}

/** What `new …` fills the form with, and what of it is not known. */
export interface FormWords {
  readonly values: FormValues;
  readonly problems: readonly Problem[];
}

/**
 * Reads what follows the word `new`: `SAP connector in Contoso Production because nightly stock sync`.
 * Each part may be missing. An environment is known by its whole name, in any case; where none is, what stands after
 * the last `in` is a problem at the environment's field, and no part of the account's name.
 */
export function formFromWords(words: string, environments: readonly EnvironmentPolicy[]): FormWords {
  const [, before = '', purpose = ''] = /^(.*?)(?:(?:^|\s)because(?:\s(.*))?)?$/is.exec(words.trim()) ?? [];
  const asked = before.replace(/\s+/g, ' ').trim();
  const named = environments
    .filter((one) => ` ${asked.toLowerCase()}`.endsWith(` in ${one.name.toLowerCase()}`))
    .sort((one, other) => other.name.length - one.name.length)[0];
  const [, plain = '', unknown] = /^(?:(.*) )?in (.+)$/i.exec(asked) ?? [];
  const values = { ...nothingTyped, purpose: purpose.trim() };
  if (named !== undefined) {
    const accountName = asked.slice(0, Math.max(0, asked.length - named.name.length - 3)).trim();
    return { values: { ...values, environment: named.id, accountName }, problems: [] };
  }
  if (unknown === undefined) return { values: { ...values, accountName: asked }, problems: [] };
  const why = { code: 'environmentUnknown', facts: { environment: unknown.slice(0, longestName) } } as const;
  return { values: { ...values, accountName: plain }, problems: [{ field: 'environment', why }] };
}

/** The form with what was typed so far, the free slots as last read, and what is to be changed. Reads nothing live. */
export async function formView(
  { store, policy, clock }: Surroundings,
  given: { readonly formId?: string; readonly values?: FormValues; readonly problems?: readonly Problem[] },
): Promise<FormView> {
  const environments = await Promise.all(
    policy.environments.map(async ({ id, name, limit }) => {
      const reading = await store.slots.reading(id);
      if (reading === undefined) return { id, name };
      return { id, name, free: ledger(reading, await store.requests.reservations(id), limit).free };
    }),
  );
  return {
    formId: given.formId ?? randomUUID(),
    environments,
    roles: [...new Set(policy.environments.flatMap((environment) => environment.roles))],
    values: given.values ?? nothingTyped,
    filledIn: {
      domain: policy.account.domain,
      licence: licenceName(policy.licences[0] ?? ''),
      reviewOn: inAYear(clock.now()),
    },
    problems: given.problems ?? [],
  };
}

/** What is wrong with the form by itself, before anything is looked up. */
function formProblems({ policy }: Surroundings, values: FormValues): readonly Problem[] {
  const problems: Problem[] = [];
  const required: readonly [Field, boolean][] = [
    ['environment', policy.environments.some((one) => one.id === values.environment)],
    ['accountName', values.accountName !== ''],
    ['purpose', values.purpose !== ''],
    ['roles', values.roles.length > 0],
  ];
  for (const [field, given] of required) if (!given) problems.push({ field, why: { code: 'required' } });
  for (const field of ['accountName', 'purpose', 'ticket'] as const) {
    const most = longest[field] ?? 0;
    if (values[field].length > most)
      problems.push({ field, why: { code: 'tooLong', facts: { limit: most } } });
  }
  const unnameable =
    values.accountName !== '' && signInName(values.accountName, policy.account) === undefined;
  if (unnameable) problems.push({ field: 'accountName', why: { code: 'notAllowed' } });
  const environment = policy.environments.find((one) => one.id === values.environment);
  const unknown = values.roles.filter((role) => environment?.roles.includes(role) === false);
  if (unknown.length > 0) {
    const facts = { roles: unknown.join(', '), environment: environment?.name ?? '' };
    problems.push({ field: 'roles', why: { code: 'roleMissing', facts } });
  }
  return problems;
}

/**
 * A checked form: ready to be sent, or what is to be changed. `busy`: nothing speaks against it, but what a request is
 * made of could not be read in time.
 */
export type Checked =
  | {
      readonly is: 'ready';
      readonly view: ReviewView;
      /** Nothing where they could not be read: they are looked for once the request is there. */
      readonly approvers: readonly Person[] | undefined;
    }
  | { readonly is: 'problems'; readonly problems: readonly Problem[] }
  | { readonly is: 'busy'; readonly unchecked: readonly Unchecked[] };

/** Checks a form, live, and changes nothing. All problems are named at once. */
export async function checkForm(
  surroundings: Surroundings,
  requester: Person,
  formId: string,
  values: FormValues,
): Promise<Checked> {
  const { policy, clock } = surroundings;
  const wrong = formProblems(surroundings, values);
  const environment = policy.environments.find((one) => one.id === values.environment);
  if (wrong.length > 0 || environment === undefined) return { is: 'problems', problems: wrong };
  const checkedAt = clock.now();
  const found = await preflight(surroundings, { requester, environment, values });
  const { problems, licence, businessUnit, roles, approvers, takesUp, checked, unchecked } = found;
  if (problems.length > 0) return { is: 'problems', problems };
  const slots = found.slots ?? (await slotsLastRead(surroundings, environment));
  const userPrincipalName = signInName(values.accountName, policy.account);
  const whole = slots && licence && businessUnit && roles && userPrincipalName;
  if (!whole) return { is: 'busy', unchecked };
  const view: ReviewView = {
    formId,
    values,
    checkedAt,
    checked,
    unchecked,
    slots: { usedAfter: slots.limit - slots.free + 1, limit: slots.limit },
    approvers: approvers?.map((approver) => approver.name) ?? [],
    content: {
      environment: { id: environment.id, name: environment.name },
      accountName: values.accountName,
      userPrincipalName,
      ...(takesUp === undefined ? {} : { takesUp }),
      licence,
      businessUnit,
      roles,
      owner: requester,
      purpose: values.purpose,
      ...(values.ticket === '' ? {} : { ticket: values.ticket }),
      reviewOn: inAYear(checkedAt),
    },
  };
  return { is: 'ready', view, approvers };
}

/** The slots as they were read last, with those held since; nothing where they never were. */
async function slotsLastRead(
  { store }: Surroundings,
  { id, limit }: EnvironmentPolicy,
): Promise<Ledger | undefined> {
  const reading = await store.slots.reading(id);
  return reading && ledger(reading, await store.requests.reservations(id), limit);
}
