import { samePerson, type Person } from '../domain/person';
import { mayBecome, type Request } from '../domain/request';
import { messagesFor } from '../notifications/audience';
import { changeRequest } from './changeRequest';
import type { Surroundings } from './surroundings';

/** What became of a wish to withdraw. `already`: by the same person before; `tooLate`: it is being carried out, or has ended. */
export type Withdrawn =
  | { readonly is: 'withdrawn' | 'already' | 'tooLate'; readonly request: Request }
  | { readonly is: 'notYours' }
  | { readonly is: 'unknown' };

/** Takes a request back, by its requester alone, as long as nothing was made for it. Its slot is free again. */
export async function withdrawRequest(
  surroundings: Surroundings,
  actor: Person,
  requestId: string,
): Promise<Withdrawn> {
  const { clock, store } = surroundings;
  const outcome = await changeRequest<Withdrawn>(surroundings, requestId, async (request) => {
    if (!samePerson(actor, request.requester)) return { answer: { is: 'notYours' } };
    if (request.state === 'withdrawn') return { answer: { is: 'already', request } };
    if (!mayBecome(request.state, 'withdrawn')) {
      return { answer: { is: 'tooLate', request } };
    }
    const now = clock.now();
    const after: Request = { ...request, state: 'withdrawn', since: now, holdsSlot: false, endedBy: actor };
    const messages = messagesFor('ended', after, await store.conversations.alerted());
    return {
      request: after,
      messages,
      audit: [{ kind: 'withdrawn', body: { by: actor.objectId }, words: { by: actor.name } }],
    };
  });
  if (outcome === undefined) return { is: 'unknown' };
  return 'changed' in outcome ? { is: 'withdrawn', request: outcome.changed } : outcome.answer;
}
