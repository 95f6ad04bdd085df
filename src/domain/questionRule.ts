import { samePerson, type Person } from './person';
import { cleaned } from './typed';
import type { Question, Request } from './request';
import { refuseVote, type VoteRefusal } from './reviewRule';
import type { Instant } from './time';

/** Most letters of a question, an answer and a reason. */
export const longestQuestion = 300;

/** Most questions about one request: what takes more is talked about, not typed into a card. */
export const mostQuestions = 5;

/** Why a question is not taken; a vote's reasons are a question's, too. */
export type QuestionRefusal = VoteRefusal | 'tooManyQuestions';

/** Why an answer is not taken. */
export type AnswerRefusal = 'notRequester' | 'noQuestion' | 'alreadyAnswered' | 'alreadyDecided';

/** What was typed, within the limit; empty for nothing but blanks. */
export function worded(text: string): string {
  return Array.from(cleaned(text)).slice(0, longestQuestion).join('').trim();
}

/** Nothing means that the question may be asked, if the directory says that the person may approve. */
export function refuseQuestion(
  request: Request,
  actor: Person,
  revision: number,
  now: Instant,
): QuestionRefusal | undefined {
  // Asking is no approval: nothing needs to be typed for it.
  const refusal = refuseVote(request, { by: actor, decision: 'reject', revision }, now);
  if (refusal !== undefined) return refusal;
  return (request.questions ?? []).length >= mostQuestions ? 'tooManyQuestions' : undefined;
}

/** Whether the same person asked the same before: a second click, say. */
export function isAskedAlready(request: Request, actor: Person, text: string): boolean {
  return (request.questions ?? []).some((one) => one.text === text && samePerson(one.by, actor));
}

/** Nothing means that the requester may answer this question, counted from 0. */
export function refuseAnswer(request: Request, actor: Person, index: number): AnswerRefusal | undefined {
  if (!samePerson(actor, request.requester)) return 'notRequester';
  const question: Question | undefined = request.questions?.[index];
  if (question === undefined) return 'noQuestion';
  if (question.answer !== undefined) return 'alreadyAnswered';
  return request.state === 'pending' ? undefined : 'alreadyDecided';
}

/** Whether the requester gave this very answer before: a press that was delivered again, or a second click. */
export function isAnsweredAlready(request: Request, actor: Person, index: number, text: string): boolean {
  return samePerson(actor, request.requester) && request.questions?.[index]?.answer?.text === text;
}
