import { performance } from 'node:perf_hooks';
import type { Problem } from '../domain/reason';
import { isOpen, mayBecome, type Request, type Vote } from '../domain/request';
import { tally } from '../domain/reviewRule';
import { ServiceFault } from '../domain/serviceFault';
import { messagesFor } from '../notifications/audience';
import { advance } from '../provisioning/advance';
import { plan } from '../provisioning/plan';
import { Conflict, type AuditEntry, type RequestChange } from '../storePorts';
import { givenUp } from './actOnAttention';
import { approversOf, isAmong } from './approvers';
import { counted, votedChange } from './castVote';
import { courseFor } from './courseFor';
import { freeLeftSlot } from './freeLeftSlot';
import { preflight } from './preflight';
import type { Surroundings } from './surroundings';

/**
 * Advances a request as far as it goes now: lets it expire, resolves votes, passes the gate, carries it out or undoes
 * it. Claims it first, so that one worker at a time works on it; where another holds it, nothing happens.
 */
export async function advanceRequest(surroundings: Surroundings, requestId: string): Promise<void> {
  const { store, policy, worker, scopes } = surroundings;
  const claim = await store.requests.claim(requestId, worker, policy.times.lease);
  if (claim === undefined) return;
  const { deadline } = claim;
  let interrupted = false;
  const scope = { correlationId: scopes.current()?.correlationId ?? requestId, deadline };
  try {
    await scopes.run(scope, () => workOn(surroundings, claim.request, deadline));
  } catch (error) {
    // Somebody else changed the request (a vote, a wish): what follows is decided anew, on what is there now.
    if (!(error instanceof Conflict)) throw error;
    interrupted = true;
  } finally {
    await store.requests.release(requestId, worker);
  }
  // What was cut short by somebody else's change, or by the end of the lease, goes on at once.
  if (!interrupted && performance.now() < deadline) return;
  const after = await store.requests.byId(requestId);
  if (after !== undefined && isOpen(after) && after.attention === undefined)
    await store.requests.wake(requestId);
}

async function workOn(surroundings: Surroundings, request: Request, deadline: number): Promise<void> {
  const { clock, store } = surroundings;
  if (
    mayBecome(request.state, 'expired') &&
    clock.now() >= request.expiresAt &&
    request.state !== 'expired'
  ) {
    await store.requests.change(await ended(surroundings, request, 'expired', { at: request.expiresAt }));
  } else if (request.state === 'pending') {
    const after = await resolveVotes(surroundings, request);
    if (after?.state === 'approved') await passGate(surroundings, after, deadline);
  } else if (request.state === 'approved') await passGate(surroundings, request, deadline);
  else if (request.state === 'failed') await freeLeftSlot(surroundings, request);
  else if (request.state === 'provisioning' || request.state === 'undoing') {
    const goingOn = await unlessAsked(surroundings, request);
    if (goingOn !== undefined) await advance(goingOn, courseFor(surroundings, deadline));
  }
}

/** The request to carry on, or nothing while a person is asked. Where nobody acted in time, what was made is undone. */
async function unlessAsked(surroundings: Surroundings, request: Request): Promise<Request | undefined> {
  const { attention } = request;
  const { clock, store, policy } = surroundings;
  const turning = request.state === 'provisioning' && request.wish !== undefined;
  if (attention === undefined || turning) return request;
  const now = clock.now();
  if (now < attention.since + policy.times.giveUp) return undefined;
  const body = { step: attention.step, after: policy.times.giveUp };
  const audit: AuditEntry[] = [{ kind: 'nobodyActed', body }];
  const after = givenUp(request, attention, undefined, now);
  return store.requests.change({ request: after, audit, messages: [], due: now });
}

/** A change that ends a request before anything was made for it. */
async function ended(
  { store, clock }: Surroundings,
  request: Request,
  state: 'expired' | 'failed',
  body: Readonly<Record<string, unknown>>,
): Promise<RequestChange> {
  const after: Request = { ...request, state, since: clock.now(), holdsSlot: false };
  return {
    request: after,
    audit: [{ kind: state, body }],
    messages: messagesFor('ended', after, await store.conversations.alerted()),
  };
}

/** Asks the directory again about votes it did not answer for in time. "Cannot tell" stays open until the expiry. */
async function resolveVotes(surroundings: Surroundings, request: Request): Promise<Request | undefined> {
  if (!request.votes.some((vote) => vote.standing === 'unresolved')) return undefined;
  const votes = await lookUpVotes(surroundings, request, ['unresolved']);
  const { store, clock, policy } = surroundings;
  if (votes === undefined) {
    const due = Math.min(clock.now() + policy.times.look * 10, request.expiresAt);
    return store.requests.change({ request, audit: [], messages: [], due });
  }
  const body = { standings: votes.map(({ by, standing }) => ({ by: by.objectId, standing })) };
  const after = counted({ ...request, votes }, clock.now());
  return store.requests.change(await votedChange(surroundings, after, [{ kind: 'votesLookedUp', body }]));
}

/** The votes with their rights read anew; nothing where the directory does not tell. */
async function lookUpVotes(
  { microsoft, policy }: Surroundings,
  request: Request,
  standings: readonly Vote['standing'][],
): Promise<readonly Vote[] | undefined> {
  const environment = policy.environments.find(({ id }) => id === request.content.environment.id);
  if (environment === undefined) return request.votes.map((vote) => ({ ...vote, standing: 'void' }));
  try {
    const approvers = await approversOf(microsoft, environment);
    return request.votes.map((vote) =>
      standings.includes(vote.standing)
        ? { ...vote, standing: isAmong(approvers, vote.by) ? 'counts' : 'void' }
        : vote,
    );
  } catch (error) {
    if (error instanceof ServiceFault) return undefined;
    throw error;
  }
}

/**
 * The gate before the first write: the votes' rights are read again, and everything the plan needs. A vote that no
 * longer counts opens the request again; a problem ends it, with nothing made; what cannot be checked is waited for.
 */
async function passGate(surroundings: Surroundings, request: Request, deadline: number): Promise<void> {
  const { store, clock, policy } = surroundings;
  const now = clock.now();
  const votes = await lookUpVotes(surroundings, request, ['counts', 'unresolved']);
  if (votes !== undefined && tally({ ...request, votes }) !== 'approved') {
    const reopened: Request = {
      ...request,
      votes,
      state: 'pending',
      since: now,
      expiresAt: now + policy.times.expiry,
    };
    const audit: AuditEntry[] = [{ kind: 'voteVoid', body: { votes: votes.length } }];
    await store.requests.change({ request: reopened, audit, messages: [], due: reopened.expiresAt });
    return;
  }
  const problems = votes === undefined ? unread : await gateProblems(surroundings, request);
  const unchecked = problems.find((problem) => problem.why.code === 'notChecked');
  if (unchecked !== undefined) {
    const due = Math.min(now + policy.times.look * 10, request.expiresAt);
    const heldUp = { why: unchecked.why, since: request.heldUp?.since ?? now };
    await store.requests.change({ request: { ...request, heldUp }, audit: [], messages: [], due });
    return;
  }
  const [first] = problems;
  if (first !== undefined) {
    const failed: Request = { ...request, failure: { why: first.why, left: [] } };
    const body = { problems: problems.map((problem) => problem.why) };
    await store.requests.change(await ended(surroundings, failed, 'failed', body));
    return;
  }
  const names = plan.map((step) => step.name);
  const started = await store.requests.change({
    request: { ...withoutHoldUp(request), state: 'provisioning', since: now, plan: names },
    audit: [{ kind: 'started', body: { plan: names } }],
    messages: [],
    due: now,
  });
  await advance(started, courseFor(surroundings, deadline));
}

function withoutHoldUp(request: Request): Request {
  const { heldUp: _, ...rest } = request;
  return rest;
}

/** The votes' rights could not be read. */
const unread: readonly Problem[] = [{ why: { code: 'notChecked', facts: { service: 'Entra' } } }];

/** What speaks against a request at the gate. */
async function gateProblems(surroundings: Surroundings, request: Request): Promise<readonly Problem[]> {
  const { content, requester } = request;
  const environment = surroundings.policy.environments.find(({ id }) => id === content.environment.id);
  if (environment === undefined) return [{ why: { code: 'environmentUnknown' } }];
  const values = { accountName: content.accountName, roles: content.roles.map((role) => role.name) };
  const { problems } = await preflight(surroundings, { requester, environment, values, own: content });
  return problems;
}
