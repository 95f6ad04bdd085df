import { samePerson, type Person } from '../domain/person';
import type { Attention, Request } from '../domain/request';
import { voters } from '../domain/reviewRule';
import type { Instant } from '../domain/time';
import { untouched, type Trail } from '../domain/trail';
import { strike } from '../provisioning/course';
import type { RequestChange } from '../storePorts';
import { changeRequest } from './changeRequest';
import type { Surroundings } from './surroundings';

/** What became of Try again or Give up. `notAsked`: the request needs nobody at present. */
export type Acted =
  | { readonly is: 'done' | 'notAsked'; readonly request: Request }
  | { readonly is: 'notYours' }
  | { readonly is: 'unknown' };

/** Whether the person may act on a request that needs one: its requester, or somebody whose vote counts. */
export function mayAct(request: Request, actor: Person): boolean {
  return [request.requester, ...voters(request)].some((one) => samePerson(one, actor));
}

function calm(request: Request): Request {
  const { attention: _, ...rest } = request;
  return rest;
}

/** A trail whose waits and attempts begin anew; what was sent and what was read stays recorded. */
function afresh(trail: Trail): Trail {
  const { waiting: _waiting, firstReading: _reading, ...rest } = trail;
  return rest.sent === undefined ? rest : { ...rest, sent: { ...rest.sent, attempt: 0 } };
}

/** The request ready to be tried again where it stopped; after a contradiction the evidence is struck as well. */
function triedAgain(request: Request, { step, direction, code }: Attention): Request {
  const trails = request.trails[step] ?? untouched;
  const fresh = { ...trails, [direction]: afresh(trails[direction]) };
  const again = { ...calm(request), trails: { ...request.trails, [step]: fresh } };
  return code === 'contradicted' ? { ...strike(again), contradictions: 0 } : again;
}

/** The request on its way back; what cannot be undone is named as left, and the rest of the undoing goes on. */
export function givenUp(request: Request, attention: Attention, by: Person | undefined, at: number): Request {
  const failure = request.failure ?? { step: attention.step, why: attention.why, left: [] };
  if (attention.direction === 'undo') {
    return { ...calm(request), failure: { ...failure, left: [...failure.left, attention.step] } };
  }
  const wish = by === undefined ? {} : { wish: { by, at, kind: 'giveUp' as const } };
  return { ...calm(request), ...wish, failure, state: 'undoing', since: at };
}

async function act(
  surroundings: Surroundings,
  actor: Person,
  requestId: string,
  kind: 'triedAgain' | 'gaveUp',
  since: Instant | undefined,
): Promise<Acted> {
  const outcome = await changeRequest<Acted>(surroundings, requestId, (request) => {
    const { attention } = request;
    let decided: RequestChange | { answer: Acted };
    if (!mayAct(request, actor)) decided = { answer: { is: 'notYours' } };
    else if (attention === undefined) decided = { answer: { is: 'notAsked', request } };
    else if (since !== undefined && since !== attention.since)
      decided = { answer: { is: 'notAsked', request } };
    else {
      const now = surroundings.clock.now();
      const after =
        kind === 'triedAgain' ? triedAgain(request, attention) : givenUp(request, attention, actor, now);
      const body = { by: actor.objectId, step: attention.step, direction: attention.direction };
      decided = {
        request: after,
        messages: [],
        audit: [{ kind, body, words: { by: actor.name } }],
        due: now,
      };
    }
    return Promise.resolve(decided);
  });
  if (outcome === undefined) return { is: 'unknown' };
  return 'changed' in outcome ? { is: 'done', request: outcome.changed } : outcome.answer;
}

/**
 * Goes on where a person was asked to act: waits and attempts begin anew. `since` is when they were asked, as their
 * card says: a press on what has been answered since does nothing.
 */
export function tryAgain(
  surroundings: Surroundings,
  actor: Person,
  requestId: string,
  since?: Instant,
): Promise<Acted> {
  return act(surroundings, actor, requestId, 'triedAgain', since);
}

/**
 * Gives the request up: what was made is undone, newest first. While undoing it leaves the step that cannot be
 * undone, says so at the end, and goes on with the others. `since` as with `tryAgain`.
 */
export function giveUp(
  surroundings: Surroundings,
  actor: Person,
  requestId: string,
  since?: Instant,
): Promise<Acted> {
  return act(surroundings, actor, requestId, 'gaveUp', since);
}
