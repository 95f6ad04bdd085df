import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { createPgConfig } from '@electric-sql/pglite/node-postgres';
import { Kysely, PostgresDialect } from 'kysely';
import { Pool } from 'pg';
import { fromPglite, type ConstructorOptions } from 'pg-boss';
import { DurableFiles } from './durableFiles';
import type { Engine } from './engine';
import { holdFolder } from './holdFolder';
import type { Tables } from './tables';

/** The engine's own way to start, but with syncing on (no -F), by `fsync`, and with little memory. */
const startParams = [
  ...PGlite.defaultStartParams.filter((param) => param !== '-F'),
  ...['-c', 'wal_sync_method=fsync', '-c', 'shared_buffers=16MB'],
];

/**
 * pg-boss over the one connection there is: it waits its turn in the same pool as everybody else, or it would see,
 * and be part of, transactions that are not its own.
 */
function jobsThrough(pool: Pool, pglite: PGlite): NonNullable<ConstructorOptions['db']> {
  const { listen } = fromPglite(pglite) as {
    readonly listen?: NonNullable<ConstructorOptions['db']>['listen'];
  };
  return {
    async executeSql(text, values) {
      const client = await pool.connect();
      try {
        const answers = [await client.query<Record<string, unknown>>(text, values)].flat();
        return { rows: answers.flatMap((answer) => answer.rows) };
      } catch (error) {
        await client.query('rollback');
        throw error;
      } finally {
        client.release();
      }
    },
    ...(listen === undefined ? {} : { listen }),
  };
}

/**
 * PostgreSQL within this process, in a folder on disk; one process at a time. A commit survives the end of the
 * process and, as far as the disk keeps its word, a loss of power. Throws `StoreBusy`.
 */
export async function openEmbedded(folder: string): Promise<Engine> {
  const letGo = holdFolder(folder);
  try {
    const files = new DurableFiles(join(folder, 'database'));
    const pglite = await PGlite.create({ fs: files, startParams });
    const pool = new Pool(Object.assign(createPgConfig(pglite), { max: 1, idleTimeoutMillis: 0 }));
    const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
    return {
      db,
      boss: { db: jobsThrough(pool, pglite), backend: 'pglite' },
      prepare: (work) => work(),
      async close() {
        await db.destroy();
        await pglite.close();
        letGo();
      },
    };
  } catch (error) {
    letGo();
    throw error;
  }
}
