import type { ReasonTexts } from './reasonTexts';
import { accessModeName } from './englishFacts';
import { englishRefusals } from './englishRefusals';
import { englishWaiting } from './englishWaiting';

const tried = (tries: number, since: string, last?: string): string =>
  `Tried ${tries <= 1 ? 'once' : `${String(tries)} times`} since ${since}${last === undefined ? '' : `, last at ${last}`}.`;
const contradicted = 'See who else changes this account, then press Try again.';

const finding: ReasonTexts['finding'] = {
  modeChanged: {
    heading: 'Access Mode was changed again',
    says: (facts) =>
      facts['mode'] === undefined
        ? 'Access Mode was Non-interactive, and is so no more.'
        : `Access Mode was Non-interactive, and is now ${accessModeName(facts['mode'])}.`,
    remedy: contradicted,
  },
  rowDisabled: {
    heading: 'The account was disabled',
    says: () => 'The account was enabled in the environment, and is so no more.',
    remedy: contradicted,
  },
  rowGone: {
    heading: 'The account is gone from the environment',
    says: () => 'The account was in the environment, and is there no more.',
    remedy: contradicted,
  },
  licenceBack: {
    heading: 'The licence is back',
    says: () => 'The licence was taken back, and the account has one again.',
    remedy: 'See who or which group gives it, then press Try again.',
  },
  rolesGone: {
    heading: 'Security roles are gone',
    says: () => 'The account had its security roles, and lacks some of them now.',
    remedy: contradicted,
  },
  accountBlocked: {
    heading: 'The account is blocked',
    says: () => "The account's sign-in was open, and is blocked now.",
    remedy: 'See who blocked it, then press Try again.',
  },
};

const vote: ReasonTexts['vote'] = {
  ownRequest: {
    title: 'This is your own request',
    line: 'A second admin has to approve it. Nothing was changed.',
  },
  ownAccount: {
    title: 'You would own this account',
    line: 'Another admin has to approve it. Nothing was changed.',
  },
  alreadyDecided: {
    title: 'This is decided already',
    line: 'Your click changed nothing. This is how it stands.',
  },
  outdated: {
    title: 'The request was changed',
    line: 'Your click changed nothing. Read the present one, then decide.',
  },
  expired: {
    title: 'The time to decide is over',
    line: 'Your click changed nothing. It can be asked for again.',
  },
  alreadyVoted: { title: 'You decided already', line: 'Your first word counts; this click changed nothing.' },
  otherTenant: {
    title: 'You are from another organisation',
    line: 'Only admins of this organisation can approve.',
  },
  signInWanted: {
    title: 'A fresh sign-in is needed',
    line: 'Nothing was approved. Press Approve on the present card and sign in once more.',
  },
  nameNotTyped: {
    title: 'That is not the name of the environment',
    line: 'Nothing was approved. Read where it is asked for, then type that name.',
  },
  notApprover: {
    title: 'You may not approve here',
    line: 'The policy names others for this environment. Nothing was changed.',
  },
};

const notChecked = (facts: Readonly<Record<string, string | number>>): string =>
  `This could not be checked: ${String(facts['service'] ?? 'a service of Microsoft')} does not answer. Press Continue again in a minute.`;
const tooLong = (facts: Readonly<Record<string, string | number>>): string =>
  facts['limit'] === undefined
    ? 'This is too long. Shorten it.'
    : `At most ${String(facts['limit'])} letters. Shorten it.`;

const field: ReasonTexts['field'] = {
  environment: {
    required: () => 'Choose the environment.',
    tooLong,
    notAllowed: () => 'This environment cannot be chosen. Choose another.',
    notChecked,
  },
  accountName: {
    required: () => 'Give the account a name.',
    tooLong,
    notAllowed: () =>
      'At least 3 Latin letters or digits are needed, since the sign-in name is made of them. Change the name.',
    notChecked,
  },
  purpose: {
    required: () => 'Say what it is for: your approver reads this.',
    tooLong,
    notAllowed: () => 'This cannot be taken as it is. Write it in plain words.',
    notChecked,
  },
  roles: {
    required: () => 'Choose at least one role: without one the program can read nothing.',
    tooLong: (facts) =>
      facts['limit'] === undefined
        ? 'These are too many. Choose fewer roles.'
        : `These are too many. Choose at most ${String(facts['limit'])} roles.`,
    notAllowed: () => 'The policy does not offer one of these roles here. Choose others.',
    notChecked,
  },
  domain: {
    required: () => 'Choose the domain.',
    tooLong,
    notAllowed: () => 'This domain cannot be chosen. Choose another.',
    notChecked,
  },
  licence: {
    required: () => 'Choose the licence.',
    tooLong,
    notAllowed: () => 'This licence cannot be lent. Choose another.',
    notChecked,
  },
  unit: {
    required: () => 'Choose the business unit.',
    tooLong,
    notAllowed: () => 'This business unit cannot be chosen. Choose another.',
    notChecked,
  },
  owner: {
    required: () => 'Choose who answers for the account.',
    tooLong,
    notAllowed: () => 'This person cannot own the account. Choose somebody else.',
    notChecked,
  },
  reviewOn: {
    required: () => 'Choose the day of the review.',
    tooLong,
    notAllowed: () => 'This is no day. Choose one from the calendar.',
    notChecked,
  },
  ticket: {
    required: () => 'Name the ticket.',
    tooLong,
    notAllowed: () => 'Only letters, digits and - . _ # / are allowed. Change the ticket.',
    notChecked,
  },
  form: {
    required: () => 'Something is missing. Fill in all fields.',
    tooLong,
    notAllowed: () => 'This cannot be asked for.',
    notChecked,
  },
};

/** Every reason in English. */
export const englishReasons: ReasonTexts = {
  waiting: englishWaiting,
  refusal: englishRefusals,
  finding,
  attention: {
    waitedTooLong: { tried },
    triedTooOften: { tried },
    contradicted: {
      tried: (tries, since) =>
        `It was made so, and did not stay so; ${tried(tries, since).replace('Tried', 'tried')}`,
    },
    cannotHandOver: {
      tried: (tries, since, last) =>
        `The account is made; its sign-in is blocked until its password can be handed over. ${tried(tries, since, last)}`,
    },
    cannotUndo: { tried: (tries, since, last) => `It could not be cleaned up. ${tried(tries, since, last)}` },
  },
  vote,
  field,
};
