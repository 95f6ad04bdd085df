import type { AnswerText } from './reasonTexts';

/** The fresh sign-in of whoever approves what is sensitive: the card with its link, and the pages in the browser. */
export const englishStepUp = {
  title: 'Sign in once more to approve',
  small: 'One more step',
  line: 'The page shows what you approve, and asks you to confirm it. Until then nothing is approved.',
  valid: (when: string): string => `The link is for you alone, and good until ${when}.`,
  open: 'Sign in',
  approve: 'Approve and sign in',
  summary: (account: string, environment: string): string =>
    `Sign in to approve ${account} in ${environment}`,
  /** Under the question on the card. */
  thenSignIn: 'Then you sign in once more.',
  cannotTell: {
    title: 'Your approval was not kept',
    line: 'The directory does not say now whether you may decide here. Press Approve again in a minute.',
  },
  purpose: 'What for',
  signedIn: (person: string, label: string): string =>
    `You have signed in as ${person}. This is ${label}, as it stands on your card in Teams.`,
  confirm: 'Approve',
  notYou:
    'If you did not press Approve in Teams, close this page: nothing is approved then. Tell whoever runs the bot.',
  close: 'You can close this page; the cards in Teams show how it goes on.',
  refusal: {
    over: {
      title: 'This link is not good any more',
      line: 'Links are good for five minutes and for one vote. The card in Teams says whether yours counts. If it does not, open its link again, or press Approve once more.',
    },
    cancelled: {
      title: 'The sign-in was not finished',
      line: 'Nothing was approved. Open the link in Teams once more, or press Approve again.',
    },
    otherPerson: {
      title: 'Somebody else has signed in',
      line: 'Nothing was approved. The link is for whoever pressed Approve in Teams: sign in with that account.',
    },
    noContext: {
      title: 'The sign-in was not strong enough',
      line: 'Nothing was approved. Entra did not say that what the policy asks for was met. Tell whoever runs the bot.',
    },
    notFresh: {
      title: 'The sign-in was not a fresh one',
      line: 'Nothing was approved. Type your password when you are asked for it: open the link in Teams once more.',
    },
    codeRefused: {
      title: 'Entra did not accept the sign-in',
      line: 'Nothing was approved. Open the link in Teams once more, or press Approve again.',
    },
    tokenRefused: {
      title: 'The sign-in could not be checked',
      line: 'Nothing was approved. Open the link in Teams once more; if it stays so, tell whoever runs the bot.',
    },
    notAnswering: {
      title: 'Entra does not answer',
      line: 'Nothing was approved. Open the link in Teams again in a minute.',
    },
  } satisfies Readonly<Record<string, AnswerText>>,
};
