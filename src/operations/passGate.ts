import type { Unchecked } from '../domain/checks';
import type { Problem, Reason } from '../domain/reason';
import type { Request, Vote } from '../domain/request';
import { tally } from '../domain/reviewRule';
import type { Duration } from '../domain/time';
import { messagesFor } from '../notifications/audience';
import { plan } from '../provisioning/plan';
import type { AuditEntry } from '../storePorts';
import { askable } from './approvers';
import { isAsShown } from './agreement';
import { carryOn } from './carryOn';
import { ended } from './endRequest';
import { askAgainAt } from './lookAgain';
import { lookUpVotes, type LookedUp } from './lookUpVotes';
import { pendingDue } from './pendingDue';
import { preflight } from './preflight';
import { revision } from './reviseRequest';
import type { Surroundings } from './surroundings';

/** How long each check may take here, where nobody waits for a click, in ms: at most a quarter of the lease. */
const longestCheck = 20_000;
const shortestCheck = 3_500;

/**
 * The gate before the first write: the votes' rights are read again, and everything the plan needs. A vote that no
 * longer counts opens the request again; problems end it, all of them told, with nothing made: both only where two looks,
 * a settling time apart, say no. What cannot be checked is waited for.
 */
export async function passGate(
  surroundings: Surroundings,
  request: Request,
  deadline: number,
): Promise<void> {
  const { store, clock } = surroundings;
  // What is carried out is what was shown, by the policy that they were asked under; else it is asked for anew.
  if (!isAsShown(request)) return fail(surroundings, request, { code: 'notAsShown' }, []);
  const anew = revision(surroundings, request);
  if (anew !== undefined) {
    await store.requests.change(anew);
    return;
  }
  const looked = await lookUpVotes(surroundings, request, ['counts', 'unresolved']);
  if ('fault' in looked) {
    const { service, retryAfter } = looked.fault.facts;
    return holdUp(surroundings, request, [service], retryAfter);
  }
  const voted = { ...request, votes: looked.votes };
  if (tally(voted) !== 'approved') {
    return isSecondNo(surroundings, request)
      ? openAgain(surroundings, request, looked)
      : lookTwice(surroundings, request);
  }
  const { problems, unchecked } = await checkedAgain(surroundings, request);
  const [first, ...others] = problems.map((problem) => problem.why);
  if (first !== undefined) {
    return isSecondNo(surroundings, request)
      ? fail(surroundings, request, first, others)
      : lookTwice(surroundings, request);
  }
  if (unchecked.length > 0) {
    const services = unchecked.flatMap(({ why }) => why.facts?.['service'] ?? []);
    const waits = unchecked.map((one) => one.retryAfter ?? 0);
    return holdUp(surroundings, request, [...new Set(services.map(String))], Math.max(...waits));
  }
  const names = plan.map((step) => step.name);
  const now = clock.now();
  const started = await store.requests.change({
    request: { ...withoutHoldUp(voted), state: 'provisioning', since: now, plan: names },
    audit: [...lookedUp(request, looked.votes), { kind: 'started', body: { plan: names } }],
    messages: [],
    due: now,
  });
  await carryOn(surroundings, started, deadline);
}

/** The votes as they count now, where that is not what was recorded. */
function lookedUp(request: Request, votes: readonly Vote[]): readonly AuditEntry[] {
  if (votes.every(({ standing }, index) => standing === request.votes[index]?.standing)) return [];
  const standings = votes.map(({ by, standing }) => ({ by: by.objectId, standing }));
  return [{ kind: 'votesLookedUp', body: { standings } }];
}

/** Whether an earlier look, a settling time ago, spoke against the request as well. */
function isSecondNo({ clock, policy }: Surroundings, { heldUp }: Request): boolean {
  return heldUp?.noSince !== undefined && clock.now() - heldUp.noSince >= policy.times.settle;
}

/** A single reading may come from a replica that lags, or be a 404 of what is there: it is read again before it counts. */
async function lookTwice({ store, clock, policy }: Surroundings, request: Request): Promise<void> {
  const now = clock.now();
  const { since = now, noSince = now } = request.heldUp ?? {};
  const heldUp = { why: { code: 'settling' as const }, since, noSince };
  const due = noSince + policy.times.settle;
  await store.requests.change({ request: { ...request, heldUp }, audit: [], messages: [], due });
}

/** What was not told is asked for again, not before the services that were busy want it. Nothing is made meanwhile. */
async function holdUp(
  surroundings: Surroundings,
  request: Request,
  services: readonly string[],
  retryAfter: Duration | undefined,
): Promise<void> {
  const { store, clock } = surroundings;
  const facts = services.length === 0 ? {} : { service: services.join(', ') };
  const heldUp = { why: { code: 'notChecked', facts }, since: request.heldUp?.since ?? clock.now() };
  const due = askAgainAt(surroundings, request, retryAfter);
  await store.requests.change({ request: { ...request, heldUp }, audit: [], messages: [], due });
}

/** Ends a request that cannot be made; everything that speaks against it is told at once. */
async function fail(
  surroundings: Surroundings,
  request: Request,
  why: Reason,
  others: readonly Reason[],
): Promise<void> {
  const found = others.length === 0 ? {} : { others };
  const failed: Request = { ...withoutHoldUp(request), failure: { why, ...found, left: [] } };
  const change = await ended(surroundings, failed, 'failed', { problems: [why, ...others] });
  await surroundings.store.requests.change(change);
}

/**
 * Opens a request again whose votes no longer suffice: the other votes stand, the time to decide starts anew, and
 * requester, approvers and whoever cast what is void are told by new messages.
 */
async function openAgain(
  surroundings: Surroundings,
  request: Request,
  { votes, approvers }: Exclude<LookedUp, { fault: unknown }>,
): Promise<void> {
  const { store, clock, policy } = surroundings;
  const now = clock.now();
  const voidVotesOf = votes
    .filter((vote, index) => vote.standing === 'void' && request.votes[index]?.standing === 'counts')
    .map((vote) => vote.by);
  const reopened: Request = {
    ...withoutHoldUp(request),
    votes,
    approvers: askable(approvers, request, policy.approversReached),
    reopened: { at: now, voidVotesOf },
    state: 'pending',
    since: now,
    expiresAt: now + policy.times.expiry,
  };
  await store.requests.change({
    request: reopened,
    audit: [{ kind: 'voteVoid', body: { votesOf: voidVotesOf.map((one) => one.objectId) } }],
    messages: messagesFor('reopened', reopened, []),
    due: pendingDue(surroundings, reopened),
  });
}

function withoutHoldUp(request: Request): Request {
  const { heldUp: _, ...rest } = request;
  return rest;
}

/** What speaks against a request, and what could not be checked, before its first step. */
async function checkedAgain(
  surroundings: Surroundings,
  { content, requester }: Request,
): Promise<{ readonly problems: readonly Problem[]; readonly unchecked: readonly Unchecked[] }> {
  const { policy } = surroundings;
  const environment = policy.environments.find(({ id }) => id === content.environment.id);
  if (environment === undefined)
    return { problems: [{ why: { code: 'environmentUnknown' } }], unchecked: [] };
  const values = {
    ...{ accountName: content.accountName, roles: content.roles.map((role) => role.name) },
    ...{ domain: '', licence: '', unit: content.businessUnit.name },
    owner: content.owner.objectId.toLowerCase(),
  };
  const time = Math.max(shortestCheck, Math.min(longestCheck, policy.times.lease / 4));
  const candidate = { requester, environment, values, own: content };
  return preflight(surroundings, candidate, time);
}
