import type { Database, Tx } from './tables';

const attempts = 3;
/** PostgreSQL's codes for "deadlock detected" and "serialisation failure": nothing was written, do it again. */
const passing = ['40P01', '40001'];

function part(error: unknown, name: 'code' | 'constraint'): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const value = (error as Partial<Record<typeof name, unknown>>)[name];
  return typeof value === 'string' ? value : undefined;
}

/** The constraint or index that a row would have broken, where the error is about one (code 23505). */
export function brokenIndex(error: unknown): string | undefined {
  return part(error, 'code') === '23505' ? part(error, 'constraint') : undefined;
}

/** Runs `work` in one transaction: all or nothing. A deadlock is tried again, so `work` touches only the database. */
export async function transact<T>(db: Database, work: (tx: Tx) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await db.transaction().execute(work);
    } catch (error) {
      if (attempt === attempts || !passing.includes(part(error, 'code') ?? '')) throw error;
    }
  }
}
