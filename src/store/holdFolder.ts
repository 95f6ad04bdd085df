import { accessSync, constants, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { StoreUnusable } from './storeUnusable';

/** Another process holds the folder of the embedded database. */
export class StoreBusy extends Error {
  constructor(folder: string) {
    super(
      `The folder ${folder} is in use by another process. Nothing was read or changed there. ` +
        'End the other process, or give this one another folder or a PostgreSQL server.',
    );
    this.name = 'StoreBusy';
  }
}

/** SQLite's result code for "the database file is locked". */
const sqliteBusy = 5;

function resultCode(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'errcode' in error ? error.errcode : undefined;
}

function cannotHold(folder: string, error: unknown): StoreUnusable {
  const { code, message } = error as NodeJS.ErrnoException;
  const why = code === undefined || code === 'ERR_SQLITE_ERROR' ? message : code;
  return new StoreUnusable(
    `The folder ${folder} cannot be written (${why}). Nothing was changed there. ` +
      'Let the user that runs the bot write there, make room, or name another folder.',
  );
}

/**
 * Makes the folder where it is missing and holds it for this process; returns what lets it go. Two processes on one
 * folder would overwrite each other's commits, and the embedded database has no lock of its own. The kernel ends the
 * hold when the process dies, however it dies. Throws `StoreBusy` at once where another holds it,
 * `StoreUnusable` where the folder cannot be made or written.
 */
export function holdFolder(folder: string): () => void {
  let lock: DatabaseSync | undefined;
  try {
    mkdirSync(folder, { recursive: true });
    // First of all, since the lock alone would not tell whether the database may be written.
    accessSync(folder, constants.W_OK | constants.X_OK);
    lock = new DatabaseSync(join(folder, 'lock.sqlite'));
    lock.exec('pragma locking_mode = exclusive; begin exclusive');
  } catch (error) {
    lock?.close();
    throw resultCode(error) === sqliteBusy ? new StoreBusy(folder) : cannotHold(folder, error);
  }
  const held = lock;
  return () => {
    held.close();
  };
}
