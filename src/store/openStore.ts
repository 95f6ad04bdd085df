import { sql } from 'kysely';
import { PgBoss } from 'pg-boss';
import type { Clock, Log } from '../ports';
import type { Store } from '../storePorts';
import { keepAudit } from './audit';
import { keepConversations } from './conversations';
import type { Engine } from './engine';
import { keepMessages } from './messages';
import { releaseAll } from './leases';
import { migrate } from './migrate';
import { openEmbedded } from './openEmbedded';
import { openServer } from './openServer';
import { makeQueues, runQueue } from './queue';
import { keepRequests } from './requests';
import { keepSlots } from './slots';
import { keepStepUps } from './stepUps';
import { wakeThrough } from './wake';

/** Where the store is, and what it needs. Exactly one of `databaseUrl` and `folder` is given. */
export interface StoreOptions {
  /** `postgres://…`: a PostgreSQL server. */
  readonly databaseUrl?: string;
  /** A folder for the embedded PostgreSQL; made where it is missing. */
  readonly folder?: string;
  readonly clock: Clock;
  readonly log: Log;
}

/** How long running work may go on at the end, ms. */
const lastWork = 1_000;

function startJobs(engine: Engine, log: Log): PgBoss {
  const boss = new PgBoss({
    ...engine.boss,
    useListenNotify: true,
    schedule: false,
    registerInstance: false,
    superviseIntervalSeconds: 5,
    monitorIntervalSeconds: 5,
  });
  boss.on('error', (error) => {
    log.error({ err: error }, 'The job queue reported an error; the sweep takes up what it left.');
  });
  boss.on('warning', ({ message }) => {
    log.warn({ warning: message }, 'The job queue warns.');
  });
  return boss;
}

/**
 * Opens the store and brings its schema up to date. Throws `StoreBusy` where another process holds the folder,
 * `StoreUnusable` where the folder or its database cannot be used, `SchemaTooNew` for a database of a later release, and the driver's error where the server does not answer; nothing
 * is left open then.
 */
export async function openStore({ databaseUrl, folder, clock, log }: StoreOptions): Promise<Store> {
  if ((databaseUrl === undefined) === (folder === undefined)) {
    throw new Error(
      'The store needs either the address of a database or a folder. Nothing was opened; give one.',
    );
  }
  const engine = databaseUrl === undefined ? await openEmbedded(folder ?? '') : openServer(databaseUrl, log);
  const { db } = engine;
  const boss = startJobs(engine, log);
  try {
    await engine.prepare(async () => {
      await migrate(db);
      await boss.start();
      await makeQueues(boss);
    });
  } catch (error) {
    await boss.stop({ graceful: false }).catch(() => undefined);
    await engine.close();
    throw error;
  }
  const wake = wakeThrough(boss);
  return {
    requests: keepRequests(db, clock, wake),
    messages: keepMessages(db, clock, wake),
    conversations: keepConversations(db),
    slots: keepSlots(db, clock, wake),
    audit: keepAudit(db, clock),
    stepUps: keepStepUps(db, clock),
    queue: runQueue(db, boss, clock, log, wake),
    healthy: () =>
      sql`select 1`.execute(db).then(
        () => true,
        () => false,
      ),
    lost: engine.lost,
    async close(holder) {
      await boss.stop({ graceful: true, timeout: lastWork });
      // What did not end in time is cut off with this process: others go on with it at once.
      if (holder !== undefined) await releaseAll(db, holder);
      await engine.close();
    },
  };
}
