import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { StartProblem } from './startProblem';

const marker = 'countersign-sandbox.txt';
const lockFile = 'lock.db';

/** A folder that this process alone uses until it closes it. */
export interface OwnFolder {
  readonly path: string;
  /** Lets others use it. */
  close(): void;
}

/**
 * Takes the folder for this process, making it where it is missing (the one around it has to be there); with `fresh` what was kept there is deleted.
 * Throws `StartProblem` when it cannot be written, is used by another start, or holds what the sandbox did not make:
 * nothing is deleted then.
 */
export function takeFolder(folder: string, fresh: boolean): OwnFolder {
  prepare(folder);
  const lock = lockIn(folder);
  if (fresh) {
    const kept = readdirSync(folder).filter((name) => name !== marker && !name.startsWith(lockFile));
    for (const name of kept) rmSync(path.join(folder, name), { recursive: true, force: true });
  }
  return {
    path: folder,
    close: () => {
      lock.close();
    },
  };
}

function prepare(folder: string): void {
  try {
    if (!existsSync(folder)) mkdirSync(folder);
    if (!existsSync(path.join(folder, marker))) {
      if (readdirSync(folder).length > 0) {
        throw new StartProblem(
          `The folder ${folder} holds files that the sandbox did not make; nothing was changed. Name another with --folder.`,
        );
      }
      writeFileSync(
        path.join(folder, marker),
        'The sandbox of Countersign keeps its state here. It may be deleted.\n',
      );
    }
  } catch (error) {
    if (error instanceof StartProblem) throw error;
    throw new StartProblem(
      `The folder ${folder} cannot be written (${codeOf(error)}). Name another with --folder.`,
    );
  }
}

/** An exclusive transaction, which the system itself ends when the process dies, however it dies. */
function lockIn(folder: string): DatabaseSync {
  let lock: DatabaseSync | undefined;
  try {
    lock = new DatabaseSync(path.join(folder, lockFile));
    lock.exec('pragma locking_mode = exclusive; begin exclusive');
    return lock;
  } catch (error) {
    lock?.close();
    // SQLITE_BUSY, https://sqlite.org/rescode.html#busy
    if (Reflect.get(Object(error), 'errcode') === 5) {
      throw new StartProblem(
        `The sandbox already runs on ${folder}. Stop it there, or name another folder with --folder.`,
      );
    }
    throw new StartProblem(
      `The folder ${folder} cannot be written (${codeOf(error)}). Name another with --folder.`,
    );
  }
}

function codeOf(error: unknown): string {
  return String(Reflect.get(Object(error), 'code') ?? 'unknown');
}
