import { samePerson, type Person } from './person';
import type { SignInProof } from './freshSignIn';
import type { Request, Vote } from './request';
import { isSensitive } from './terms';
import type { Instant } from './time';

/** Why somebody may not decide, whatever the directory says of them. */
export type VoterRefusal = 'ownRequest' | 'otherTenant' | 'ownAccount' | 'notApprover';

/** Why a vote is not taken. */
export type VoteRefusal =
  | VoterRefusal
  | 'alreadyDecided'
  | 'outdated'
  | 'expired'
  | 'alreadyVoted'
  /** The request is sensitive, and its environment's name was not typed, or another one. */
  | 'nameNotTyped'
  /** A fresh sign-in is asked for, and was not made or proves too little. */
  | 'signInWanted';

/** A vote as somebody wants to cast it. */
export interface Cast {
  readonly by: Person;
  readonly decision: Vote['decision'];
  /** The revision they saw. */
  readonly revision: number;
  /** The name of the environment, as they typed it, where it was asked for. */
  readonly typedName?: string;
  readonly proof?: SignInProof;
}

/**
 * The rule of the second person, for whoever decides by whatever way: one's own request is refused first, always; then
 * other tenants, then whoever would own the account. Asked at the click for the vote that is cast, and before the first
 * write for each vote that was.
 */
export function refuseVoter(
  { requester, content }: Pick<Request, 'requester' | 'content'>,
  actor: Person,
): Exclude<VoterRefusal, 'notApprover'> | undefined {
  if (samePerson(actor, requester)) return 'ownRequest';
  if (actor.tenantId.toLowerCase() !== requester.tenantId.toLowerCase()) return 'otherTenant';
  return samePerson(actor, content.owner) ? 'ownAccount' : undefined;
}

/**
 * The rule at the click: who may decide, then whether there is anything to decide. Nothing means that the vote may be
 * cast, if the directory says that its caster may approve.
 */
export function refuseVote(request: Request, cast: Cast, now: Instant): VoteRefusal | undefined {
  const refusal = refuseVoter(request, cast.by);
  if (refusal !== undefined) return refusal;
  if (request.state !== 'pending') return 'alreadyDecided';
  if (cast.revision !== request.revision) return 'outdated';
  if (now >= request.expiresAt) return 'expired';
  if (standingVotes(request).some((vote) => samePerson(vote.by, cast.by))) return 'alreadyVoted';
  if (isNameMissing(request, cast)) return 'nameNotTyped';
  return isProven(request, cast) ? undefined : 'signInWanted';
}

/** Whether approving asks for the environment's name to be typed. */
export function asksForName({ terms }: Pick<Request, 'terms'>): boolean {
  return terms !== undefined && isSensitive(terms);
}

/** Who rejects types nothing: saying no is never made hard. Spaces and capitals do not count. */
function isNameMissing(request: Request, { decision, typedName }: Cast): boolean {
  const plain = (name: string): string => name.normalize('NFC').replace(/\s+/gu, ' ').trim().toLowerCase();
  const wanted = asksForName(request) && decision === 'approve';
  return wanted && plain(typedName ?? '') !== plain(request.content.environment.name);
}

/** Whether a vote has the fresh sign-in that the request asks of whoever approves. */
function isProven(
  { terms }: Pick<Request, 'terms'>,
  { decision, proof }: Pick<Cast, 'decision' | 'proof'>,
): boolean {
  return terms?.context === undefined || decision === 'reject' || proof?.context === terms.context;
}

/** The same vote by the same person, cast before: a press that was delivered again, or a second click. */
export function voteCastBefore(
  request: Request,
  { by, revision, decision }: Pick<Cast, 'by' | 'revision' | 'decision'>,
): Vote | undefined {
  return standingVotes(request).find(
    (vote) => vote.revision === revision && vote.decision === decision && samePerson(vote.by, by),
  );
}

/** The votes on the present revision, of people who may decide and proved it as asked, that were not found to be void. */
export function standingVotes(request: Request): readonly Vote[] {
  return request.votes.filter(
    (vote) =>
      vote.revision === request.revision &&
      vote.standing !== 'void' &&
      refuseVoter(request, vote.by) === undefined &&
      isProven(request, vote),
  );
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
  const approvals = votes.filter((vote) => vote.standing === 'counts');
  const people = approvals.filter(
    (vote, index) => approvals.findIndex((other) => samePerson(other.by, vote.by)) === index,
  );
  return people.length >= request.approvalsNeeded ? 'approved' : 'open';
}
