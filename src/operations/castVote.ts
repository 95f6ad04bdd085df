import type { Person } from '../domain/person';
import type { Request, Vote } from '../domain/request';
import { refuseVote, tally, voteCastBefore, type VoteRefusal } from '../domain/reviewRule';
import { ServiceFault } from '../domain/serviceFault';
import { messagesFor } from '../notifications/audience';
import type { AuditEntry, RequestChange } from '../storePorts';
import { approversWith, isAmong } from './approvers';
import { changeRequest } from './changeRequest';
import { pendingDue } from './pendingDue';
import type { Surroundings } from './surroundings';
import { withinTime } from './withinTime';

/** How long a click waits for the directory, in milliseconds: an invoke must be answered within about five seconds. */
const patience = 3_000;

/** A vote as somebody casts it. Only the request's id and the revision are taken from the card. */
export interface Ballot {
  readonly requestId: string;
  readonly revision: number;
  readonly decision: Vote['decision'];
  readonly reason?: string;
}

/** What became of a vote. `noted`: kept, and it counts once the directory says that its caster may approve. */
export type VoteAnswer =
  | { readonly is: 'counted' | 'noted'; readonly request: Request }
  | { readonly is: 'refused'; readonly why: VoteRefusal; readonly request: Request }
  | { readonly is: 'unknown' };

/** Whether the person may approve there: `unresolved` where the directory does not tell in time. */
export async function standingOf(
  { microsoft, policy }: Surroundings,
  actor: Person,
  environmentId: string,
): Promise<Vote['standing']> {
  const environment = policy.environments.find((one) => one.id === environmentId);
  if (environment === undefined) return 'void';
  const asked = approversWith(microsoft, environment, [actor]).then(
    (approvers): Vote['standing'] => (isAmong(approvers, actor) ? 'counts' : 'void'),
    (error: unknown): Vote['standing'] => {
      if (error instanceof ServiceFault) return 'unresolved';
      throw error;
    },
  );
  return withinTime(asked, patience, 'unresolved');
}

/** The request with its votes counted: decided, or still open. */
export function counted(request: Request, now: number): Request {
  const result = tally(request);
  if (result === 'approved') return { ...request, state: 'approved', since: now };
  if (result === 'open') return request;
  const rejection = request.votes.findLast(
    (vote) => vote.decision === 'reject' && vote.standing === 'counts',
  );
  const by = rejection === undefined ? {} : { endedBy: rejection.by };
  return { ...request, ...by, state: 'rejected', since: now, holdsSlot: false };
}

/** The change that writes a request after its votes were counted: who hears of it, and when it is looked at next. */
export async function votedChange(
  { store, clock }: Surroundings,
  request: Request,
  audit: readonly AuditEntry[],
): Promise<RequestChange> {
  const decided = request.state !== 'pending';
  const entry: AuditEntry = { kind: 'decided', body: { state: request.state, revision: request.revision } };
  const messages =
    request.state === 'rejected' ? messagesFor('ended', request, await store.conversations.alerted()) : [];
  const due = request.state === 'pending' ? pendingDue({ clock }, request) : clock.now();
  const change = { request, audit: decided ? [...audit, entry] : audit, messages };
  return request.state === 'rejected' ? change : { ...change, due };
}

function voteEntry(vote: Vote): AuditEntry {
  return {
    kind: 'voted',
    body: { by: vote.by.objectId, decision: vote.decision, revision: vote.revision, standing: vote.standing },
    words: { by: vote.by.name, ...(vote.reason === undefined ? {} : { reason: vote.reason }) },
  };
}

/**
 * Casts a vote for the person who clicked. The rule answers first, one's own request before all; then the directory
 * is asked; then the rule again, on the request as it is at the moment of writing. Decided once, however many click.
 */
export async function castVote(
  surroundings: Surroundings,
  actor: Person,
  ballot: Ballot,
): Promise<VoteAnswer> {
  const { store, clock } = surroundings;
  const request = await store.requests.byId(ballot.requestId);
  if (request === undefined) return { is: 'unknown' };
  const before = castBefore(request, actor, ballot);
  if (before !== undefined) return before;
  const refusal = refuseVote(request, actor, ballot.revision, clock.now());
  if (refusal !== undefined) return refused(surroundings, actor, ballot, request, refusal);
  const standing = await standingOf(surroundings, actor, request.content.environment.id);
  if (standing === 'void') return refused(surroundings, actor, ballot, request, 'notApprover');
  const outcome = await changeRequest<VoteRefusal>(surroundings, request.id, async (now) => {
    const late = refuseVote(now, actor, ballot.revision, clock.now());
    if (late !== undefined) return { answer: late };
    const { decision, revision, reason } = ballot;
    const cast = { by: actor, decision, revision, at: clock.now(), standing };
    const vote: Vote = reason === undefined ? cast : { ...cast, reason };
    const after = counted({ ...now, votes: [...now.votes, vote] }, clock.now());
    return votedChange(surroundings, after, [voteEntry(vote)]);
  });
  if (outcome === undefined) return { is: 'unknown' };
  if ('changed' in outcome)
    return { is: standing === 'counts' ? 'counted' : 'noted', request: outcome.changed };
  const present = (await store.requests.byId(request.id)) ?? request;
  return castBefore(present, actor, ballot) ?? refused(surroundings, actor, ballot, present, outcome.answer);
}

/** The answer to a vote that was cast already: the same as the first time. */
function castBefore(request: Request, actor: Person, ballot: Ballot): VoteAnswer | undefined {
  const vote = voteCastBefore(request, actor, ballot);
  return vote && { is: vote.standing === 'counts' ? 'counted' : 'noted', request };
}

/** A refusal is part of the request's audit, when it is somebody who may not vote; a late click is not. */
async function refused(
  { store }: Surroundings,
  actor: Person,
  ballot: Ballot,
  request: Request,
  why: VoteRefusal,
): Promise<VoteAnswer> {
  if (['ownRequest', 'ownAccount', 'otherTenant', 'notApprover'].includes(why)) {
    const body = { by: actor.objectId, decision: ballot.decision, why };
    await store.audit.append(request.id, [{ kind: 'voteRefused', body, words: { by: actor.name } }]);
  }
  return { is: 'refused', why, request };
}
