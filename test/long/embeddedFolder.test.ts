import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { freePort } from '../../sandbox/freePort';
import { writePolicy } from '../../sandbox/policy';
import { contoso } from '../../sandbox/world/contoso';
import { contosoTenantId } from '../../sandbox/world/contosoIds';
import { migrate, migrations } from '../../src/store/migrate';
import { openEmbedded } from '../../src/store/openEmbedded';
import { openServer } from '../../src/store/openServer';
import { openTestStore, quiet } from '../store/support/openTestStore';
import { sampleRequest } from '../store/support/sampleRequest';
import { startPostgres } from '../store/support/startPostgres';

const support = path.join(__dirname, '..', 'store', 'support');
const root = path.join(__dirname, '..', '..');
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'countersign-folder-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const none = (): { audit: []; messages: [] } => ({ audit: [], messages: [] });

/** Makes a request in the store of that folder and closes it; its id. */
async function stored(where: string): Promise<string> {
  const { store } = await openTestStore({ folder: where });
  const request = sampleRequest();
  await store.requests.create(request, none, () => undefined);
  await store.close();
  return request.id;
}

async function idsIn(where: string): Promise<readonly string[]> {
  const { store } = await openTestStore({ folder: where });
  const ids = (await store.requests.open()).map(({ id }) => id);
  await store.close();
  return ids;
}

/** Runs the opener that is killed at the moment named; the signal that ended it. */
async function killed(...moment: readonly string[]): Promise<NodeJS.Signals | null> {
  const args = ['-r', path.join(support, 'typescript.cjs'), path.join(support, 'killedOpener.ts'), ...moment];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] });
  const [, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
  return signal;
}

describe('killed without a word', () => {
  it.each(['PG_VERSION', 'pg_hba.conf', 'postmaster.pid', 'pg_control'])(
    'while the database is made, as it writes %s: the next start makes it anew',
    async (file) => {
      expect(await killed('open', folder, file)).toBe('SIGKILL');
      const id = await stored(folder);
      expect(await idsIn(folder)).toEqual([id]);
    },
    120_000,
  );

  it('as it begins to open a database: the next start has all that was stored', async () => {
    const id = await stored(folder);
    expect(await killed('open', folder, 'postmaster.pid')).toBe('SIGKILL');
    expect(await idsIn(folder)).toEqual([id]);
  }, 120_000);

  const migratedOnce = async (where: string): Promise<void> => {
    const isServer = where.startsWith('postgres');
    const engine = isServer ? openServer(where, quiet) : await openEmbedded(where);
    const version = Math.max(...migrations.map((one) => one.version)) + 1;
    const whole = {
      version,
      up: async (tx: Parameters<(typeof migrations)[0]['up']>[0]) => {
        await sql`create table half (word text)`.execute(tx);
      },
    };
    try {
      await engine.prepare(() => migrate(engine.db, [...migrations, whole]));
      const { rows } = await sql`select * from half`.execute(engine.db);
      expect(rows).toEqual([]);
      const last = await sql<{
        version: number;
      }>`select max(version) as version from schema_versions`.execute(engine.db);
      expect(last.rows).toEqual([{ version }]);
    } finally {
      await engine.close();
    }
  };

  it('in the middle of a migration, in a folder: it is undone, and made as a whole by the next start', async () => {
    const id = await stored(folder);
    expect(await killed('migrate', folder)).toBe('SIGKILL');
    expect(await idsIn(folder)).toEqual([id]);
    await migratedOnce(folder);
  }, 120_000);

  it('in the middle of a migration, on a server: it is undone, and made as a whole by the next start', async () => {
    const server = await startPostgres();
    try {
      const databaseUrl = await server.freshDatabase();
      expect(await killed('migrate', databaseUrl)).toBe('SIGKILL');
      await migratedOnce(databaseUrl);
    } finally {
      await server.stop();
    }
  }, 120_000);
});

/** What whoever starts the bot reads, with the code it ended with; nobody where it runs on. */
interface Started {
  readonly child: ChildProcess;
  readonly said: () => string;
  readonly ended: Promise<number | null>;
}

async function startMain(data: string, user?: number): Promise<Started> {
  const policyFile = path.join(folder, 'policy.yaml');
  writePolicy(policyFile, contoso());
  chmodSync(folder, 0o755);
  const env = {
    ...{ PATH: process.env['PATH'], PORT: String(await freePort(0)), APP_TYPE: 'SingleTenant' },
    ...{ AZURE_TENANT_ID: contosoTenantId, AZURE_CLIENT_ID: contosoTenantId, AZURE_CLIENT_SECRET: 'x' },
    ...{ POLICY_FILE: policyFile, DATA_FOLDER: data },
  };
  const as = user === undefined ? {} : { uid: user, gid: user };
  const main = path.join(root, 'dist', 'src', 'main.js');
  const child = spawn(process.execPath, [main], { env, ...as, stdio: ['ignore', 'pipe', 'pipe'] });
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (part: string) => (text += part));
  child.stderr.setEncoding('utf8').on('data', (part: string) => (text += part));
  return { child, said: () => text, ended: once(child, 'close').then(([code]) => code as number | null) };
}

/** Waits until it listens. */
async function listens({ said, child }: Started): Promise<void> {
  while (!said().includes('The bot listens')) {
    if (child.exitCode !== null) throw new Error(said());
    await pause(50);
  }
}

describe('what the operator reads', () => {
  it('of a second process on the folder: who holds it, that nothing was changed, what to do; and nothing of it stays', async () => {
    const data = path.join(folder, 'data');
    const first = await startMain(data);
    try {
      await listens(first);
      const second = await startMain(data);
      expect(await second.ended).toBe(1);
      expect(second.said()).toBe(
        `The bot cannot start:\n- The folder ${data} is in use by another process. Nothing was read or changed ` +
          'there. End the other process, or give this one another folder or a PostgreSQL server.\n',
      );
    } finally {
      first.child.kill('SIGKILL');
      await first.ended;
    }
    // What a killed process leaves behind holds nobody up, whatever has its process id now.
    const next = await startMain(data);
    await listens(next);
    next.child.kill('SIGTERM');
    expect(await next.ended).toBe(0);
  }, 120_000);

  it('of a folder that may not be written', async () => {
    const data = path.join(folder, 'data');
    mkdirSync(data);
    chmodSync(data, 0o555);
    // Whoever is root may write everywhere, so it is started as somebody else.
    const started = await startMain(data, process.getuid?.() === 0 ? 65_534 : undefined);
    expect(await started.ended).toBe(1);
    expect(started.said()).toContain(
      `The folder ${data} cannot be written (EACCES). Nothing was changed there.`,
    );
  }, 60_000);

  it('of a database of a later release', async () => {
    const data = path.join(folder, 'data');
    const id = await stored(data);
    const engine = await openEmbedded(data);
    await sql`insert into schema_versions (version) values (99)`.execute(engine.db);
    await engine.close();
    const started = await startMain(data);
    expect(await started.ended).toBe(1);
    expect(started.said()).toMatch(
      /The database has schema 99, this release knows up to \d+\. Nothing was changed\./,
    );
    const again = await openEmbedded(data);
    await sql`delete from schema_versions where version = 99`.execute(again.db);
    await again.close();
    expect(await idsIn(data)).toEqual([id]);
  }, 120_000);

  const withLimits = spawnSync('prlimit', ['--version']).status === 0 ? it : it.skip;
  withLimits(
    'of a disk that takes no more while it runs: it ends, and the next start has everything',
    async () => {
      const data = path.join(folder, 'data');
      const id = await stored(data);
      const started = await startMain(data);
      await listens(started);
      // No file may be written beyond this length: to the engine as a disk that does not take its log.
      spawnSync('prlimit', ['--pid', String(started.child.pid), '--fsize=100000:']);
      expect(await started.ended).toBe(1);
      expect(started.said()).toContain(`The database in ${data} stopped: `);
      expect(started.said()).toContain(
        'Make room on its disk and see that it can be written, then start again.',
      );
      expect(await idsIn(data)).toEqual([id]);
    },
    120_000,
  );
});

/** A small file system of its own, where this user may mount one. */
const canMount = ((): boolean => {
  const place = mkdtempSync(path.join(tmpdir(), 'countersign-mount-'));
  const isMounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'none', place]).status === 0;
  if (isMounted) spawnSync('umount', [place]);
  rmSync(place, { recursive: true, force: true });
  return isMounted;
})();

(canMount ? describe : describe.skip)('a disk that is full', () => {
  beforeEach(() => {
    spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=200m', 'none', folder]);
  });
  afterEach(() => {
    spawnSync('umount', ['-l', folder]);
  });
  const filler = (): string => path.join(folder, 'filler');
  const fill = (): void => {
    spawnSync('dd', ['if=/dev/zero', `of=${filler()}`, 'bs=4k']);
  };

  it('refuses the write and nothing that was acknowledged; once there is room it goes on', async () => {
    const data = path.join(folder, 'data');
    const { store } = await openTestStore({ folder: data });
    const acknowledged: string[] = [];
    const make = async (): Promise<void> => {
      const request = sampleRequest();
      await store.requests.create(request, none, () => undefined);
      acknowledged.push(request.id);
    };
    try {
      await make();
      fill();
      const filling = async (): Promise<never> => {
        for (;;) await make();
      };
      await expect(filling()).rejects.toThrow('No space left on device');
      expect(await store.healthy()).toBe(true);
      rmSync(filler());
      await make();
      const open = (await store.requests.open()).map(({ id }) => id);
      expect([...open].sort()).toEqual([...acknowledged].sort());
    } finally {
      await store.close();
    }
  }, 120_000);

  it('is told before anything is opened', async () => {
    const data = path.join(folder, 'data');
    const id = await stored(data);
    fill();
    const start = openTestStore({ folder: data });
    await expect(start).rejects.toThrow(
      /is full: 0 MB are left, 64 MB are needed to start\. Nothing was changed/,
    );
    rmSync(filler());
    writeFileSync(filler(), 'x');
    expect(await idsIn(data)).toEqual([id]);
  }, 120_000);
});
