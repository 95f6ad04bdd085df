import type { AnswerText } from './reasonTexts';
import type { Tenses } from './stepTexts';

const answers = {
  stopping: {
    title: 'The work is being stopped',
    line: 'It stops before the next change and cleans up. The result comes as a new message.',
  },
  notBegun: {
    title: 'Nothing is at work yet',
    line: 'Nothing was changed. Whoever asked can withdraw it, approvers can reject it.',
  },
  allClean: { title: 'Everything is cleaned up', line: 'Nothing of this request is left.' },
  settling: {
    title: 'It looks cleaned up',
    line: 'It is read once more in a moment, to be sure; then the card changes by itself.',
  },
  stillLeft: {
    title: 'Something is still left',
    line: 'Nothing was changed. The card names what is left; clean it up by hand, then check again.',
  },
} satisfies Readonly<Record<string, AnswerText>>;

const takenUp = {
  storePassword: {
    toDo: 'Enable its password in Key Vault again',
    now: 'Enabling its password in Key Vault again',
    done: 'Enabled its password in Key Vault again',
    found: 'Its password in Key Vault was enabled already',
  },
  createAccount: {
    toDo: 'Take up the blocked account',
    now: 'Taking up the blocked account',
    done: 'Took up the blocked account',
    found: 'The account was taken up already',
  },
} satisfies Readonly<Record<string, Tenses>>;

const days = (count: number): string => `${String(count)} ${count === 1 ? 'day' : 'days'}`;

/** English words of stopping, checking what is left, taking up a blocked account, and trying without making. */
export const englishWayBack = {
  wayBack: {
    stop: 'Stop and clean up',
    stopQuestion:
      'The work stops before the next change. Everything made so far is cleaned up, and the request ends.',
    stopsSoon: ' stopped it. The work stops before the next change and cleans up.',
    stoppedBy: 'Stopped by ',
    checkAgain: 'Check again',
    checkHint: 'Once you have done that, press Check again.',
    deleted: 'Blocked the sign-in and deleted the account',
    takenUpLater: 'Asking for the same name again takes it up.',
    deletedByOthers:
      'Somebody deleted the account. Whoever restores it within 30 days restores its sign-in and licence too: block it then. Until then its name is not free.',
    deletedAccount: 'The account is deleted. Its name is free again in 30 days.',
    heldUp: 'The work cannot go on.',
    heldUpSince: (when: string): string => `Since ${when}. It is tried again by itself.`,
    answers,
    takenUp,
    /** What is shown where others show a new account. */
    takesUpLabel: 'Takes up',
    takesUp: (label: string): string => `the blocked account of ${label}`,
    takesUpCheck: 'The blocked account and its password are there',
  },
  dryRun: {
    button: 'Dry run',
    title: 'What would be done',
    nothing: 'Nothing was changed and nothing was asked for.',
    readAt: (when: string): string => `Read at ${when}.`,
    steps: (count: number): string => `${String(count)} steps, in this order`,
    summary: (account: string, environment: string): string =>
      `What would be done: ${account} in ${environment}`,
    says: {
      slots: (used: number, limit: number): string => `${String(used)} of ${String(limit)} used afterwards`,
      newSecret: (name: string): string => `as a new version of ${name}`,
      oldSecret: (name: string): string => `the recorded version of ${name}`,
      account: (signInName: string, country: string): string => `${signInName}, usage location ${country}`,
      noGroup: 'it has none, so nothing is changed',
      group: (name: string): string => `${name}, for as long as the account is used`,
      licence: (name: string): string => `${name}, directly and never by a group`,
      environment: (name: string, byPlatform: boolean): string =>
        byPlatform ? `${name}, asked of Power Platform` : `${name}, asked of the environment itself`,
      mode: 'from Read-Write, after counting the slots once more',
      unit: (name: string): string => `${name}, unless it arrives there`,
      verify: 'still Non-interactive, enabled, roles there, licence gone',
      release: (owner: string, count: number): string =>
        `${owner} is named as its owner, valid for ${days(count)}`,
    },
  },
};
