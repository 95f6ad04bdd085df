import { performance } from 'node:perf_hooks';
import type { Request } from '../domain/request';
import type { Evidence } from '../domain/evidence';
import { nextRereading } from '../domain/rereading';
import { agreedTerms } from '../domain/terms';
import type { EnvironmentPolicy } from '../domain/policy';
import { ServiceFault } from '../domain/serviceFault';
import type { Ledger } from '../domain/slots';
import type { Instant } from '../domain/time';
import type { StepName } from '../domain/trail';
import { verificationOf } from '../domain/verification';
import { messagesFor, type RequestEvent } from '../notifications/audience';
import type { Course, CourseEvent } from '../provisioning/advance';
import type { Work } from '../provisioning/step';
import { knownOf } from '../provisioning/course';
import type { AuditEntry, RequestChange } from '../storePorts';
import { readSignIn } from './readSignIn';
import { countSlots } from './readSlots';
import type { Surroundings } from './surroundings';

/** Steps whose undoing frees the slot: as long as one of them is left, the slot stays held. */
export const slotSteps: readonly StepName[] = ['setMode'];

/** What the audit chain says of an event of the course; nothing for waits, which repeat. */
function auditOf(request: Request, event: CourseEvent): AuditEntry | undefined {
  if (!('task' in event)) return { kind: event.is, body: { state: request.state, failure: request.failure } };
  const { step, direction } = event.task;
  const trail = request.trails[step.name]?.[direction];
  const said = { step: step.name, direction };
  switch (event.is) {
    case 'waiting':
      return undefined;
    case 'sending':
      return { kind: 'sending', body: { ...said, attempt: trail?.sent?.attempt } };
    case 'recorded':
    case 'undone':
      return evidenceEntry(event.is, said, trail?.evidence);
    case 'struck':
      return { kind: 'struck', body: { ...said, times: request.contradictions } };
    case 'asked':
      return { kind: 'asked for a person', body: { ...said, attention: request.attention } };
  }
}

/** Sign-in names and names of secrets are personal: the chain keeps their digests alone. */
function evidenceEntry(
  kind: string,
  said: Readonly<Record<string, unknown>>,
  evidence: Evidence | undefined,
): AuditEntry {
  const facts = evidence?.facts ?? {};
  const personal = Object.entries(facts).filter(([name]) => name === 'signInName' || name === 'secret');
  const rest = Object.fromEntries(
    Object.entries(facts).filter(([name]) => !['signInName', 'secret'].includes(name)),
  );
  const words = Object.fromEntries(personal.map(([name, value]) => [name, String(value)]));
  return { kind, body: { ...said, ...evidence, facts: rest }, words };
}

/** The request as it is when the course has come to its end, forward or back. */
async function atEnd(surroundings: Surroundings, request: Request, event: CourseEvent): Promise<Request> {
  const since = surroundings.clock.now();
  if (event.is === 'turned') return { ...request, since };
  if (event.is === 'cleanedUp') {
    const left = request.failure?.left ?? [];
    const holdsSlot = left.some((name) => slotSteps.includes(name));
    return { ...request, state: request.wish?.kind === 'cancel' ? 'cancelled' : 'failed', since, holdsSlot };
  }
  if (event.is !== 'finished') return request;
  // A request without this evidence is never called verified, whatever its plan was.
  if (verificationOf(request) === undefined)
    throw new Error('A request without evidence cannot be verified.');
  const environment = surroundings.policy.environments.find(
    ({ id }) => id === request.content.environment.id,
  );
  const slots = environment && (await countedAtEnd(surroundings, environment));
  const signInOutlook = await readSignIn(surroundings, knownOf(request).objectId ?? '');
  const verified: Request = { ...request, state: 'verified', since, holdsSlot: false, signInOutlook };
  return slots === undefined
    ? verified
    : { ...verified, slotsAtEnd: { used: slots.used, limit: slots.limit } };
}

/** The slots for the last card; nothing where they cannot be read now: the account is verified all the same. */
async function countedAtEnd(
  surroundings: Surroundings,
  environment: EnvironmentPolicy,
): Promise<Ledger | undefined> {
  try {
    return await countSlots(surroundings, environment);
  } catch (error) {
    if (error instanceof ServiceFault) return undefined;
    throw error;
  }
}

/**
 * When an ended request is looked at again: a verified account is read again, and one that ended and still holds its slot is
 * read until somebody has cleaned up. Nothing for all others.
 */
function dueAtEnd({ clock, policy }: Surroundings, request: Request): Instant | undefined {
  const { times } = policy;
  if (request.state === 'verified') return nextRereading(request.since, times.rereads, request.since);
  const hasEnded = request.state === 'failed' || request.state === 'cancelled';
  return hasEnded && request.holdsSlot ? clock.now() + times.slots : undefined;
}

function eventFor(event: CourseEvent): RequestEvent | undefined {
  if (event.is === 'finished' || event.is === 'cleanedUp') return 'ended';
  return event.is === 'asked' ? 'attention' : undefined;
}

/** What a request is advanced with: the journal writes every turn in one transaction with who hears of it. */
export function courseFor(surroundings: Surroundings, deadline: number): Course {
  const { store, clock, log, scopes } = surroundings;
  return {
    clock,
    log,
    mayGoOn: () => performance.now() < deadline && surroundings.ending?.aborted !== true,
    within: ({ step, direction }, work) => {
      const scope = scopes.current() ?? { correlationId: step.name, deadline };
      return scopes.run({ ...scope, step: direction === 'undo' ? `undo ${step.name}` : step.name }, work);
    },
    journal: {
      write: async (request, event, due) => {
        // The work goes on, so whatever held it up is over.
        const { heldUp: _, ...goingOn } = request;
        const after = await atEnd(surroundings, goingOn, event);
        const heard = eventFor(event);
        const messages =
          heard === undefined ? [] : messagesFor(heard, after, await store.conversations.alerted());
        const entry = auditOf(after, event);
        const change: RequestChange = { request: after, messages, audit: entry === undefined ? [] : [entry] };
        const next = dueAtEnd(surroundings, after) ?? due;
        return store.requests.change(next === undefined ? change : { ...change, due: next });
      },
    },
    work: (request) => workFor(surroundings, request),
  };
}

/** What a step of this request works with: the terms agreed to. Throws where the policy no longer names its environment. */
export function workFor(surroundings: Surroundings, request: Request): Omit<Work, 'known' | 'now'> {
  const { policy, microsoft, makePassword } = surroundings;
  const named = policy.environments.find(({ id }) => id === request.content.environment.id);
  const terms = agreedTerms(policy, request);
  if (named === undefined || terms === undefined) {
    throw new Error(`The policy no longer names the environment ${request.content.environment.name}.`);
  }
  return {
    ...{ request, terms, times: policy.times, environment: named, microsoft, makePassword },
    countSlots: () => countSlots(surroundings, named),
  };
}
