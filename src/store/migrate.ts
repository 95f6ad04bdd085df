import { sql } from 'kysely';
import { first } from './migrations/first';
import { headsAndStepUps } from './migrations/headsAndStepUps';
import { numbers } from './migrations/numbers';
import type { Database, Tx } from './tables';

/** One change of the schema. A released one is never edited; the next gets the next number. */
export interface Migration {
  readonly version: number;
  up(tx: Tx): Promise<void>;
}

/** All migrations, in order. */
export const migrations: readonly Migration[] = [first, numbers, headsAndStepUps];

/** The database was written by a later release: this one must not touch it. */
export class SchemaTooNew extends Error {
  constructor(found: number, known: number) {
    super(
      `The database has schema ${String(found)}, this release knows up to ${String(known)}. ` +
        'Nothing was changed. Start the release that was used last, or a later one.',
    );
    this.name = 'SchemaTooNew';
  }
}

/**
 * Brings the schema up to date, each migration in a transaction of its own; does nothing where it is so already.
 * Throws `SchemaTooNew` for a database of a later release.
 */
export async function migrate(db: Database, steps: readonly Migration[] = migrations): Promise<void> {
  await sql`create table if not exists schema_versions (
    version integer primary key,
    at timestamptz not null default now()
  )`.execute(db);
  const row = await db
    .selectFrom('schema_versions')
    .select((of) => of.fn.max('version').as('version'))
    .executeTakeFirst();
  const present = (row?.version as number | null | undefined) ?? 0;
  const known = Math.max(...steps.map((step) => step.version));
  if (present > known) throw new SchemaTooNew(present, known);
  for (const step of steps.filter((each) => each.version > present)) {
    await db.transaction().execute(async (tx) => {
      await step.up(tx);
      await tx.insertInto('schema_versions').values({ version: step.version }).execute();
    });
  }
}
