import type { Field } from '../domain/reason';

const fields: Readonly<Record<Field, string>> = {
  environment: 'Environment',
  accountName: 'Name of the account',
  purpose: 'What is it for?',
  roles: 'Security roles',
  domain: 'Domain of the sign-in name',
  licence: 'Licence to borrow',
  unit: 'Business unit',
  owner: 'Owner',
  reviewOn: 'Review date',
  ticket: 'Ticket (optional)',
};

const things = (count: number): string => (count === 1 ? '1 thing' : `${String(count)} things`);

/** English words of the form. Parameters named `day` are already in words. */
export const englishForm = {
  step: (step: number): string => `Step ${String(step)} of 3`,
  title: 'Ask for a non-interactive user',
  intro: 'An account for a program, never for a person. Nothing is made before a second admin approves.',
  refused: (count: number): string => `${things(count)} to change`,
  kept: 'Everything you typed is kept.',
  fields,
  placeholders: {
    environment: 'Choose the environment',
    accountName: 'Name of the account, such as SAP stock connector',
    purpose: 'Which program signs in, and what does it do?',
    roles: 'Security roles: type a part of the name',
    domain: 'Choose the domain',
    licence: 'Choose the licence',
    unit: 'Business unit: the top one, or type a name',
    owner: 'Owner: you, or type a name',
    reviewOn: 'Review date: in a year',
    ticket: 'Ticket, such as CHG-20817',
  } satisfies Readonly<Record<Field, string>>,
  freeSlots: (environment: string, free: number | undefined): string =>
    free === undefined
      ? environment
      : `${environment}: ${String(free)} ${free === 1 ? 'slot' : 'slots'} free`,
  filledInTitle: 'Filled in for you',
  filledIn: (domain: string, licence: string, unit: string, owner: string, day: string): string =>
    `Sign-in name from the account’s name, at ${domain} · licence ${licence} · ${unit === '' ? 'top business unit' : `business unit ${unit}`} · owner: ${owner} · review on ${day}`,
  you: 'you',
  chosenOwner: 'the owner chosen',
  /** The licence without a choice. */
  preferred: (licence: string): string => `${licence}, or the next with a free seat`,
  freeSeats: (licence: string, free: number | undefined): string =>
    free === undefined ? licence : `${licence}: ${String(free)} ${free === 1 ? 'seat' : 'seats'} free`,
  changeTheRest: 'Change the rest',
  again: (label: string): string => `Asks again for what ${label} asked.`,
  chosen: (names: string): string => `Chosen before: ${names}`,
  summary: 'Ask for a non-interactive user',
  summaryRefused: (count: number): string => `${things(count)} to change before this can be asked for`,
};
