import type { Request } from '../domain/request';
import type { Duration, Instant } from '../domain/time';
import { ServiceFault } from '../domain/serviceFault';
import { messagesFor } from '../notifications/audience';
import { approversOf, askable } from './approvers';
import { counted, votedChange } from './castVote';
import { pendingDue } from './pendingDue';
import { lookUpVotes } from './lookUpVotes';
import type { Surroundings } from './surroundings';

/** Looks between two tries at what a service did not tell, in looks of the policy. */
const looksBetween = 10;

/** When what was not told is asked for again: not before the service wants it, and not after the request expires. */
export function askAgainAt(
  { clock, policy }: Surroundings,
  request: Pick<Request, 'expiresAt'>,
  retryAfter: Duration = 0,
): Instant {
  return Math.min(clock.now() + Math.max(policy.times.look * looksBetween, retryAfter), request.expiresAt);
}

/**
 * Asks the directory again for what it did not tell in time of a pending request: who may approve, and whether votes
 * count. "Cannot tell" stays open until the expiry. Returns the request as written, or nothing where nothing was open.
 */
export async function lookAgain(surroundings: Surroundings, request: Request): Promise<Request | undefined> {
  const known = request.approversUnread === true ? await seekApprovers(surroundings, request) : undefined;
  if (known?.approversUnread === true) return known;
  return (await resolveVotes(surroundings, known ?? request)) ?? known;
}

/** Finds who may approve and owes them their cards. */
async function seekApprovers(surroundings: Surroundings, request: Request): Promise<Request> {
  const { store, policy, microsoft } = surroundings;
  const environment = policy.environments.find(({ id }) => id === request.content.environment.id);
  try {
    const accounts = environment === undefined ? [] : await approversOf(microsoft, environment, request);
    const { approversUnread: _, ...rest } = request;
    const after: Request = { ...rest, approvers: askable(accounts, request, policy.approversReached) };
    const body = { approvers: after.approvers.map((one) => one.objectId) };
    return await store.requests.change({
      request: after,
      audit: [{ kind: 'approversFound', body }],
      messages: messagesFor('approversFound', after, []),
      due: pendingDue(surroundings, after),
    });
  } catch (error) {
    if (!(error instanceof ServiceFault)) throw error;
    const due = askAgainAt(surroundings, request, error.facts.retryAfter);
    return store.requests.change({ request, audit: [], messages: [], due });
  }
}

async function resolveVotes(surroundings: Surroundings, request: Request): Promise<Request | undefined> {
  if (!request.votes.some((vote) => vote.standing === 'unresolved')) return undefined;
  const looked = await lookUpVotes(surroundings, request, ['unresolved']);
  const { store, clock } = surroundings;
  if ('fault' in looked) {
    const due = askAgainAt(surroundings, request, looked.fault.facts.retryAfter);
    return store.requests.change({ request, audit: [], messages: [], due });
  }
  const { votes } = looked;
  const body = { standings: votes.map(({ by, standing }) => ({ by: by.objectId, standing })) };
  const after = counted({ ...request, votes }, clock.now());
  const change = await votedChange(surroundings, after, [{ kind: 'votesLookedUp', body }]);
  return store.requests.change({
    ...change,
    messages: [...change.messages, ...messagesFor('voteVoid', after, [])],
  });
}
