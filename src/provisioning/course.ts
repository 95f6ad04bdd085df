import type { Evidence, Known } from '../domain/evidence';
import type { Request } from '../domain/request';
import { untouched, type StepName, type StepTrail, type Trail } from '../domain/trail';
import { stepNamed, strikeFrom } from './plan';
import type { Change, Step } from './step';

/** A change of a step that is to be worked on now. */
export interface Task {
  readonly step: Step;
  readonly direction: 'forward' | 'undo';
  readonly change: Change;
  readonly trail: Trail;
}

function trailOf(request: Request, name: StepName): StepTrail {
  return request.trails[name] ?? untouched;
}

/** The steps that have to be looked at on the way back, newest first: something was, or may have been, written for them. */
export function wayBack(request: Request): readonly StepName[] {
  return request.plan
    .filter((name) => trailOf(request, name).forward.tried === true && stepNamed(name).undo !== undefined)
    .reverse();
}

function isToUndo(request: Request, name: StepName): boolean {
  // A person gave up on undoing one that is left: it is named for them at the end.
  return request.failure?.left.includes(name) !== true && trailOf(request, name).undo.evidence === undefined;
}

/** What is to be worked on now: forward the first step without evidence, back the newest; nothing at the end. */
export function nextTask(request: Request): Task | undefined {
  const forward = request.state === 'provisioning';
  const name = forward
    ? request.plan.find((one) => trailOf(request, one).forward.evidence === undefined)
    : wayBack(request).find((one) => isToUndo(request, one));
  if (name === undefined) return undefined;
  const step = stepNamed(name);
  const trail = trailOf(request, name);
  if (forward) return { step, direction: 'forward', change: step.forward, trail: trail.forward };
  return step.undo && { step, direction: 'undo', change: step.undo, trail: trail.undo };
}

/** The request with one step's trail, forward or back, put in place of the old one. */
export function withTrail(request: Request, task: Pick<Task, 'step' | 'direction'>, trail: Trail): Request {
  const name = task.step.name;
  const trails = { ...request.trails, [name]: { ...trailOf(request, name), [task.direction]: trail } };
  return { ...request, trails };
}

/** Everything learned so far; struck evidence counts too, since what it speaks of may still be there. */
export function knownOf(request: Request): Known {
  const all: readonly Evidence[] = request.plan.flatMap((name) => {
    const { struck = [], evidence } = trailOf(request, name).forward;
    return evidence === undefined ? struck : [...struck, evidence];
  });
  return Object.assign({}, ...all.map((evidence) => evidence.known)) as Known;
}

/** Strikes the evidence from joining the group onward: it is done again, and still counts for undoing. */
export function strike(request: Request): Request {
  const from = request.plan.indexOf(strikeFrom);
  const trails = { ...request.trails };
  for (const name of request.plan.slice(from)) {
    const { forward, undo } = trailOf(request, name);
    const struck = [...(forward.struck ?? []), ...(forward.evidence === undefined ? [] : [forward.evidence])];
    const sentAt = forward.sent?.at ?? forward.sentAt;
    const kept = {
      ...(forward.tried === true ? { tried: true as const } : {}),
      ...(sentAt === undefined ? {} : { sentAt }),
    };
    trails[name] = { forward: { struck, ...kept }, undo };
  }
  return { ...request, trails, contradictions: request.contradictions + 1 };
}
