import type { AnswerText } from './reasonTexts';

/** Short answers to what people write and press, in English. */
export const englishAnswers = {
  notUnderstood: { title: 'I did not understand that', line: 'Write help to see what you can write.' },
  notFound: {
    title: 'There is no such request',
    line: 'A number looks like R-1042. Write requests to see yours.',
  },
  notForYou: {
    title: 'This is not shown to you',
    line: 'A request is shown to whoever asked, its approvers, the administrators of its environment and auditors.',
  },
  notYours: {
    title: 'This is not yours to do',
    line: 'Nothing was changed. Whoever asked, or an approver, can do it.',
  },
  onlyRequester: {
    title: 'Only whoever asked can withdraw',
    line: 'Nothing was changed. Approvers can reject it.',
  },
  outdated: {
    title: 'That button was from before',
    line: 'It changed nothing. This is how the request stands now.',
  },
  changedMeanwhile: {
    title: 'Somebody was faster',
    line: 'Your click changed nothing. This is how it stands now.',
  },
  otherTenant: {
    title: 'You are from another organisation',
    line: 'Only people of this organisation can use Countersign.',
  },
  personalOnly: {
    title: 'Ask this in your own chat',
    line: 'Not everybody here may see it. Write it in your chat with Countersign.',
  },
  channelOnly: {
    title: 'This belongs in a channel',
    line: 'Write @Countersign alerts here in the channel that shall hear it.',
  },
  alertsOn: {
    title: 'This channel hears of requests and slots',
    line: 'It hears when slots run low, what is asked for and how it ends. Write @Countersign alerts off to end that.',
  },
  alertsOff: {
    title: 'This channel hears nothing any more',
    line: 'Write @Countersign alerts here to begin again.',
  },
  wordsWanted: {
    title: 'Say it in words',
    line: 'It needs at least one letter, and takes 300 at most. Nothing was changed; the card is as it was.',
  },
  onlyAuditors: {
    title: 'Only auditors search',
    line: 'Write audit and a number, such as audit R-1042, for the receipt of a request that you may see.',
  },
  alertsUnread: {
    title: 'Microsoft did not answer in time',
    line: 'Whether you can switch alerts could not be read. Nothing was changed. Write it again in a minute.',
  },
  alertsNotAllowed: {
    title: 'You cannot switch alerts',
    line: 'Whoever runs the bot can, and whoever may approve in every environment. Nothing was changed.',
  },
  withdrawn: {
    title: 'The request is withdrawn',
    line: 'Nothing was made. The slot held for it is free again.',
  },
  tryingAgain: { title: 'It is tried again', line: 'The card in your chat shows how it goes on.' },
  givingUp: {
    title: 'It is being given up',
    line: 'The work stops before the next change and cleans up. The result comes as a new message.',
  },
  sent: { title: 'It is sent for approval', line: 'The card in your chat shows who was asked.' },
  voteNoted: {
    title: 'Your vote is noted',
    line: 'It counts once the directory confirms that you may decide here.',
  },
  cannotTell: {
    title: 'That cannot be told now',
    line: 'The directory does not answer, so it is not known whether you may see this. Try again in a minute.',
  },
  cannotAsk: {
    title: 'Your question was not kept',
    line: 'The directory does not say now whether you may decide here. Ask again in a minute.',
  },
  noPassword: {
    title: 'There is no password to show',
    line: 'Only a verified account has one in Key Vault.',
  },
  notNow: {
    title: 'That did not work',
    line: 'Nothing is known to have changed. Try again in a minute; if it stays so, tell whoever runs the bot.',
  },
} satisfies Readonly<Record<string, AnswerText>>;
