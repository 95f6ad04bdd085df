import type { Facts } from '../domain/reason';
import type { ReasonTexts } from './reasonTexts';

const named = (facts: Facts, key: string, otherwise: string): string => String(facts[key] ?? otherwise);
const soon = 'This often takes a few minutes; you need not do anything.';
const patient = 'This often takes 5 to 30 minutes; you need not do anything.';

/** What is waited for, in English; heading and remedy are for when it was waited for in vain. */
export const englishWaiting: ReasonTexts['waiting'] = {
  accountNotSeen: {
    waitsFor: 'the directory',
    heading: 'The directory does not show the account',
    says: () => 'Entra does not show the new account yet.',
    usually: soon,
    remedy: 'Look for the account in Entra, then press Try again.',
  },
  changeNotSeen: {
    waitsFor: 'the change to show',
    heading: 'A change does not show',
    says: (facts) =>
      `A change that was made may show only later; ${named(facts, 'service', 'the service')} does not show it yet.`,
    usually: soon,
    remedy: "Look at the service's health in the admin centre, then press Try again.",
  },
  groupNotSeen: {
    waitsFor: 'the security group',
    heading: 'The membership does not show',
    says: (facts) =>
      `${named(facts, 'group', 'The security group')} does not show the account as a member yet.`,
    usually: patient,
    remedy: "Look at the group's members in Entra, then press Try again.",
  },
  licenceNotSeen: {
    waitsFor: 'the licence',
    heading: 'The environment does not see the licence',
    says: () => 'The environment does not see the licence yet.',
    usually: patient,
    remedy: 'See whether the licence includes Dynamics 365 in this environment, then press Try again.',
  },
  rowNotThere: {
    waitsFor: 'the environment',
    heading: 'The environment does not show the account',
    says: () => 'The environment does not show the account yet.',
    usually: patient,
    remedy: 'Look at the users of the environment in the Power Platform admin centre, then press Try again.',
  },
  rowNotEnabled: {
    waitsFor: 'the account to be enabled',
    heading: 'The account stays disabled',
    says: () => 'The account is in the environment, but still disabled there.',
    usually: patient,
    remedy: 'See why the user is disabled in the Power Platform admin centre, then press Try again.',
  },
  noSeat: {
    waitsFor: 'a licence seat',
    heading: 'No licence seat is free',
    says: (facts) => {
      const seats = facts['seats'] === undefined ? 'All seats' : `All ${String(facts['seats'])} seats`;
      return `${seats} of ${named(facts, 'licence', 'the licence')} are taken.`;
    },
    usually: 'Free or buy a seat, and it goes on by itself.',
    remedy: 'Free or buy a seat, then press Try again.',
  },
  settling: {
    waitsFor: 'a second reading',
    heading: 'The second reading is missing',
    says: () => 'It was read once, and is read again to be sure.',
    usually: soon,
    remedy: 'Press Try again.',
  },
  serviceBusy: {
    waitsFor: 'a busy service',
    heading: 'A service is too busy',
    says: (facts) => `${named(facts, 'service', 'A service of Microsoft')} asks to slow down.`,
    usually: soon,
    remedy: 'See what else is calling this service, then press Try again.',
  },
  serviceDown: {
    waitsFor: 'a service that does not answer',
    heading: 'A service does not answer',
    says: (facts) => `${named(facts, 'service', 'A service of Microsoft')} does not answer.`,
    usually: 'It goes on by itself once the service answers.',
    remedy: "Look at the service's health in the admin centre, then press Try again.",
  },
  notChecked: {
    waitsFor: 'a check',
    heading: 'Something could not be checked',
    says: (facts) => `${named(facts, 'service', 'A service of Microsoft')} does not answer.`,
    usually: 'It is checked again by itself; nothing is made before.',
    remedy: "Look at the service's health in the admin centre, then press Try again.",
  },
  unforeseen: {
    waitsFor: 'something unforeseen',
    heading: 'Something unforeseen stops the work',
    says: () => 'An error came up that was not foreseen; the log of the bot tells more.',
    usually: 'It is tried again by itself.',
    remedy: 'Ask whoever runs the bot to look at its log, then press Try again.',
  },
};
