// Opens a store and is killed by itself at a moment that is named: `open <folder> <file>` as the engine opens that
// file to write it, `migrate <folder or address>` in the middle of a migration.
import fs from 'node:fs';
import path from 'node:path';
import { sql } from 'kysely';
import { migrate, migrations, type Migration } from '../../../src/store/migrate';
import { openEmbedded } from '../../../src/store/openEmbedded';
import { openServer } from '../../../src/store/openServer';
import { openTestStore, quiet } from './openTestStore';

function die(): never {
  process.kill(process.pid, 'SIGKILL');
  for (;;);
}

function dieAtFile(name: string): void {
  const open = fs.openSync;
  fs.openSync = (file, ...rest) => {
    const opened = open(file, ...rest);
    const [flags] = rest;
    const writes = typeof flags === 'number' && (flags & (fs.constants.O_WRONLY | fs.constants.O_RDWR)) !== 0;
    if (writes && path.basename(String(file)) === name) die();
    return opened;
  };
}

const half: Migration = {
  version: Math.max(...migrations.map(({ version }) => version)) + 1,
  async up(tx) {
    await sql`create table half (word text)`.execute(tx);
    await sql`insert into half values ('first')`.execute(tx);
    die();
  },
};

async function run([what = '', where = '', file = '']: readonly string[]): Promise<void> {
  if (what === 'open') {
    dieAtFile(file);
    await openTestStore({ folder: where });
    return;
  }
  const engine = where.startsWith('postgres') ? openServer(where, quiet) : await openEmbedded(where);
  await engine.prepare(() => migrate(engine.db, [...migrations, half]));
}

void run(process.argv.slice(2));
