import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Database } from './tables';

/** Any number, as long as it stays the same in all releases. */
const turn = 7_301_001;
const look = 100;
const patience = 60_000;

/**
 * Lets the instances that start at once on one server do `work` one after the other. `work` must use other
 * connections than the one that holds the turn. Gives up after 60 s. It polls, since a blocking wait holds back
 * statements of the one that is at work (`create index concurrently` waits for every older transaction).
 */
export async function takeTurns(db: Database, work: () => Promise<void>): Promise<void> {
  await db.connection().execute(async (held) => {
    const end = performance.now() + patience;
    for (;;) {
      const { rows } = await sql<{ mine: boolean }>`select pg_try_advisory_lock(${turn}) as mine`.execute(
        held,
      );
      if (rows[0]?.mine === true) break;
      if (performance.now() > end) {
        throw new Error(
          'Another instance has been preparing the database for a minute. Nothing was changed by this one; ' +
            'look at what the other does, then start again.',
        );
      }
      await pause(look);
    }
    try {
      await work();
    } finally {
      await sql`select pg_advisory_unlock(${turn})`.execute(held);
    }
  });
}
