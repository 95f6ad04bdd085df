import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { isOpen, mayBecome, type Request } from '../domain/request';
import { Conflict, type AuditEntry } from '../storePorts';
import { givenUp } from './actOnAttention';
import { carryOn } from './carryOn';
import { ended } from './endRequest';
import { lookAgain } from './lookAgain';
import { passGate } from './passGate';
import { readLeft } from './readLeft';
import { rereadAccount } from './rereadAccount';
import { remindApprovers } from './remindApprovers';
import type { Surroundings } from './surroundings';

/**
 * Advances a request as far as it goes now: lets it expire, resolves votes, passes the gate, carries it out or undoes
 * it. Claims it first, so that one worker at a time works on it; where another holds it, nothing happens.
 */
export async function advanceRequest(surroundings: Surroundings, requestId: string): Promise<void> {
  const { store, policy, worker, scopes } = surroundings;
  // Each turn holds by a name of its own: one that ends late must not let go what this process has claimed since.
  const holder = `${worker}/${randomUUID()}`;
  const claim = await store.requests.claim(requestId, holder, policy.times.lease);
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
    await store.requests.release(requestId, holder);
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
    const after = await lookAgain(surroundings, request);
    if (after?.state === 'approved') await passGate(surroundings, after, deadline);
    else if (after === undefined) await remindApprovers(surroundings, request);
  } else if (request.state === 'approved') await passGate(surroundings, request, deadline);
  else if (request.state === 'failed' || request.state === 'cancelled') await readLeft(surroundings, request);
  else if (request.state === 'verified') await rereadAccount(surroundings, request);
  else if (request.state === 'provisioning' || request.state === 'undoing') {
    const goingOn = await unlessAsked(surroundings, request);
    if (goingOn !== undefined) await carryOn(surroundings, goingOn, deadline);
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
