import type { FaultEffect } from '../../sandbox/cloud/faults';
import type { Point } from './points';

/** Faults of a call that pass by themselves, and what the sandbox does for each. */
export const callFaults: Readonly<Record<string, FaultEffect>> = {
  lostBefore: { kind: 'lostBefore' },
  lostAfter: { kind: 'lostAfter' },
  refused: { kind: 'refuse', milliseconds: 1_500 },
  hang: { kind: 'hang' },
  late: { kind: 'late', milliseconds: 6_000 },
  throttledFor: { kind: 'throttle', retryAfterSeconds: 1 },
  throttled: { kind: 'status', status: 429, code: 'TooManyRequests' },
  failing: { kind: 'status', status: 500, code: 'InternalServerError' },
  unavailable: { kind: 'status', status: 503, code: 'ServiceUnavailable' },
  notFound: { kind: 'status', status: 404, code: 'ResourceNotFound' },
  tokenRefused: { kind: 'tokenRefused' },
  page: { kind: 'page' },
};

/** Ends of the bot's process around a call or a commit. */
export const kills = ['killBefore', 'killAfter'] as const;
/** Ends of a connection to a database server around a commit. */
export const cuts = ['cutBefore', 'cutAfter'] as const;
/** A write that is refused for good, until somebody mends it. */
export const forGood = 'forGood';

/** A person presses Stop and clean up while the call is under way. */
export const stopped = 'stopped';

export const forGoodEffect: FaultEffect = {
  kind: 'status',
  status: 403,
  code: 'Authorization_RequestDenied',
};

/** Whether there is such a fault. */
export function isFault(name: string): boolean {
  return [...kills, ...cuts, ...Object.keys(callFaults), forGood, stopped].includes(name);
}

/** Whether the bot's process ends by it. */
export function isKill(fault: string): boolean {
  return (kills as readonly string[]).includes(fault);
}

/** Whether the point is a commit. */
export function isCommit({ name }: Pick<Point, 'name'>): boolean {
  return name.startsWith('commit ');
}

/** The faults that make sense at a point. */
export function faultsAt(point: Point, store: 'embedded' | 'server'): readonly string[] {
  if (isCommit(point)) return store === 'server' ? [...kills, ...cuts] : kills;
  const [, method = '', service = ''] = /^(?:undo )?\S+ ([A-Z]+) (\S+)/.exec(point.name) ?? [];
  const all = [...kills, ...Object.keys(callFaults)];
  // In Teams a 404 means that the chat is gone, and what it answers for good belongs to other tests.
  if (service === 'Teams')
    return all.filter((fault) => !['notFound', 'tokenRefused', 'page', 'late'].includes(fault));
  // A vault has no replicas that lag, and a read that comes late changes nothing.
  const here = all.filter(
    (fault) => !(fault === 'notFound' && service === 'Key') && !(fault === 'late' && method === 'GET'),
  );
  return method !== 'GET' && point.nth === 1 && !/^(beside|tell) /.test(point.name)
    ? [...here, forGood]
    : here;
}
