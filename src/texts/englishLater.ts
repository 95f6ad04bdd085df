import type { FindingCode } from '../domain/reason';
import { accessModeName } from './englishFacts';

/** What a person does about an account that is no longer as it was verified: the bot repairs nothing by itself. */
const remedies: Readonly<Record<FindingCode, string>> = {
  modeChanged:
    'See who or what changed it. To set it back, lend the account a licence, set Access Mode to Non-interactive in the environment, then take the licence back.',
  rowDisabled:
    "See the reason among the environment's users, mostly its security group, and put that right there.",
  rowGone: 'If the program still needs it, ask for a new account; else have its sign-in blocked in Entra.',
  licenceBack: 'See who or which group gives the licence, and take it away there.',
  rolesGone: "See who took them, and assign them again among the environment's users.",
  accountBlocked: 'See who blocked it in Entra, and why, before anybody unblocks it.',
};

/** English words of what is read of an account after it was verified. Parameters named `when` are already in words. */
export const englishLater = {
  later: {
    changed: '! Changed since',
    modeTitle: (mode: unknown): string =>
      mode === undefined ? 'Access Mode was changed' : `Access Mode is now ${accessModeName(mode)}`,
    readSo: (verified: string, when: string): string => `Verified on ${verified}, read so on ${when}.`,
    remedies,
    changedSummary: (account: string, environment: string): string =>
      `Changed since it was verified: ${account} in ${environment}`,
    asVerified: 'As it was verified',
    stillSo: (when: string): string => `Read again on ${when}: still so.`,
    soAgain: (changed: string, when: string): string =>
      `Read otherwise on ${changed}, and read as it shall be again on ${when}.`,
  },
  secondFactor: {
    asked: '! This account would be asked for a second factor',
    maybeAsked: '! This account may be asked for a second factor',
    refused: '! The sign-in of this account would be refused',
    maybeRefused: '! The sign-in of this account may be refused',
    by: 'By Conditional Access: ',
    more: (count: number): string => `, and ${String(count)} more`,
    depends: 'It depends on where it signs in from, on its device, or on risk.',
    leaveOut:
      'A program cannot answer that. Leave the account out of it, or use a named location; ask whoever manages Conditional Access.',
    securityDefaults:
      'Security defaults are on, and no account can be left out of them. A program cannot answer that: ask whoever manages sign-in in Entra to use Conditional Access instead.',
    unread: {
      permission:
        'Whether this account would be asked for a second factor could not be read: the bot may not. The permission Policy.Read.All would allow it; ask whoever manages Conditional Access.',
      noAnswer:
        'Whether this account would be asked for a second factor could not be read: Entra did not answer. Ask whoever manages Conditional Access.',
    },
  },
};
