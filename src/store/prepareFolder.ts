import { existsSync, readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { StoreUnusable } from './storeUnusable';

/** What the engine needs to start: to repeat what its log holds it writes new segments of 16 MB. In bytes. */
const leastRoom = 64 * 2 ** 20;
/** What a new database takes besides. */
const newDatabase = 64 * 2 ** 20;

/** A folder of the embedded database that is ready to be opened. */
export interface PreparedFolder {
  /** Where the database is. */
  readonly database: string;
  /** Has the disk keep a database that was just made, and says that it is whole. To be called before the first commit. */
  readonly made: () => Promise<void>;
}

/** Throws `StoreUnusable` where the disk of that folder, which is there, has less room than is needed (bytes). */
export function checkRoom(folder: string, needed = leastRoom): void {
  const { bavail, bsize } = statfsSync(folder);
  if (bavail * bsize >= needed) return;
  const megabytes = (bytes: number): string => `${String(Math.floor(bytes / 2 ** 20))} MB`;
  throw new StoreUnusable(
    `The disk of the folder ${folder} is full: ${megabytes(bavail * bsize)} are left, ${megabytes(needed)} are ` +
      'needed to start. Nothing was changed, and what was stored is still there. Make room, then start again.',
  );
}

async function syncPath(path: string): Promise<void> {
  const file = await open(path, 'r');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

/** The databases that new ones are copied from: nobody opens them here, and they are most of the files. */
const templates = [join('base', '1'), join('base', '4')];

/** Hands a database to the disk, all at once, since the disk takes many files in about the time of one. */
async function syncDatabase(database: string): Promise<void> {
  const entries = readdirSync(database, { withFileTypes: true, recursive: true });
  const paths = entries
    .filter((entry) => entry.isFile() || entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !templates.some((template) => path.includes(join(database, template) + sep)));
  await Promise.all([database, ...paths].map(syncPath));
}

/**
 * Prepares a folder that this process holds. A database whose making was cut short is made anew: nothing was stored
 * in it yet, since the mark beside it is taken away before the first commit. Throws `StoreUnusable` where the disk is
 * full.
 */
export async function prepareFolder(folder: string): Promise<PreparedFolder> {
  const database = join(folder, 'database');
  const mark = join(folder, 'database.being-made');
  const isNew = existsSync(mark) || !existsSync(database);
  if (isNew) checkRoom(folder, leastRoom + newDatabase);
  // Nobody else can be at work here: it is what an engine left that was killed, and one cut short stops every start.
  rmSync(join(database, 'postmaster.pid'), { force: true });
  if (!isNew) return { database, made: () => Promise.resolve() };
  writeFileSync(mark, '');
  await syncPath(folder);
  rmSync(database, { recursive: true, force: true });
  return {
    database,
    made: async () => {
      await syncDatabase(database);
      rmSync(mark);
      await syncPath(folder);
    },
  };
}
