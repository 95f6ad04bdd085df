import { sql } from 'kysely';
import type { PgBoss } from 'pg-boss';
import type { Clock, Log } from '../ports';
import type { Queue } from '../storePorts';
import type { Database } from './tables';
import type { JobKey, Wake, WorkName } from './wake';

/** At most so many of each kind are woken by one sweep; the next one takes the rest. */
const batch = 500;
/** How many jobs of each kind one instance works on at a time. */
const hands = 4;
/** Work that is to start later is noticed by looking: each hand looks every 2 s; new work is told at once. */
const looks = { pollingIntervalSeconds: 2, notifyPollingIntervalSeconds: 2 };

/** Makes the queues where they are missing, and has pg-boss know them before the first transaction needs them. */
export async function makeQueues(boss: PgBoss): Promise<void> {
  for (const name of ['advance', 'deliver'] satisfies WorkName[]) {
    await boss.createQueue(name, {
      // One job waiting and one at work for each key: two instances never work on the same request by two jobs.
      policy: 'stately',
      // The sweep wakes what is due: pg-boss repeats nothing by itself.
      retryLimit: 0,
      // The shortest pg-boss takes: so soon is a dead worker noticed.
      heartbeatSeconds: 10,
      deleteAfterSeconds: 3600,
      notify: true,
    });
    await boss.getQueue(name);
  }
}

async function dueRequests(db: Database, now: number): Promise<string[]> {
  const rows = await db
    .selectFrom('requests')
    .select('id')
    .where('due_at', '<=', String(now))
    .where((of) =>
      of.or([of('lease_until', 'is', null), of('lease_until', '<=', sql<Date>`clock_timestamp()`)]),
    )
    .orderBy('due_at')
    .limit(batch)
    .execute();
  return rows.map((row) => row.id);
}

async function dueSubjects(db: Database, now: number): Promise<string[]> {
  const rows = await db
    .selectFrom('messages')
    .select('subject')
    .where('pending', '=', true)
    .where('due_at', '<=', String(now))
    .groupBy('subject')
    .orderBy((of) => of.fn.min('due_at'))
    .limit(batch)
    .execute();
  return rows.map((row) => row.subject);
}

/** What was sent and still shows what it shall needs no look any more, unless something changed since `begun`. */
async function settle(db: Database, subject: string, begun: number): Promise<void> {
  await db
    .updateTable('messages')
    .set({ pending: false })
    .where('subject', '=', subject)
    .where('state', '=', 'sent')
    .where('pending', '=', true)
    .where('due_at', '<', String(begun))
    .execute();
}

/** The version of the request that the messages are about; nothing for notices. */
async function versionOf(db: Database, subject: string): Promise<number | undefined> {
  if (!subject.startsWith('request:')) return undefined;
  const id = subject.slice('request:'.length);
  const row = await db.selectFrom('requests').select('row_version').where('id', '=', id).executeTakeFirst();
  return row?.row_version;
}

/**
 * Owes a look at what was sent: it may show what was so before the request changed, written over a newer card by a
 * process that stood still meanwhile.
 */
async function owesLook(db: Database, subject: string, now: number): Promise<void> {
  const sent = db.updateTable('messages').where('subject', '=', subject).where('state', '=', 'sent');
  await sent.where('pending', '=', false).set({ pending: true, due_at: now }).execute();
}

/** Wakes work by jobs of pg-boss. A worker that throws is logged; what it left is due still and swept again. */
export function runQueue(db: Database, boss: PgBoss, clock: Clock, log: Log, wake: Wake): Queue {
  async function takeOn(name: WorkName, worker: (key: string) => Promise<void>): Promise<void> {
    const hand: { id?: string } = {};
    hand.id = await boss.work<JobKey>(name, looks, async (jobs) => {
      for (const { data } of jobs) {
        try {
          await worker(data.key);
        } catch (error) {
          log.error(
            { queue: name, key: data.key, err: error },
            'Work failed; it is taken up again by the sweep.',
          );
          throw error;
        } finally {
          // Looks for the next job at once: one may have waited for this to end, and nobody would tell of it.
          if (hand.id !== undefined) boss.notifyWorker(hand.id);
        }
      }
    });
  }

  return {
    async work({ advance, deliver }) {
      const deliverAndSettle = async (subject: string): Promise<void> => {
        const begun = clock.now();
        const version = await versionOf(db, subject);
        await deliver(subject);
        await settle(db, subject, begun);
        if ((await versionOf(db, subject)) === version) return;
        await owesLook(db, subject, clock.now());
        await wake('deliver', subject, 0);
      };
      for (let hand = 0; hand < hands; hand++) {
        await takeOn('advance', advance);
        await takeOn('deliver', deliverAndSettle);
      }
    },

    async sweep() {
      const now = clock.now();
      for (const id of await dueRequests(db, now)) await wake('advance', id, 0);
      for (const subject of await dueSubjects(db, now)) await wake('deliver', subject, 0);
    },
  };
}
