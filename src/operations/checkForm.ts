import { randomUUID } from 'node:crypto';
import type { Unchecked } from '../domain/checks';
import { licenceName } from '../domain/licenceNames';
import type { Person } from '../domain/person';
import type { EnvironmentPolicy } from '../domain/policy';
import type { Problem } from '../domain/reason';
import { ledger, type Ledger } from '../domain/slots';
import { termsOf } from '../domain/terms';
import type { FormValues, FormView, ReviewView } from '../views';
import { formOptions } from './formOptions';
import { dayInYears, formProblems, reviewDay } from './formProblems';
import type { Findings } from './check';
import { preflight } from './preflight';
import { maySee } from './requestsFor';
import { accountRule, signInName } from './signInName';
import type { Surroundings } from './surroundings';

/** Longest name of an environment that a policy may have, in letters: what is longer is cut in the sentence about it. */
const longestName = 100;

const nothingTyped: FormValues = {
  ...{ environment: '', accountName: '', purpose: '', roles: [], ticket: '' },
  ...{ domain: '', licence: '', unit: '', owner: '', reviewOn: '' },
};

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

/** The form with what was typed so far, the free slots as last read, what can be chosen, and what is to be changed. */
export async function formView(
  surroundings: Surroundings,
  given: { readonly formId?: string; readonly values?: FormValues; readonly problems?: readonly Problem[] },
): Promise<FormView> {
  const { store, policy, clock } = surroundings;
  const values = given.values ?? nothingTyped;
  const options = formOptions(surroundings, values);
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
    values,
    ...(await options),
    filledIn: {
      domain: policy.account.domain,
      licence: licenceName(policy.licences[0] ?? ''),
      reviewOn: dayInYears(clock.now(), 1),
    },
    problems: given.problems ?? [],
  };
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
  const wrong = formProblems(policy, values, clock.now());
  const environment = policy.environments.find((one) => one.id === values.environment);
  // Where the environment lets nobody look, no role is offered: what it lets be checked says why.
  const lacksRolesAlone = wrong.every(({ field, why }) => field === 'roles' && why.code === 'required');
  if (!lacksRolesAlone || environment === undefined) return { is: 'problems', problems: wrong };
  const checkedAt = clock.now();
  const found = await preflight(surroundings, { requester, environment, values });
  const { licence, businessUnit, roles, approvers, owner, takesUp, checked, unchecked } = found;
  const problems = toldTo(found, wrong);
  if (problems.length > 0) return { is: 'problems', problems };
  const slots = found.slots ?? (await slotsLastRead(surroundings, environment));
  const userPrincipalName = signInName(values.accountName, accountRule(policy.account, values.domain));
  const terms = roles && termsOf(policy, { environment, roles });
  const whole = slots && licence && businessUnit && terms && owner && userPrincipalName;
  if (!whole) return { is: 'busy', unchecked };
  const askedAfter = await seenBefore(surroundings, requester, values.askedAfter);
  const view: ReviewView = {
    formId,
    values,
    terms,
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
      owner,
      purpose: values.purpose,
      ...(values.ticket === '' ? {} : { ticket: values.ticket }),
      reviewOn: reviewDay(values, checkedAt),
      ...(values.advice === undefined ? {} : { advice: values.advice }),
      ...(askedAfter === undefined ? {} : { askedAfter }),
    },
  };
  return { is: 'ready', view, approvers };
}

/**
 * What is told of what was found wrong: it speaks of what is there, so whoever does not administer the environment is told
 * that alone, and whoever is not known to yet that nothing else is told.
 */
function toldTo({ administers, problems }: Findings, wrong: readonly Problem[]): readonly Problem[] {
  if (administers === true || problems.length === 0) return [...wrong, ...problems];
  const own = problems.filter(({ why }) => ['notAdministrator', 'environmentClosed'].includes(why.code));
  return own.length > 0 ? own : [{ field: 'environment', why: { code: 'administratorUnread' } }];
}

/** The slots as they were read last, with those held since; nothing where they never were. */
async function slotsLastRead(
  { store }: Surroundings,
  { id, limit }: EnvironmentPolicy,
): Promise<Ledger | undefined> {
  const reading = await store.slots.reading(id);
  return reading && ledger(reading, await store.requests.reservations(id), limit);
}

/** The number of the request that is asked for again; nothing for one that the requester may not see. */
async function seenBefore(
  surroundings: Surroundings,
  requester: Person,
  number: number | undefined,
): Promise<number | undefined> {
  const before = number === undefined ? undefined : await surroundings.store.requests.byNumber(number);
  const isSeen = before !== undefined && (await maySee(surroundings, requester, before)) === true;
  return isSeen ? number : undefined;
}
