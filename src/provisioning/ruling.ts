import type { Evidence } from '../domain/evidence';
import type { Times } from '../domain/policy';
import type { AttentionCode, Finding, Reason, Refusal, Waiting } from '../domain/reason';
import { lacksPermission, ServiceFault } from '../domain/serviceFault';
import type { Sight } from '../domain/sight';
import type { Instant } from '../domain/time';
import type { Trail } from '../domain/trail';
import type { Change, NotDone } from './step';

/** What to do next with a step, after a look at the world. */
export type Ruling =
  | { readonly is: 'record'; readonly evidence: Evidence }
  | { readonly is: 'apply'; readonly attempt: number }
  | { readonly is: 'wait'; readonly trail: Trail; readonly until: Instant }
  | { readonly is: 'strike'; readonly why: Finding }
  | { readonly is: 'stop'; readonly why: Refusal }
  | { readonly is: 'ask'; readonly code: AttentionCode; readonly why: Reason; readonly tries: number };

/** What a ruling is made of. `begunAt` is when the look began. */
export interface Situation {
  readonly change: Change;
  readonly trail: Trail;
  readonly begunAt: Instant;
  readonly times: Times;
}

/** A trail without what only this round needed. */
function without(trail: Trail, ...keys: ('sent' | 'firstReading' | 'waiting')[]): Trail {
  return Object.fromEntries(Object.entries(trail).filter(([key]) => !keys.includes(key as never)));
}

/** Waits, or asks a person where the step has waited longer than the policy allows. */
function wait(at: Situation, trail: Trail, why: Waiting, until: Instant): Ruling {
  const since = at.trail.waiting?.since ?? at.begunAt;
  const looks = (at.trail.waiting?.looks ?? 0) + 1;
  if (at.begunAt - since >= at.times.waiting) return { is: 'ask', code: 'waitedTooLong', why, tries: looks };
  const settled = Math.max(until, at.begunAt + 1);
  return { is: 'wait', trail: { ...trail, waiting: { why, since, until: settled, looks } }, until: settled };
}

/** What two readings may have to agree on. */
type Reading = NonNullable<Trail['firstReading']>['is'];

/** The first of two readings that agree, or nothing while there is only one. */
function agreedSince(at: Situation, is: Reading): Instant | undefined {
  const first = at.trail.firstReading;
  return first?.is === is && at.begunAt - first.begunAt >= at.times.settle ? first.begunAt : undefined;
}

/** Keeps this reading as the first of two, or the one before it that said the same. */
function readAgain(at: Situation, is: Reading): Ruling {
  const first = at.trail.firstReading?.is === is ? at.trail.firstReading : { is, begunAt: at.begunAt };
  const why: Waiting = { code: is === 'done' || is === 'refused' ? 'settling' : 'changeNotSeen' };
  return wait(at, { ...at.trail, firstReading: first }, why, first.begunAt + at.times.settle);
}

function ruleDone(at: Situation, sight: Extract<Sight, { is: 'done' }>): Ruling {
  const first = agreedSince(at, 'done');
  if (at.change.readings === 2 && first === undefined) return readAgain(at, 'done');
  const readAt = first === undefined ? [at.begunAt] : [first, at.begunAt];
  return {
    is: 'record',
    evidence: { ...sight.seen, how: at.trail.sent === undefined ? 'found' : 'made', readAt },
  };
}

function ruleAbsent(at: Situation): Ruling {
  const { change, trail, begunAt, times } = at;
  if (change.apply === undefined) return wait(at, trail, { code: 'changeNotSeen' }, begunAt + times.look);
  if (trail.sent === undefined) return { is: 'apply', attempt: 1 };
  const patient = trail.sent.at + times.patience;
  if (begunAt < patient) {
    const until = Math.min(begunAt + times.look, patient);
    return wait(at, without(trail, 'firstReading'), { code: 'changeNotSeen' }, until);
  }
  if (agreedSince(at, 'absent') === undefined) return readAgain(at, 'absent');
  if (trail.sent.attempt >= change.attempts) {
    return { is: 'ask', code: 'triedTooOften', why: { code: 'changeNotSeen' }, tries: trail.sent.attempt };
  }
  return { is: 'apply', attempt: trail.sent.attempt + 1 };
}

/**
 * Rules what follows from a look. A write that was sent counts as not done only when its patience has passed and two
 * readings, begun a settling time apart, agree; so do the success of everything that takes away, a contradiction and a
 * refusal.
 */
export function ruleOnSight(at: Situation, sight: Sight): Ruling {
  switch (sight.is) {
    case 'done':
      return ruleDone(at, sight);
    case 'absent':
      return ruleAbsent(at);
    case 'waiting':
      return wait(
        at,
        without(at.trail, 'firstReading'),
        sight.why,
        sight.until ?? at.begunAt + at.times.look,
      );
    case 'contrary':
      // One reading may come from a replica that lags: what was done is struck only when a second one agrees.
      return agreedSince(at, 'contrary') === undefined
        ? readAgain(at, 'contrary')
        : { is: 'strike', why: sight.why };
    case 'needsPerson':
      return { is: 'ask', code: sight.code, why: sight.why, tries: at.trail.sent?.attempt ?? 1 };
    case 'refused':
      // A single 404 of something that is there would end a request for nothing.
      return agreedSince(at, 'refused') === undefined
        ? readAgain(at, 'refused')
        : { is: 'stop', why: sight.why };
  }
}

/** How long to leave a service in peace: what it asks for, or longer each time up to a minute. */
function restUntil(at: Situation, fault?: ServiceFault): Instant {
  const looks = Math.min(at.trail.waiting?.looks ?? 0, 6);
  const backOff = Math.min(at.times.look * 2 ** looks, 60_000);
  return at.begunAt + Math.max(fault?.facts.retryAfter ?? 0, backOff);
}

/** Rules what follows when a look or a write threw. `wrote`: it was the write, and it is recorded as sent. */
export function ruleOnError(at: Situation, error: unknown, wrote: boolean): Ruling {
  const trail = without(at.trail, 'firstReading');
  if (!(error instanceof ServiceFault)) return wait(at, trail, { code: 'unforeseen' }, restUntil(at));
  const { service, kind, code } = error.facts;
  const facts = { service, ...(code === undefined ? {} : { code }) };
  // A refused token is an outage or an expired secret of the bot: a person mends it, and the work goes on.
  if (lacksPermission(error)) return { is: 'stop', why: { code: 'permissionMissing', facts } };
  if (kind === 'refused' && wrote) return { is: 'stop', why: { code: 'refused', facts } };
  const why: Waiting = { code: kind === 'throttled' ? 'serviceBusy' : 'serviceDown', facts };
  return wait(at, trail, why, restUntil(at, error));
}

/** Rules what follows when a change was refused for certain, so that nothing happened. */
export function ruleOnNotDone(at: Situation, { notDone, forGood, asks }: NotDone): Ruling {
  if (asks !== undefined) return { is: 'ask', code: asks, why: notDone, tries: at.trail.sent?.attempt ?? 1 };
  if (forGood) return { is: 'stop', why: notDone as Refusal };
  return wait(at, at.trail, notDone as Waiting, at.begunAt + at.times.look);
}

/**
 * Rules what follows when a write is refused although one before it, of which nobody knows what became, may be why: what
 * it made is refused a second time, and shows nowhere yet where replicas lag. The look tells once its patience is over.
 * Nothing where no earlier write can be why, and where it was made often enough: then the refusal stands.
 */
export function ruleOnDoubtfulRefusal(at: Situation, earlier: Trail['sent']): Ruling | undefined {
  const { sent } = at.trail;
  if (earlier === undefined || sent === undefined || sent.attempt >= at.change.attempts) return undefined;
  return wait(at, at.trail, { code: 'changeNotSeen' }, at.begunAt + at.times.look);
}

/** Whether nothing of the write reached the service, for certain. */
export function surelyNotSent(error: unknown): boolean {
  return (
    error instanceof ServiceFault && ['notSent', 'throttled', 'denied', 'notFound'].includes(error.facts.kind)
  );
}
