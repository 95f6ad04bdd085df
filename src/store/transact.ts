import type { Database, Tx } from './tables';

const attempts = 3;
/** PostgreSQL's codes for "deadlock detected" and "serialisation failure": nothing was written, do it again. */
const passing = ['40P01', '40001'];

/** PostgreSQL's error code, `undefined` for any other error. */
export function sqlState(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/** The constraint or index that a row would have broken, where the error is about one (code 23505). */
export function brokenIndex(error: unknown): string | undefined {
  if (sqlState(error) !== '23505' || !(error instanceof Error) || !('constraint' in error)) return undefined;
  return typeof error.constraint === 'string' ? error.constraint : undefined;
}

/** Runs `work` in one transaction: all or nothing. A deadlock is tried again, so `work` touches only the database. */
export async function transact<T>(db: Database, work: (tx: Tx) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await db.transaction().execute(work);
    } catch (error) {
      if (attempt === attempts || !passing.includes(sqlState(error) ?? '')) throw error;
    }
  }
}
