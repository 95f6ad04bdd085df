import type { AnswerRefusal, QuestionRefusal } from '../domain/questionRule';
import type { RequestState } from '../domain/request';
import type { VoteRefusal } from '../domain/reviewRule';
import type { AnswerText } from './reasonTexts';

const unchanged = 'Nothing was changed. This is how the request stands.';

/** What approvers and requesters say to each other, and what becomes of votes and of people who are not reached. */
export const englishConsent = {
  questions: {
    ask: 'Ask',
    answer: 'Answer',
    asks: ' asks: ',
    answers: ' answers: ',
    open: 'Not answered yet.',
    askLabel: 'What do you want to know? Everybody who decides reads it',
    askPlaceholder: 'Ask whoever wants this account',
    askError: 'Type a question, in at most 300 letters.',
    answerLabel: 'Your answer, which everybody who decides reads',
    answerPlaceholder: 'Answer in plain words',
    answerError: 'Type an answer, in at most 300 letters.',
    askedTitle: 'A question about your request',
    answeredTitle: 'You have answered',
    overTitle: 'No answer is needed any more',
    gotTitle: 'Your question is answered',
    summary: (person: string, account: string): string => `${person} asks about ${account}`,
    gotSummary: (person: string, account: string): string => `${person} answers about ${account}`,
    refusal: {
      tooManyQuestions: {
        title: 'Five questions are enough',
        line: 'Nothing was changed. Talk to whoever asked, or reject it and say why.',
      },
    } satisfies Readonly<Record<Exclude<QuestionRefusal, VoteRefusal>, AnswerText>>,
    answerRefusal: {
      notRequester: {
        title: 'Only whoever asked for the account can answer',
        line: 'Nothing was changed.',
      },
      noQuestion: { title: 'There is no such question', line: 'Nothing was changed.' },
      alreadyAnswered: { title: 'This is answered already', line: 'Your first answer stands.' },
      alreadyDecided: {
        title: 'This is decided already',
        line: 'Your answer was not kept, since nobody reads it any more.',
      },
    } satisfies Readonly<Record<AnswerRefusal, AnswerText>>,
  },
  reopened: {
    /** Before the names of those whose votes count no more. */
    intro: 'It is open again.',
    why: ' may not approve here any more, so that vote does not count. The other votes stand.',
    /** Where the policy, not a right, has changed. */
    policy: 'The policy for this environment has changed, so everybody decides anew.',
    voidTitle: 'Your vote does not count',
    neverLine: 'The directory says that you may not decide there. Nothing was changed by it.',
    voidLine: 'You may not decide here any more. The request is open for others.',
    voidHint: 'If you get the right again, write approvals and vote anew.',
    summary: (account: string, environment: string): string => `Open again: ${account} in ${environment}`,
    voidSummary: (account: string, environment: string): string =>
      `Your vote does not count: ${account} in ${environment}`,
  },
  unusual: {
    title: 'Not as usual',
    /** After the name of whoever asks. */
    first: ' asks for the first time.',
    lastSlot: 'It takes the last slot of this environment.',
    applicationUser: 'By the answers given, an application user would do.',
    escalated: 'It was left undecided for long, so others were asked too.',
  },
  unreached: {
    operatorTitle: 'Nobody could be asked to approve',
    operatorLine: 'Have the bot installed in Teams for one of them. They get the card by themselves then.',
    nobodyNamed: 'Nobody may approve there besides whoever asks. Name a second admin there.',
    seeking: 'Who may approve could not be read yet. They are asked as soon as it can.',
    summary: (account: string, environment: string): string =>
      `Nobody could be asked: ${account} in ${environment}`,
    settledTitle: 'Nothing for you to do any more',
    wanted: 'Without the bot in Teams:',
  },
  /** What operators read where whoever a request concerns cannot be written to. */
  notHeard: {
    title: 'Somebody could not be told',
    missing: 'Removed or blocked the bot:',
    endLine: 'The request has ended. Tell them in another way.',
    needsLine: 'The request waits for one of them. Tell them in another way.',
    hint: 'They get the card by themselves once they add the bot again, or write to it.',
    summary: (account: string, environment: string): string =>
      `Somebody could not be told: ${account} in ${environment}`,
  },
  /** Why a request cannot be withdrawn any more, by its state. */
  withdrawTooLate: {
    provisioning: { title: 'It is too late: the work has begun', line: unchanged },
    undoing: { title: 'It is being cleaned up already', line: unchanged },
    verified: { title: 'It is too late: it is already made', line: unchanged },
    rejected: { title: 'It was rejected already', line: unchanged },
    withdrawn: { title: 'It is withdrawn already', line: unchanged },
    expired: { title: 'It has expired already', line: unchanged },
    failed: { title: 'It has ended already, and was not made', line: unchanged },
    cancelled: { title: 'It was stopped already, and was not made', line: unchanged },
  } satisfies Readonly<Record<Exclude<RequestState, 'queued' | 'pending' | 'approved'>, AnswerText>>,
};
