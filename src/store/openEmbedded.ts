import { existsSync } from 'node:fs';
import { PGlite } from '@electric-sql/pglite';
import { createPgConfig } from '@electric-sql/pglite/node-postgres';
import { Kysely, PostgresDialect, sql } from 'kysely';
import { Pool } from 'pg';
import { fromPglite, type ConstructorOptions } from 'pg-boss';
import { DurableFiles } from './durableFiles';
import type { Engine } from './engine';
import { holdFolder } from './holdFolder';
import { checkRoom, prepareFolder } from './prepareFolder';
import { StoreUnusable } from './storeUnusable';
import type { Tables } from './tables';

/** The engine's own way to start, but with syncing on (no -F), by `fsync`, and with little memory and a small log. */
const startParams = [
  ...PGlite.defaultStartParams.filter((param) => param !== '-F'),
  ...['-c', 'wal_sync_method=fsync', '-c', 'shared_buffers=16MB'],
  ...['-c', 'min_wal_size=32MB', '-c', 'max_wal_size=64MB'],
];

/** How often the engine's log is cut, ms: alone in its process it never does so by itself. */
const cutLog = 10 * 60_000;

/** Tells when the engine has given itself up: it answers nothing any more after that. */
function noteEnd(pglite: PGlite): Promise<string> {
  const run = pglite.execProtocolStream.bind(pglite);
  return new Promise((resolve) => {
    pglite.execProtocolStream = async (...given) => {
      const said = await run(...given);
      for (const one of said) {
        const { severity } = one as { readonly severity?: string };
        if (one.name === 'error' && (severity === 'PANIC' || severity === 'FATAL')) {
          resolve(one instanceof Error ? one.message : severity);
        }
      }
      return said;
    };
  });
}

async function startEngine(database: string): Promise<PGlite> {
  try {
    return await PGlite.create({ fs: new DurableFiles(database), startParams });
  } catch (error) {
    const why = error instanceof Error ? error.message : 'it does not say why';
    throw new StoreUnusable(
      `The database in ${database} cannot be opened: ${why}. It was left as it is. See that the disk has room and ` +
        'that its files are whole and may be written; else put back a copy made while the bot was stopped.',
    );
  }
}

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
 * process and, as far as the disk keeps its word, a loss of power. Throws `StoreBusy` and `StoreUnusable`.
 */
export async function openEmbedded(folder: string): Promise<Engine> {
  // Before the lock, which needs room itself and would not say so.
  if (existsSync(folder)) checkRoom(folder);
  const letGo = holdFolder(folder);
  try {
    const { database, made } = await prepareFolder(folder);
    const pglite = await startEngine(database);
    await made();
    const ended = noteEnd(pglite);
    const pool = new Pool(Object.assign(createPgConfig(pglite), { max: 1, idleTimeoutMillis: 0 }));
    const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
    // What cannot be cut now (a full disk) is cut later.
    const cutting = setInterval(
      () => void sql`checkpoint`.execute(db).catch(() => undefined),
      cutLog,
    ).unref();
    return {
      db,
      lost: ended.then(
        (why) =>
          new StoreUnusable(
            `The database in ${folder} stopped: ${why}. What was acknowledged is stored. ` +
              'Make room on its disk and see that it can be written, then start again.',
          ),
      ),
      boss: { db: jobsThrough(pool, pglite), backend: 'pglite' },
      prepare: (work) => work(),
      async close() {
        clearInterval(cutting);
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
