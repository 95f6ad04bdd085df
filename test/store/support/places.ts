import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { openEmbedded } from '../../../src/store/openEmbedded';
import type { StoreOptions } from '../../../src/store/openStore';
import { runSql, startPostgres } from './startPostgres';

/** A new, empty place for a store. */
export interface Place {
  readonly where: Pick<StoreOptions, 'databaseUrl' | 'folder'>;
  /** Runs a statement behind the back of the store, which must be closed. */
  behindItsBack(statement: string): Promise<void>;
  end(): Promise<void>;
}

/** The database within the process, in a folder of its own. */
export function embeddedPlace(): Promise<Place> {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-store-'));
  return Promise.resolve({
    where: { folder },
    async behindItsBack(statement) {
      const engine = await openEmbedded(folder);
      await sql.raw(statement).execute(engine.db);
      await engine.close();
    },
    end() {
      rmSync(folder, { recursive: true, force: true });
      return Promise.resolve();
    },
  });
}

/** A database on a server. */
export async function serverPlace(): Promise<Place> {
  const server = await startPostgres();
  const databaseUrl = await server.freshDatabase();
  return {
    where: { databaseUrl },
    async behindItsBack(statement) {
      await runSql(databaseUrl, statement);
    },
    end: () => server.stop(),
  };
}
