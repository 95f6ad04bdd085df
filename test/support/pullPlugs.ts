import { setTimeout as wait } from 'node:timers/promises';
import { runSql } from '../store/support/startPostgres';
import type { Instances } from './startInstances';

/** Trouble that can come: an instance dies or stands still, the database dies, connections are cut. */
export type Plug = 'kill' | 'freeze' | 'database' | 'connections';

/** How much work was taken over, and what was not in time. */
export interface Pulled {
  readonly takenOver: number;
  readonly late: readonly string[];
}

/** A random number from 0 to 1 (without 1), the same for the same seed each time (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Within this time somebody else has to hold what a dead instance held, ms. */
const takeOver = 30_000;

interface Lease {
  readonly id: string;
  readonly holder: string;
}

async function leases(databaseUrl: string): Promise<readonly Lease[]> {
  const rows = await runSql(databaseUrl, 'select id, lease_holder from requests where lease_until > now()');
  return rows.map((row) => ({ id: String(row['id']), holder: String(row['lease_holder']) }));
}

/** Which process holds a lease. */
function processOf({ holder }: Lease): string {
  return holder.split('/')[0] ?? '';
}

/**
 * Watches what was held when one instance went away until none of it is held by whoever held it then, and notes what is
 * so still after 30 s. Ends earlier where nobody holds anything any more.
 */
async function watch(databaseUrl: string, held: readonly Lease[]): Promise<Pulled> {
  const end = performance.now() + takeOver;
  const open = new Map(held.map((lease) => [lease.id, lease]));
  let takenOver = 0;
  while (open.size > 0 && performance.now() < end) {
    const ids = [...open.keys()].map((id) => `'${id}'`).join();
    const rows = await runSql(databaseUrl, `select id, lease_holder from requests where id in (${ids})`);
    for (const row of rows) {
      const lease = open.get(String(row['id']));
      if (lease === undefined || row['lease_holder'] === lease.holder) continue;
      const holder = row['lease_holder'];
      if (typeof holder === 'string' && processOf({ ...lease, holder }) !== processOf(lease)) takenOver += 1;
      open.delete(lease.id);
    }
    await wait(100);
  }
  return { takenOver, late: [...open.keys()] };
}

/** Pulls one plug and puts it back. `frozen` is how long an instance stands still, ms. */
export async function pull(
  plug: Plug,
  instances: Instances,
  random: () => number,
  frozen: number,
): Promise<Pulled> {
  const { bots, server, databaseUrl } = instances;
  const bot = bots[Math.floor(random() * bots.length)];
  if (bot === undefined) throw new Error('There is no instance.');
  const none = { takenOver: 0, late: [] };
  switch (plug) {
    case 'kill': {
      await bot.kill();
      const watched = watch(databaseUrl, await leases(databaseUrl));
      await wait(1_000 + random() * 4_000);
      await bot.restart();
      return watched;
    }
    case 'freeze': {
      const pid = bot.pid();
      if (pid === undefined) throw new Error(`An instance ended by itself: ${bot.logFile}.`);
      process.kill(pid, 'SIGSTOP');
      const watched = watch(databaseUrl, await leases(databaseUrl));
      await wait(frozen);
      process.kill(pid, 'SIGCONT');
      return watched;
    }
    case 'database':
      await server.kill();
      await wait(500 + random() * 3_000);
      await server.startAgain();
      return none;
    case 'connections':
      await cutConnections(databaseUrl);
      return none;
  }
}

/** Ends every connection to the database but the one that asks. */
async function cutConnections(databaseUrl: string): Promise<void> {
  await runSql(
    databaseUrl,
    'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
  );
}
