import type { Person } from '../domain/person';
import { isAskedAlready, refuseQuestion, worded, type QuestionRefusal } from '../domain/questionRule';
import type { Question, Request } from '../domain/request';
import { messagesFor } from '../notifications/audience';
import type { AuditEntry } from '../storePorts';
import { standingOf } from './castVote';
import { changeRequest } from './changeRequest';
import { pendingDue } from './pendingDue';
import type { Surroundings } from './surroundings';

/** A question as somebody asks it. Only the request's id and the revision are taken from the card. */
export interface Asking {
  readonly requestId: string;
  readonly revision: number;
  readonly text: string;
}

/** What became of it. `cannotTell`: the directory does not say in time whether the person may ask. */
export type AskAnswer =
  | { readonly is: 'asked'; readonly request: Request }
  | { readonly is: 'cannotTell'; readonly request: Request }
  | { readonly is: 'refused'; readonly why: QuestionRefusal; readonly request: Request }
  | { readonly is: 'unknown' };

function questionEntry({ by, text }: Question, index: number): AuditEntry {
  return {
    kind: 'question',
    body: { by: by.objectId, question: index },
    words: { by: by.name, question: text },
  };
}

/**
 * Asks the requester something, for somebody whose vote would be taken. The revision and the votes stay as they are.
 * The same question by the same person is asked once, however often it is sent.
 */
export async function askQuestion(
  surroundings: Surroundings,
  actor: Person,
  asking: Asking,
): Promise<AskAnswer> {
  const { store, clock } = surroundings;
  const text = worded(asking.text);
  const request = await store.requests.byId(asking.requestId);
  if (request === undefined) return { is: 'unknown' };
  if (isAskedAlready(request, actor, text)) return { is: 'asked', request };
  const refusal = refuseQuestion(request, actor, asking.revision, clock.now());
  if (refusal !== undefined) return { is: 'refused', why: refusal, request };
  const standing = await standingOf(surroundings, actor, request);
  if (standing === 'void') return { is: 'refused', why: 'notApprover', request };
  if (standing === 'unresolved') return { is: 'cannotTell', request };
  const outcome = await changeRequest<AskAnswer>(surroundings, request.id, (now) => {
    const late = refuseQuestion(now, actor, asking.revision, clock.now());
    const asked = isAskedAlready(now, actor, text);
    if (asked) return Promise.resolve({ answer: { is: 'asked', request: now } });
    if (late !== undefined) return Promise.resolve({ answer: { is: 'refused', why: late, request: now } });
    const before = now.questions ?? [];
    const question: Question = { by: actor, text, at: clock.now() };
    const after: Request = { ...now, questions: [...before, question] };
    return Promise.resolve({
      request: after,
      audit: [questionEntry(question, before.length)],
      messages: messagesFor('question', after, []),
      due: pendingDue(surroundings, after),
    });
  });
  if (outcome === undefined) return { is: 'unknown' };
  return 'changed' in outcome ? { is: 'asked', request: outcome.changed } : outcome.answer;
}
