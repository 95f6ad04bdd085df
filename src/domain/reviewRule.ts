import { samePerson, type Person } from './person';
import type { Request, Vote } from './request';
import type { Instant } from './time';

/** Why a vote is not taken. */
export type VoteRefusal =
  | 'ownRequest'
  | 'ownAccount'
  | 'alreadyDecided'
  | 'outdated'
  | 'expired'
  | 'alreadyVoted'
  | 'otherTenant'
  | 'notApprover';

/**
 * The rule that needs no look-up: one's own request is refused first, always. Nothing means the vote may be cast,
 * if the directory says that its caster may approve.
 */
export function refuseVote(
  request: Request,
  actor: Person,
  revision: number,
  now: Instant,
): VoteRefusal | undefined {
  if (samePerson(actor, request.requester)) return 'ownRequest';
  if (actor.tenantId !== request.requester.tenantId) return 'otherTenant';
  if (samePerson(actor, request.content.owner)) return 'ownAccount';
  if (request.state !== 'pending') return 'alreadyDecided';
  if (revision !== request.revision) return 'outdated';
  if (now >= request.expiresAt) return 'expired';
  if (standingVotes(request).some((vote) => samePerson(vote.by, actor))) return 'alreadyVoted';
  return undefined;
}

/** The same vote by the same person, cast before: a press that was delivered again, or a second click. */
export function voteCastBefore(
  request: Request,
  actor: Person,
  { revision, decision }: Pick<Vote, 'revision' | 'decision'>,
): Vote | undefined {
  return standingVotes(request).find(
    (vote) => vote.revision === revision && vote.decision === decision && samePerson(vote.by, actor),
  );
}

/** The votes on the present revision that were not found to be void. */
export function standingVotes(request: Request): readonly Vote[] {
  return request.votes.filter((vote) => vote.revision === request.revision && vote.standing !== 'void');
}

/** Everybody whose vote on the present revision counts: a vote without right gives no right to anything else. */
export function voters(request: Request): readonly Person[] {
  return standingVotes(request)
    .filter((vote) => vote.standing === 'counts')
    .map((vote) => vote.by);
}

/** What the votes say: one rejection that counts ends it; nothing passes while a rejection is unresolved. */
export function tally(request: Request): 'rejected' | 'approved' | 'open' {
  const votes = standingVotes(request);
  if (votes.some((vote) => vote.decision === 'reject' && vote.standing === 'counts')) return 'rejected';
  if (votes.some((vote) => vote.decision === 'reject')) return 'open';
  const approvals = votes.filter((vote) => vote.standing === 'counts').length;
  return approvals >= request.approvalsNeeded ? 'approved' : 'open';
}
