import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

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

/**
 * Makes the folder where it is missing and holds it for this process; returns what lets it go. Two processes on one
 * folder would overwrite each other's commits, and the embedded database has no lock of its own. The kernel ends the
 * hold when the process dies, however it dies. Throws `StoreBusy` at once where another holds it.
 */
export function holdFolder(folder: string): () => void {
  mkdirSync(folder, { recursive: true });
  const lock = new DatabaseSync(join(folder, 'lock.sqlite'));
  try {
    lock.exec('pragma locking_mode = exclusive; begin exclusive');
  } catch (error) {
    lock.close();
    if (resultCode(error) === sqliteBusy) throw new StoreBusy(folder);
    throw error;
  }
  return () => {
    lock.close();
  };
}
