import type { MetCall } from '../../sandbox/cloud/faults';
import { isFault } from './faultKinds';

/** The way a request is on when a point is met. */
export type Way = 'forward' | 'back';

/** A place where trouble can strike: a call or a commit, told apart by what it does and by how often it was met before. */
export interface Point {
  readonly way: Way;
  /** `lendLicence POST Graph /v1.0/users/{}/assignLicense`, or `commit requests recorded lendLicence`. */
  readonly name: string;
  /** Counts from 1 within the way. */
  readonly nth: number;
}

/** What went wrong on purpose. */
export interface PlannedFault {
  readonly point: Point;
  readonly fault: string;
}

/** One experiment: a request, and what strikes it. One fault for a cell of the matrix, several for a storm. */
export interface Cell {
  readonly way: Way;
  readonly faults: readonly PlannedFault[];
}

/** The name of a call's point: step, method, service and path, with what differs from request to request replaced. */
export function callName(call: MetCall, account: string): string {
  const path = decodeURIComponent(call.address.split('?')[0] ?? '')
    .replace(/^[^/]*/, '')
    .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/gi, '{}')
    .replace(/'[^']*'/g, '{}')
    .replace(/\/conversations\/[^/]+/, '/conversations/{}')
    .replace(/\/activities\/[^/]+/, '/activities/{}')
    .replace(/[0-9a-f]{32}/g, '{}')
    .replaceAll(account, '{}');
  return `${call.step ?? (call.service === 'Teams' ? 'tell' : 'beside')} ${call.method} ${call.service} ${path}`;
}

/** The id by which a cell is asked for again: it holds everything, so that it means the same on any machine. */
export function cellId({ way, faults }: Cell): string {
  const texts = faults.map(({ point, fault }) => {
    const from = point.way === way ? '' : `${point.way}: `;
    return `${from}${point.name}#${String(point.nth)}@${fault}`;
  });
  return [way, ...texts].join(' | ');
}

/** The cell of that id. Throws for a text that is none, and for a fault that there is not. */
export function readCell(id: string): Cell {
  const [way, ...rest] = id.split(' | ');
  if (way !== 'forward' && way !== 'back') throw new Error(`No cell begins so: ${id}`);
  const faults = rest.map((text): PlannedFault => {
    const [, from, name, nth, fault] = /^(?:(forward|back): )?(.+)#(\d+)@(\w+)$/.exec(text) ?? [];
    if (name === undefined || fault === undefined) throw new Error(`This names no point and fault: ${text}`);
    if (!isFault(fault)) throw new Error(`There is no fault ${fault}: ${text}`);
    return { point: { way: (from as Way | undefined) ?? way, name, nth: Number(nth) }, fault };
  });
  return { way, faults };
}

/** Counts points as they are met. */
export class PointCounter {
  private readonly seen = new Map<string, number>();
  readonly met: Point[] = [];

  /** The point that this is. */
  count(way: Way, name: string): Point {
    const key = `${way} ${name}`;
    const nth = (this.seen.get(key) ?? 0) + 1;
    this.seen.set(key, nth);
    const point = { way, name, nth };
    this.met.push(point);
    return point;
  }
}

/** Whether both are the same point. */
export function samePoint(one: Point, other: Point): boolean {
  return one.way === other.way && one.name === other.name && one.nth === other.nth;
}
