import { closeSync, existsSync, fsyncSync, openSync, readdirSync, rmSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
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
  readonly made: () => void;
}

function checkRoom(folder: string, needed: number): void {
  const { bavail, bsize } = statfsSync(folder);
  if (bavail * bsize >= needed) return;
  const megabytes = (bytes: number): string => `${String(Math.floor(bytes / 2 ** 20))} MB`;
  throw new StoreUnusable(
    `The disk of the folder ${folder} is full: ${megabytes(bavail * bsize)} are left, ${megabytes(needed)} are ` +
      'needed to start. Nothing was changed, and what was stored is still there. Make room, then start again.',
  );
}

function syncPath(path: string): void {
  const file = openSync(path, 'r');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Hands a folder and all below it to the disk. */
function syncAll(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) syncAll(path);
    else if (entry.isFile()) syncPath(path);
  }
  syncPath(folder);
}

/**
 * Prepares a folder that this process holds. A database whose making was cut short is made anew: nothing was stored
 * in it yet, since the mark beside it is taken away before the first commit. Throws `StoreUnusable` where the disk is
 * full.
 */
export function prepareFolder(folder: string): PreparedFolder {
  const database = join(folder, 'database');
  const mark = join(folder, 'database.being-made');
  const isNew = existsSync(mark) || !existsSync(database);
  checkRoom(folder, isNew ? leastRoom + newDatabase : leastRoom);
  // Nobody else can be at work here: it is what an engine left that was killed, and one cut short stops every start.
  rmSync(join(database, 'postmaster.pid'), { force: true });
  if (!isNew) return { database, made: () => undefined };
  closeSync(openSync(mark, 'w'));
  syncPath(folder);
  rmSync(database, { recursive: true, force: true });
  return {
    database,
    made: () => {
      syncAll(database);
      rmSync(mark);
      syncPath(folder);
    },
  };
}
