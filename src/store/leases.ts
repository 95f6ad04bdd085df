import { sql } from 'kysely';
import type { Duration } from '../domain/time';
import type { Claim } from '../storePorts';
import { toRequest } from './requestRow';
import type { Database } from './tables';

/** The part of a lease that is left unused, so that a last write ends before somebody else may begin. */
const margin = 0.1;

/**
 * Claims a request for `lease` ms by the database's clock, if nobody holds it or the time of who held it is over.
 * The deadline counts from before the question was sent: it can only be earlier than the database's.
 */
export async function claimRequest(
  db: Database,
  id: string,
  holder: string,
  lease: Duration,
): Promise<Claim | undefined> {
  const asked = performance.now();
  const row = await db
    .updateTable('requests')
    .set({
      lease_holder: holder,
      lease_until: sql<Date>`clock_timestamp() + make_interval(secs => ${lease / 1000}::double precision)`,
    })
    .where('id', '=', id)
    .where((of) =>
      of.or([of('lease_until', 'is', null), of('lease_until', '<=', sql<Date>`clock_timestamp()`)]),
    )
    .returning(['body', 'number', 'row_version'])
    .executeTakeFirst();
  return row && { request: toRequest(row), deadline: asked + lease * (1 - margin) };
}

/** Lets a request go, if this holder still has it. */
export async function releaseRequest(db: Database, id: string, holder: string): Promise<void> {
  await db
    .updateTable('requests')
    .set({ lease_holder: null, lease_until: null })
    .where('id', '=', id)
    .where('lease_holder', '=', holder)
    .execute();
}

/** Lets go of all that this worker holds, by whichever turn of its: their names begin with its own and a slash. */
export async function releaseAll(db: Database, worker: string): Promise<void> {
  await db
    .updateTable('requests')
    .set({ lease_holder: null, lease_until: null })
    .where(sql<boolean>`starts_with(lease_holder, ${`${worker}/`})`)
    .execute();
}
