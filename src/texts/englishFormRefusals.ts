import type { RefusalCode } from '../domain/reason';
import type { ReasonText } from './reasonTexts';

type FormRefusal = Extract<
  RefusalCode,
  | 'domainUnknown'
  | 'licenceNotOffered'
  | 'nameHidden'
  | 'nameMixed'
  | 'nameSigns'
  | 'administratorUnread'
  | 'ownerDisabled'
  | 'ownerGuest'
  | 'ownerUnknown'
  | 'reviewFar'
  | 'reviewPast'
  | 'unitUnknown'
>;

/** What speaks against one field of the form, in English, and what to do about it. */
export const englishFormRefusals: Readonly<Record<FormRefusal, ReasonText>> = {
  domainUnknown: {
    heading: 'The domain is not verified',
    says: (facts) => `${String(facts['domain'] ?? 'This')} is no verified domain of your organisation.`,
    remedy: 'Choose another domain.',
  },
  licenceNotOffered: {
    heading: 'The licence cannot be lent',
    says: () => 'The policy does not let this licence be lent.',
    remedy: 'Choose another licence.',
  },
  nameHidden: {
    heading: 'The name holds invisible characters',
    says: () => 'The name holds characters that nobody sees, such as direction marks.',
    remedy: 'Delete it and type it anew.',
  },
  nameMixed: {
    heading: 'The name mixes alphabets',
    says: () =>
      'The name mixes letters of several alphabets that look alike, or uses look-alikes of plain ones.',
    remedy: 'Type it anew in one alphabet.',
  },
  nameSigns: {
    heading: 'The name holds signs that names do not have',
    says: () =>
      "A name begins with a letter or a digit and holds only these, spaces and - _ . ' & ( ) + / or a comma.",
    remedy: 'Take the other signs out.',
  },
  administratorUnread: {
    heading: 'Whether you administer it is not known yet',
    says: () =>
      'Something was found that has to be changed. It is told to administrators of the environment alone.',
    remedy: 'Press Continue again in a minute. Nothing that you typed is lost.',
  },
  ownerDisabled: {
    heading: 'The owner is disabled',
    says: () => 'The sign-in of the owner chosen is disabled.',
    remedy: 'Choose somebody who can answer for the account.',
  },
  ownerGuest: {
    heading: 'The owner is a guest',
    says: () => 'The owner chosen is a guest of your organisation.',
    remedy: 'Choose somebody who belongs to it.',
  },
  ownerUnknown: {
    heading: 'The owner is not known',
    says: () => 'Nobody in your directory is this person.',
    remedy: 'Choose the owner from the list that opens while you type.',
  },
  reviewFar: {
    heading: 'The review is too far ahead',
    says: (facts) => `The review may be at most ${String(facts['years'] ?? 2)} years ahead.`,
    remedy: 'Choose an earlier day.',
  },
  reviewPast: {
    heading: 'The review is not ahead',
    says: () => 'This day is over, or is today.',
    remedy: 'Choose a later day.',
  },
  unitUnknown: {
    heading: 'The business unit is missing',
    says: (facts) =>
      `${String(facts['environment'] ?? 'The environment')} has no business unit ${facts['unit'] ? `called ${String(facts['unit'])}` : 'of that name'}.`,
    remedy: 'Choose another, or leave the field empty for the top one.',
  },
};
