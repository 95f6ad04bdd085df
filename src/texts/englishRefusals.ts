import type { Facts } from '../domain/reason';
import { englishFormRefusals } from './englishFormRefusals';
import type { ReasonTexts } from './reasonTexts';

const named = (facts: Facts, key: string, otherwise: string): string => String(facts[key] ?? otherwise);
const licence = (facts: Facts): string => named(facts, 'licence', 'The licence');

/** Why something cannot be made, in English, and what to do about it. */
export const englishRefusals: ReasonTexts['refusal'] = {
  ...englishFormRefusals,
  accountNotOurs: {
    heading: 'The account belongs to somebody else',
    says: (facts) =>
      `${named(facts, 'account', 'An account of this name')} is there and was not made by this request.`,
    remedy: 'Choose another name, then ask again.',
  },
  environmentClosed: {
    heading: 'The environment is closed to the bot',
    says: (facts) => `${named(facts, 'environment', 'The environment')} does not let the bot in.`,
    remedy: 'Ask whoever runs the bot to make it an application user there, then ask again.',
  },
  environmentUnknown: {
    heading: 'The environment is not known',
    says: (facts) =>
      facts['environment'] === undefined
        ? 'The environment is not in the policy, or is there no more.'
        : `No environment here is called ${String(facts['environment'])}.`,
    remedy: 'Choose another environment.',
  },
  groupNotAllowed: {
    heading: 'The security group is closed to the bot',
    says: (facts) =>
      `The environment admits only members of ${named(facts, 'group', 'its security group')}, and the policy does not let the bot add one.`,
    remedy: 'Ask whoever runs the bot to allow it in the policy, then ask again.',
  },
  groupNotAssignable: {
    heading: 'Nobody can be added to the security group',
    says: (facts) =>
      `The environment admits only members of ${named(facts, 'group', 'its security group')}, which is filled by a rule or synced from on-premises.`,
    remedy: 'Have a Microsoft 365 admin give the environment a group with assigned members, then ask again.',
  },
  licenceInherited: {
    heading: 'The licence comes by a group',
    says: (facts) =>
      `${licence(facts)} comes to the account by a group and cannot be taken back from it alone.`,
    remedy: 'Take the account out of that group, then ask again.',
  },
  licenceRefused: {
    heading: 'The licence was refused',
    says: (facts) => `${licence(facts)} cannot be lent to this account${codeIn(facts)}.`,
    remedy: 'Look at the licence in the Microsoft 365 admin centre, then ask again.',
  },
  licenceUnknown: {
    heading: 'The licence is not there',
    says: (facts) =>
      `The tenant has no usable ${named(facts, 'licence', 'licence of those the policy names')}.`,
    remedy: 'Have a Microsoft 365 admin buy one, or ask whoever runs the bot to name another.',
  },
  modeRefused: {
    heading: 'The environment refused the Access Mode',
    says: (facts) => `The environment does not let this account become Non-interactive${codeIn(facts)}.`,
    remedy: 'See whether the lent licence includes Dynamics 365, then ask again.',
  },
  nameAskedFor: {
    heading: 'The name was asked for before',
    says: (facts) =>
      `This name was asked for before${facts['request'] === undefined ? '' : `: ${String(facts['request'])}`}.`,
    remedy: 'Choose another, or look at that request.',
  },
  nameDeleted: {
    heading: 'The name is still held by a deleted account',
    says: (facts) =>
      `${named(facts, 'account', 'An account of this name')} was deleted less than 30 days ago and can still be restored.`,
    remedy: 'Choose another name, or have a Microsoft 365 admin delete that account for good.',
  },
  nameTaken: {
    heading: 'The name is taken',
    says: (facts) => {
      const account = named(facts, 'account', 'An account of this name');
      return facts['environment'] === undefined
        ? `${account} is there already.`
        : `${account} is a user of ${String(facts['environment'])} already, even if a disabled one.`;
    },
    remedy: 'Choose another name.',
  },
  noApprover: {
    heading: 'Nobody can approve',
    says: (facts) =>
      facts['besides'] === 'owner'
        ? 'Besides you and the owner chosen, too few may approve in this environment.'
        : Number(facts['needed'] ?? 1) > 1
          ? `${String(facts['needed'])} approvers are needed besides you, and fewer may approve there.`
          : 'Besides you, nobody may approve in this environment.',
    remedy: 'Have a second admin named there, then ask again.',
  },
  noSeat: {
    heading: 'No licence seat is free',
    says: (facts) =>
      `${facts['seats'] === undefined ? 'All seats' : `All ${String(facts['seats'])} seats`} of ${named(facts, 'licence', 'the licence')} are taken.`,
    remedy: 'Have a Microsoft 365 admin free or buy a seat, then ask again.',
  },
  noSlot: {
    heading: 'No slot is free',
    says: (facts) =>
      facts['limit'] === undefined
        ? 'The environment has reached its limit of non-interactive users.'
        : `The environment has reached its limit of ${String(facts['limit'])}.`,
    remedy: 'Retire one, then ask again.',
  },
  notAdministrator: {
    heading: 'You are no administrator there',
    says: () => 'Only those who hold System Administrator in the environment can ask for an account there.',
    remedy: 'Ask one of them, or have the role given to you.',
  },
  permissionMissing: {
    heading: 'The bot lacks a permission',
    says: (facts) => `${named(facts, 'service', 'A service of Microsoft')} does not let the bot do this.`,
    remedy: 'Ask whoever runs the bot to grant the permission, then ask again.',
  },
  notAsShown: {
    heading: 'It is not what was shown',
    says: () => 'What is stored of the request is not what its digest says was shown and approved.',
    remedy: 'Tell whoever runs the bot that the database was changed, then ask again.',
  },
  replacedSince: {
    heading: 'Something was replaced since it was approved',
    says: (facts) =>
      `What the environment has now under this name is not what was approved: ${named(facts, 'names', 'a security role or the business unit')}.`,
    remedy: 'Look who changed it there, then ask again: what is there now has to be approved.',
  },
  roleMissing: {
    heading: 'A security role is missing',
    says: (facts) => `The environment has no such role: ${named(facts, 'roles', 'one of those asked for')}.`,
    remedy: 'Choose other roles, or create it there.',
  },
  secretGone: {
    heading: 'The password is gone from Key Vault',
    says: () => 'The password that belongs to the account is in Key Vault no more, or was disabled.',
    remedy: 'Ask whoever runs the vault, then ask again.',
  },
  takeUpGone: {
    heading: 'The blocked account is not as it was left',
    says: (facts) =>
      `${named(facts, 'account', 'The blocked account')} was to be taken up and is gone or changed.`,
    remedy: 'Look at the account in Entra, then ask again.',
  },
  takeUpNoPassword: {
    heading: 'The password of the blocked account is gone',
    says: (facts) =>
      `${named(facts, 'account', 'The blocked account')} could be taken up, but its password is not in the policy's vault, or no more.`,
    remedy: 'Recover the secret in Key Vault, delete the account for good, or choose another name.',
  },
  vaultClosed: {
    heading: 'Key Vault is closed to the bot',
    says: () => 'Key Vault does not let the bot keep and read a password.',
    remedy: 'Ask whoever runs the bot to let it into the vault, then ask again.',
  },
  refused: {
    heading: 'A service said no',
    says: (facts) => `${named(facts, 'service', 'A service of Microsoft')} said no${codeIn(facts)}.`,
    remedy: 'Ask whoever runs the bot to look the code up, then ask again.',
  },
};

function codeIn(facts: Facts): string {
  return facts['code'] === undefined ? '' : ` (code ${String(facts['code'])})`;
}
