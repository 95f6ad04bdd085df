import { verdictOf } from '../domain/advice';
import type { EnvironmentPolicy, Policy } from '../domain/policy';
import type { Field, Problem } from '../domain/reason';
import type { Day, Instant } from '../domain/time';
import { nameProblem } from '../domain/typed';
import type { FormValues } from '../views';
import { accountRule, signInName } from './signInName';

/** Longest texts, in letters. */
const longest = { accountName: 64, purpose: 300, ticket: 50, reason: 300 } as const;

/** Most roles that one account can be asked for with. */
const mostRoles = 20;

/** Most letters that the names of the roles have together: every card of the form carries them. */
const mostRoleLetters = 1_500;

/** How far ahead a review may lie, in years. */
const mostYears = 2;

const idPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const domainPattern = /^[a-z0-9-]+(\.[a-z0-9-]+)+$/;

/** So many years from now, as a day (UTC). */
export function dayInYears(now: Instant, years: number): Day {
  const day = new Date(now);
  day.setUTCFullYear(day.getUTCFullYear() + years);
  return day.toISOString().slice(0, 10);
}

/** The day of review that was asked for, or a year from now where none was chosen. */
export function reviewDay(values: Pick<FormValues, 'reviewOn'>, now: Instant): Day {
  return values.reviewOn === '' ? dayInYears(now, 1) : values.reviewOn;
}

/** Whether it is a day that the calendar has. */
function isDay(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

function missing(values: FormValues, environment: EnvironmentPolicy | undefined): Problem[] {
  const required: readonly [Field, boolean][] = [
    ['environment', environment !== undefined],
    ['accountName', values.accountName !== ''],
    ['purpose', values.purpose !== ''],
    ['roles', values.roles.length > 0],
  ];
  return required
    .filter(([, given]) => !given)
    .map(([field]): Problem => ({ field, why: { code: 'required' } }));
}

function tooLong(values: FormValues): Problem[] {
  const lengths: readonly [Field, number, number][] = [
    ['accountName', values.accountName.length, longest.accountName],
    ['purpose', values.purpose.length, longest.purpose],
    ['ticket', values.ticket.length, longest.ticket],
    ['roles', values.roles.join('').length > mostRoleLetters ? Infinity : values.roles.length, mostRoles],
  ];
  return lengths
    .filter(([, length, most]) => length > most)
    .map(([field, , limit]): Problem => ({ field, why: { code: 'tooLong', facts: { limit } } }));
}

function nameProblems(values: FormValues, account: Policy['account']): Problem[] {
  const code = nameProblem(values.accountName);
  if (code !== undefined) return [{ field: 'accountName', why: { code } }];
  const isNameable = signInName(values.accountName, accountRule(account, values.domain)) !== undefined;
  return values.accountName === '' || isNameable
    ? []
    : [{ field: 'accountName', why: { code: 'notAllowed' } }];
}

function restProblems(values: FormValues, policy: Policy, now: Instant): Problem[] {
  const { domain, licence, owner, ticket, reviewOn } = values;
  const problems: Problem[] = [];
  if (domain !== '' && !domainPattern.test(domain)) {
    problems.push({ field: 'domain', why: { code: 'domainUnknown', facts: { domain } } });
  }
  if (licence !== '' && !policy.licences.includes(licence)) {
    problems.push({ field: 'licence', why: { code: 'licenceNotOffered' } });
  }
  if (owner !== '' && !idPattern.test(owner))
    problems.push({ field: 'owner', why: { code: 'ownerUnknown' } });
  if (!/^[\p{L}\p{N} ._#/-]*$/u.test(ticket)) problems.push({ field: 'ticket', why: { code: 'notAllowed' } });
  if (reviewOn === '') return problems;
  const today = dayInYears(now, 0);
  if (!isDay(reviewOn)) problems.push({ field: 'reviewOn', why: { code: 'notAllowed' } });
  else if (reviewOn <= today) problems.push({ field: 'reviewOn', why: { code: 'reviewPast' } });
  else if (reviewOn > dayInYears(now, mostYears)) {
    problems.push({ field: 'reviewOn', why: { code: 'reviewFar', facts: { years: mostYears } } });
  }
  return problems;
}

/** What is wrong with the form by itself, before anything is looked up. */
export function formProblems(policy: Policy, values: FormValues, now: Instant): readonly Problem[] {
  const environment = policy.environments.find((one) => one.id === values.environment);
  return [
    ...missing(values, environment),
    ...tooLong(values),
    ...nameProblems(values, policy.account),
    ...restProblems(values, policy, now),
  ];
}

/** What is wrong with the reason why an application user would not do; nothing where none is needed or it is well. */
export function adviceProblem(advice: NonNullable<FormValues['advice']>): 'required' | 'tooLong' | undefined {
  const { reason = '' } = advice;
  if (reason.length > longest.reason) return 'tooLong';
  return verdictOf(advice) !== 'nonInteractive' && reason === '' ? 'required' : undefined;
}
