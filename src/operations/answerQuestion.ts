import type { Person } from '../domain/person';
import { isAnsweredAlready, refuseAnswer, worded, type AnswerRefusal } from '../domain/questionRule';
import type { Request } from '../domain/request';
import { messagesFor } from '../notifications/audience';
import { changeRequest } from './changeRequest';
import { pendingDue } from './pendingDue';
import type { Surroundings } from './surroundings';

/** An answer as somebody gives it; `question` counts from 0. */
export interface Answering {
  readonly requestId: string;
  readonly question: number;
  readonly text: string;
}

/** What became of it. */
export type AnswerOutcome =
  | { readonly is: 'answered'; readonly request: Request }
  | { readonly is: 'refused'; readonly why: AnswerRefusal; readonly request: Request }
  | { readonly is: 'unknown' };

/** Answers a question about a pending request, by its requester alone, once. Revision and votes stay as they are. */
export async function answerQuestion(
  surroundings: Surroundings,
  actor: Person,
  { requestId, question: index, text }: Answering,
): Promise<AnswerOutcome> {
  const { clock } = surroundings;
  const outcome = await changeRequest<AnswerOutcome>(surroundings, requestId, (request) => {
    if (isAnsweredAlready(request, actor, index, worded(text))) {
      return Promise.resolve({ answer: { is: 'answered', request } });
    }
    const why = refuseAnswer(request, actor, index);
    if (why !== undefined) return Promise.resolve({ answer: { is: 'refused', why, request } });
    const answer = { text: worded(text), at: clock.now() };
    const after: Request = {
      ...request,
      questions: (request.questions ?? []).map((one, at) => (at === index ? { ...one, answer } : one)),
    };
    return Promise.resolve({
      request: after,
      audit: [
        {
          kind: 'answer',
          body: { by: actor.objectId, question: index },
          words: { by: actor.name, answer: answer.text },
        },
      ],
      messages: messagesFor('answer', after, []),
      due: pendingDue(surroundings, after),
    });
  });
  if (outcome === undefined) return { is: 'unknown' };
  return 'changed' in outcome ? { is: 'answered', request: outcome.changed } : outcome.answer;
}
