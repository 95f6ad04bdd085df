import type { SignInProof } from '../domain/freshSignIn';
import type { Person } from '../domain/person';
import type { Request, Vote } from '../domain/request';
import { refuseVote, tally, voteCastBefore, type Cast, type VoteRefusal } from '../domain/reviewRule';
import { ServiceFault } from '../domain/serviceFault';
import { messagesFor } from '../notifications/audience';
import type { AuditEntry, RequestChange } from '../storePorts';
import { approversWith, isAmong } from './approvers';
import { changeRequest } from './changeRequest';
import { offerStepUp } from './offerStepUp';
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
  /** The environment's name as the approver typed it, where the card asked for it. */
  readonly typedName?: string;
  /** The fresh sign-in behind it, and the hash of the session it was made in, which is used up by the vote. */
  readonly proof?: SignInProof;
  readonly uses?: string;
}

/** What became of a vote. `noted`: kept, and it counts once the directory says that its caster may approve. */
export type VoteAnswer =
  | { readonly is: 'counted' | 'noted'; readonly request: Request }
  /** A fresh sign-in is asked for, and the directory does not tell whether they may approve: nothing was kept. */
  | { readonly is: 'cannotTell'; readonly request: Request }
  /** The vote is cast once whoever pressed has signed in afresh, at this address, within a few minutes. */
  | { readonly is: 'signIn'; readonly address: string; readonly request: Request }
  | { readonly is: 'refused'; readonly why: VoteRefusal; readonly request: Request }
  | { readonly is: 'unknown' };

/** Whether the person may approve there: `unresolved` where the directory does not tell in time. */
export async function standingOf(
  { microsoft, policy }: Surroundings,
  actor: Person,
  request: Request,
): Promise<Vote['standing']> {
  const environment = policy.environments.find(({ id }) => id === request.content.environment.id);
  if (environment === undefined) return 'void';
  const asked = approversWith(microsoft, environment, [actor], request).then(
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
  { store, clock, policy }: Surroundings,
  request: Request,
  audit: readonly AuditEntry[],
): Promise<RequestChange> {
  const decided = request.state !== 'pending';
  const entry: AuditEntry = { kind: 'decided', body: { state: request.state, revision: request.revision } };
  const messages =
    request.state === 'rejected' ? messagesFor('ended', request, await store.conversations.alerted()) : [];
  const due = request.state === 'pending' ? pendingDue({ clock, policy }, request) : clock.now();
  const change = { request, audit: decided ? [...audit, entry] : audit, messages };
  return request.state === 'rejected' ? change : { ...change, due };
}

function voteEntry(vote: Vote): AuditEntry {
  return {
    kind: 'voted',
    body: {
      ...{ by: vote.by.objectId, decision: vote.decision, revision: vote.revision, standing: vote.standing },
      ...(vote.proof === undefined ? {} : { proof: vote.proof }),
    },
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
  const cast: Cast = { ...ballot, by: actor };
  const before = castBefore(request, cast);
  if (before !== undefined) return before;
  const refusal = refuseVote(request, cast, clock.now());
  if (refusal !== undefined && refusal !== 'signInWanted')
    return refused(surroundings, actor, ballot, request, refusal);
  const standing = await standingOf(surroundings, actor, request);
  if (standing === 'void') return refused(surroundings, actor, ballot, request, 'notApprover');
  if (refusal === 'signInWanted') {
    // The page shows the whole request: nobody gets there whose right is not known.
    if (standing !== 'counts') return { is: 'cannotTell', request };
    const address = await offerStepUp(surroundings, request, cast);
    return address === undefined
      ? refused(surroundings, actor, ballot, request, refusal)
      : { is: 'signIn', address, request };
  }
  const outcome = await changeRequest<VoteRefusal>(surroundings, request.id, async (now) => {
    const late = refuseVote(now, cast, clock.now());
    if (late !== undefined) return { answer: late };
    const { decision, revision, reason, proof, uses } = ballot;
    const vote: Vote = {
      ...{ by: actor, decision, revision, at: clock.now(), standing },
      ...(reason === undefined ? {} : { reason }),
      ...(proof === undefined ? {} : { proof }),
    };
    const after = counted({ ...now, votes: [...now.votes, vote] }, clock.now());
    const change = await votedChange(surroundings, after, [voteEntry(vote)]);
    return uses === undefined ? change : { ...change, uses };
  });
  if (outcome === undefined) return { is: 'unknown' };
  if ('changed' in outcome)
    return { is: standing === 'counts' ? 'counted' : 'noted', request: outcome.changed };
  const present = (await store.requests.byId(request.id)) ?? request;
  return castBefore(present, cast) ?? refused(surroundings, actor, ballot, present, outcome.answer);
}

/** The answer to a vote that was cast already: the same as the first time. */
function castBefore(request: Request, cast: Cast): VoteAnswer | undefined {
  const vote = voteCastBefore(request, cast);
  return vote && { is: vote.standing === 'counts' ? 'counted' : 'noted', request };
}

/** A refusal is part of the request's audit, whatever way the vote came by. */
async function refused(
  { store }: Surroundings,
  actor: Person,
  ballot: Ballot,
  request: Request,
  why: VoteRefusal,
): Promise<VoteAnswer> {
  const { decision, revision } = ballot;
  const body = { by: actor.objectId, decision, revision, why };
  await store.audit.append(request.id, [{ kind: 'voteRefused', body, words: { by: actor.name } }]);
  return { is: 'refused', why, request };
}
