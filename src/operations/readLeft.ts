import type { Request } from '../domain/request';
import { ServiceFault } from '../domain/serviceFault';
import type { Instant } from '../domain/time';
import { untouched, type StepName, type Trail } from '../domain/trail';
import { knownOf, withTrail } from '../provisioning/course';
import { stepNamed } from '../provisioning/plan';
import { ruleOnSight } from '../provisioning/ruling';
import type { AuditEntry, RequestChange } from '../storePorts';
import { changeRequest } from './changeRequest';
import { slotSteps, workFor } from './courseFor';
import type { Surroundings } from './surroundings';

/** What a reading says of one step that was left: its trail, and whether a person has cleaned up. */
interface Reading {
  readonly name: StepName;
  readonly trail: Trail;
  readonly is: 'clean' | 'settling' | 'left';
}

/** Reads one step that was left, and changes nothing there; a service that does not answer tells nothing new. */
async function readStep(
  surroundings: Surroundings,
  request: Request,
  name: StepName,
  begunAt: Instant,
): Promise<Reading> {
  const { undo } = stepNamed(name);
  const { firstReading, sent: _sent, waiting: _waiting, ...rest } = (request.trails[name] ?? untouched).undo;
  const trail: Trail = firstReading?.is === 'done' ? { ...rest, firstReading } : rest;
  if (undo === undefined) return { name, trail: rest, is: 'clean' };
  const work = { ...workFor(surroundings, request), known: knownOf(request), now: begunAt };
  try {
    const sight = await undo.look(work);
    if (sight.is !== 'done') return { name, trail: rest, is: 'left' };
    const { times } = surroundings.policy;
    const ruling = ruleOnSight({ change: { ...undo, readings: 2 }, trail, begunAt, times }, sight);
    if (ruling.is === 'record') return { name, trail: { ...rest, evidence: ruling.evidence }, is: 'clean' };
    return { name, trail: { ...rest, firstReading: firstReadingOf(trail, begunAt) }, is: 'settling' };
  } catch (error) {
    if (error instanceof ServiceFault) return { name, trail: rest, is: 'left' };
    throw error;
  }
}

function firstReadingOf({ firstReading }: Trail, begunAt: Instant): NonNullable<Trail['firstReading']> {
  return firstReading ?? { is: 'done', begunAt };
}

/** The request with what was read, and when it is to be read again; nothing: not by itself. */
function after(
  { policy }: Surroundings,
  request: Request,
  readings: readonly Reading[],
  begunAt: Instant,
): RequestChange {
  let read = request;
  for (const { name, trail } of readings) {
    read = withTrail(read, { step: stepNamed(name), direction: 'undo' }, trail);
  }
  const left = readings.filter(({ is }) => is !== 'clean').map(({ name }) => name);
  const holdsSlot = request.holdsSlot && left.some((name) => slotSteps.includes(name));
  const clean = readings.filter(({ is }) => is === 'clean');
  const audit: AuditEntry[] = clean.map(({ name, trail }) => ({
    kind: 'cleanedUpByHand',
    body: { step: name, readAt: trail.evidence?.readAt ?? [begunAt] },
  }));
  if (request.holdsSlot && !holdsSlot) audit.push({ kind: 'slotFreed', body: { at: begunAt } });
  const settling = readings.some(({ is }) => is === 'settling');
  const due = settling ? begunAt + policy.times.settle : begunAt + policy.times.slots;
  const failure = request.failure && { failure: { ...request.failure, left } };
  return {
    request: { ...read, ...failure, holdsSlot },
    audit,
    messages: [],
    ...(settling || holdsSlot ? { due } : {}),
  };
}

async function readAll(surroundings: Surroundings, request: Request): Promise<RequestChange> {
  const begunAt = surroundings.clock.now();
  const left = request.failure?.left ?? [];
  const readings = await Promise.all(left.map((name) => readStep(surroundings, request, name, begunAt)));
  return after(surroundings, request, readings, begunAt);
}

/** Whether something is left that a person can have cleaned up, in an environment that can still be read. */
function mayRead({ policy }: Surroundings, request: Request): boolean {
  const { state, failure, content } = request;
  return (
    (state === 'failed' || state === 'cancelled') &&
    (failure?.left.length ?? 0) > 0 &&
    policy.environments.some(({ id }) => id === content.environment.id)
  );
}

/**
 * Reads again what an ended request left for a person. What two readings, a settling time apart, say is gone counts as
 * cleaned up; with the Access Mode, the slot and the name are free again. Changes nothing at Microsoft.
 */
export async function readLeft(surroundings: Surroundings, request: Request): Promise<void> {
  if (!mayRead(surroundings, request)) return;
  await surroundings.store.requests.change(await readAll(surroundings, request));
}

/** What [Check again] found: nothing is left, the first of two readings says so, or something is still there. */
export type Checked =
  { readonly is: 'clean' | 'settling' | 'left'; readonly request: Request } | { readonly is: 'unknown' };

/** Reads at once whether a person has cleaned up what the request left. */
export async function checkAgain(surroundings: Surroundings, id: string): Promise<Checked> {
  const outcome = await changeRequest<Checked>(surroundings, id, async (request) =>
    mayRead(surroundings, request)
      ? readAll(surroundings, request)
      : { answer: { is: (request.failure?.left.length ?? 0) > 0 ? 'left' : 'clean', request } },
  );
  if (outcome === undefined) return { is: 'unknown' };
  if ('answer' in outcome) return outcome.answer;
  const { changed } = outcome;
  const left = changed.failure?.left ?? [];
  if (left.length === 0) return { is: 'clean', request: changed };
  const settling = left.every((name) => changed.trails[name]?.undo.firstReading !== undefined);
  return { is: settling ? 'settling' : 'left', request: changed };
}
