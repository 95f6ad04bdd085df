import { fromKysely, type PgBoss } from 'pg-boss';
import type { Tx } from './tables';

/** The two kinds of work: a request is to be advanced, messages about a subject are to be delivered. */
export type WorkName = 'advance' | 'deliver';

/** What a job carries: the id of the request, or the subject. */
export interface JobKey {
  readonly key: string;
}

/**
 * Puts a job there, or moves the one that waits already, to start `delay` ms from now. Within `tx` where one is
 * given: then the job exists only once that is committed.
 */
export type Wake = (work: WorkName, key: string, delay: number, tx?: Tx) => Promise<void>;

/** Wakes work through pg-boss. Sent by upsert, since a plain send behind a delayed job is lost. */
export function wakeThrough(boss: PgBoss): Wake {
  return async (work, key, delay, tx) => {
    await boss.upsert(work, { key } satisfies JobKey, {
      singletonKey: key,
      startAfter: Math.max(0, delay) / 1000,
      ...(tx === undefined ? {} : { db: fromKysely(tx) }),
    });
  };
}

/** The subject of messages about a request. */
export function requestSubject(requestId: string): string {
  return `request:${requestId}`;
}
