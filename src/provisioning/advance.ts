import type { Attention, Request } from '../domain/request';
import type { Instant } from '../domain/time';
import { ServiceFault } from '../domain/serviceFault';
import type { Clock, Log } from '../ports';
import { knownOf, nextTask, strike, withTrail, type Task } from './course';
import {
  ruleOnDoubtfulRefusal,
  ruleOnError,
  ruleOnNotDone,
  ruleOnSight,
  surelyNotSent,
  type Ruling,
  type Situation,
} from './ruling';
import type { Work } from './step';

/** How often a contrary reading sends the work back before a person is asked. */
const mostContradictions = 2;

/** What happened, for the audit chain and for those who hear of it. */
export type CourseEvent =
  | { readonly is: 'sending' | 'recorded' | 'struck' | 'undone'; readonly task: Task }
  | { readonly is: 'waiting' | 'asked'; readonly task: Task }
  | { readonly is: 'finished' | 'turned' | 'cleanedUp' };

/** Where the course of a request is written down. Throws `Conflict` when somebody else changed the request. */
export interface Journal {
  /** Writes the request with what happened; `due` is when it is to be looked at again, nothing: not by itself. */
  write(request: Request, event: CourseEvent, due: Instant | undefined): Promise<Request>;
}

/** What a worker advances a request with. */
export interface Course {
  readonly journal: Journal;
  readonly clock: Clock;
  readonly log: Log;
  /** Runs a look or a write so that its calls and log lines can be told to be this step's. */
  readonly within: <T>(task: Task, work: () => Promise<T>) => Promise<T>;
  /** Whether the worker may still write: its lease is in force. */
  readonly mayGoOn: () => boolean;
  /** Builds what steps work with. */
  readonly work: (request: Request) => Omit<Work, 'known' | 'now'>;
}

/**
 * Carries a request on, forward or back, as far as it goes now: looks, changes only what is absent, and looks again,
 * recording each write before it is made. Returns when it waits, ends, asks a person, or the lease is over.
 * Throws `Conflict` when somebody else changed the request: read it again and call again.
 */
export async function advance(request: Request, course: Course): Promise<void> {
  let current: Request | undefined = request;
  while (current !== undefined && course.mayGoOn()) current = await oneTurn(current, course);
}

/** One look and what follows; the request to go on with, or nothing when it rests. */
async function oneTurn(request: Request, course: Course): Promise<Request | undefined> {
  const { journal } = course;
  const turning = request.state === 'provisioning' && request.wish !== undefined;
  if (request.attention !== undefined && !turning) return undefined;
  if (turning) {
    return journal.write(turnBack(request), { is: 'turned' }, course.clock.now());
  }
  const task = nextTask(request);
  if (task === undefined) {
    const event = request.state === 'provisioning' ? 'finished' : 'cleanedUp';
    await journal.write(request, { is: event }, undefined);
    return undefined;
  }
  const situation = { change: task.change, trail: task.trail, begunAt: course.clock.now() };
  const work = { ...course.work(request), known: knownOf(request), now: situation.begunAt };
  const at: Situation = { ...situation, times: work.times };
  return follow(request, task, at, await look(request, task, at, work, course), work, course);
}

async function look(
  request: Request,
  task: Task,
  at: Situation,
  work: Work,
  course: Course,
): Promise<Ruling> {
  try {
    const sight = await course.within(task, () => task.change.look(work));
    const settled = task.direction === 'undo' ? lastWrite(request, task) + at.times.patience : 0;
    // What a write made may still come to show: nothing is called undone before its patience is over.
    if (sight.is === 'done' && at.begunAt < settled) {
      const until = Math.min(at.begunAt + at.times.look, settled);
      return ruleOnSight(at, { is: 'waiting', why: { code: 'changeNotSeen' }, until });
    }
    return ruleOnSight(at, sight);
  } catch (error) {
    course.log.warn({ step: task.step.name, direction: task.direction, error: said(error) }, 'a look failed');
    return ruleOnError(at, error, false);
  }
}

/**
 * When the last write went out, in ms since 1970, that may show only later: any of unknown outcome, and the step's own,
 * seen by one replica and not by another, where the way back has not written itself. 0 where there is none.
 */
function lastWrite({ trails }: Request, { step, trail }: Task): Instant {
  const unknown = Object.values(trails).map(({ forward }) => forward.sent?.at ?? 0);
  const own = trail.tried === true ? 0 : (trails[step.name]?.forward.sentAt ?? 0);
  return Math.max(own, ...unknown);
}

/** Acts on a ruling; the request to go on with, or nothing when it rests. */
async function follow(
  request: Request,
  task: Task,
  at: Situation,
  ruling: Ruling,
  work: Work,
  course: Course,
): Promise<Request | undefined> {
  const { journal, clock } = course;
  switch (ruling.is) {
    case 'record': {
      const tried = task.trail.tried === true ? { tried: true as const } : {};
      const struck = task.trail.struck === undefined ? {} : { struck: task.trail.struck };
      const sentAt = task.trail.sent?.at ?? task.trail.sentAt;
      const when = sentAt === undefined ? {} : { sentAt };
      const done = withTrail(request, task, { ...tried, ...struck, ...when, evidence: ruling.evidence });
      const event = task.direction === 'forward' ? 'recorded' : 'undone';
      return journal.write(done, { is: event, task }, clock.now());
    }
    case 'apply':
      return apply(request, task, at, ruling.attempt, work, course);
    case 'wait': {
      const resting = withTrail(request, task, ruling.trail);
      await journal.write(resting, { is: 'waiting', task }, ruling.until);
      return undefined;
    }
    case 'strike':
      if (request.contradictions < mostContradictions) {
        return journal.write(strike(request), { is: 'struck', task }, clock.now());
      }
      return ask(
        request,
        task,
        { code: 'contradicted', why: ruling.why, tries: request.contradictions + 1 },
        course,
      );
    case 'stop':
      if (task.direction === 'undo') {
        return ask(request, task, { code: 'cannotUndo', why: ruling.why, tries: 1 }, course);
      }
      return journal.write(
        turnBack({ ...request, failure: { step: task.step.name, why: ruling.why, left: [] } }),
        { is: 'turned' },
        clock.now(),
      );
    case 'ask':
      return ask(request, task, ruling, course);
  }
}

/** Records the write, makes it once, and says what is known of it. */
async function apply(
  request: Request,
  task: Task,
  at: Situation,
  attempt: number,
  work: Work,
  course: Course,
): Promise<Request | undefined> {
  // The look may have taken the time in which a write may go: what is not sent must not be told as sent.
  if (!course.mayGoOn()) return undefined;
  const before = task.trail.sent;
  const { firstReading: _, ...rest } = task.trail;
  // Its time to show runs from here: the look before it may have taken long.
  const trail = { ...rest, tried: true as const, sent: { at: course.clock.now(), attempt } };
  const marked = await course.journal.write(
    withTrail(request, task, trail),
    { is: 'sending', task: { ...task, trail } },
    course.clock.now(),
  );
  // The row was changed in the meantime, or the lease is over: nothing may be written any more.
  if (!course.mayGoOn()) return undefined;
  const unsent = { ...rest, tried: true as const, ...(before === undefined ? {} : { sent: before }) };
  const now = { ...task, trail };
  try {
    const answer = await course.within(task, async () => task.change.apply?.(work));
    if (answer === undefined || answer === 'sent') return marked;
    const doubt = answer.forGood ? ruleOnDoubtfulRefusal({ ...at, trail }, before) : undefined;
    if (doubt !== undefined) return await follow(marked, now, at, doubt, work, course);
    const ruling = ruleOnNotDone({ ...at, trail: unsent }, answer);
    return await follow(withTrail(marked, task, unsent), now, at, ruling, work, course);
  } catch (error) {
    course.log.warn(
      { step: task.step.name, direction: task.direction, error: said(error) },
      'a write failed',
    );
    const base = surelyNotSent(error) ? unsent : trail;
    const isRefused = error instanceof ServiceFault && error.facts.kind === 'refused';
    const doubt = isRefused ? ruleOnDoubtfulRefusal({ ...at, trail }, before) : undefined;
    const ruling = doubt ?? ruleOnError({ ...at, trail: base }, error, true);
    return follow(withTrail(marked, task, base), now, at, ruling, work, course);
  }
}

/** From here the work goes back: a failure or a wish is recorded, and undoing begins. */
function turnBack(request: Request): Request {
  const { attention: _, ...rest } = request;
  return { ...rest, state: 'undoing' };
}

async function ask(
  request: Request,
  task: Task,
  attention: Pick<Attention, 'code' | 'why' | 'tries'>,
  course: Course,
): Promise<undefined> {
  const since = course.clock.now();
  const asked: Attention = { step: task.step.name, direction: task.direction, since, ...attention };
  const { times } = course.work(request);
  await course.journal.write({ ...request, attention: asked }, { is: 'asked', task }, since + times.giveUp);
}

/** What an error says of itself: service faults carry no secret; of others only the kind is told. */
function said(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : 'an unknown error';
}
