import { samePerson, type Person } from '../domain/person';
import type { Request } from '../domain/request';
import { mayAct } from './actOnAttention';
import { changeRequest } from './changeRequest';
import type { Surroundings } from './surroundings';

/**
 * What became of a wish to stop the work. `already`: it was stopped before, by the same person; `notBegun`: nothing is
 * made yet; `tooLate`: it has ended or goes back already.
 */
export type Cancelled =
  | { readonly is: 'stopping' | 'already' | 'notBegun' | 'tooLate'; readonly request: Request }
  | { readonly is: 'notYours' }
  | { readonly is: 'unknown' };

/**
 * Records the wish that the work stops: whoever holds it stops before the next change, undoes what was made, and the
 * request ends as stopped. For its requester and those whose vote counts.
 */
export async function cancelRequest(
  surroundings: Surroundings,
  actor: Person,
  requestId: string,
): Promise<Cancelled> {
  const outcome = await changeRequest<Cancelled>(surroundings, requestId, (request) => {
    const answer = (is: 'notBegun' | 'tooLate' | 'stopping' | 'already'): { answer: Cancelled } => ({
      answer: { is, request },
    });
    if (!mayAct(request, actor)) return Promise.resolve({ answer: { is: 'notYours' } });
    if (['queued', 'pending', 'approved'].includes(request.state)) return Promise.resolve(answer('notBegun'));
    const { wish } = request;
    if (wish?.kind === 'cancel' && samePerson(wish.by, actor)) return Promise.resolve(answer('already'));
    if (request.state !== 'provisioning') return Promise.resolve(answer('tooLate'));
    if (wish !== undefined) return Promise.resolve(answer('stopping'));
    const at = surroundings.clock.now();
    return Promise.resolve({
      request: { ...request, wish: { by: actor, at, kind: 'cancel' } },
      audit: [{ kind: 'cancel', body: { by: actor.objectId }, words: { by: actor.name } }],
      messages: [],
      due: at,
    });
  });
  if (outcome === undefined) return { is: 'unknown' };
  return 'changed' in outcome ? { is: 'stopping', request: outcome.changed } : outcome.answer;
}
