import { Kysely, PostgresDialect } from 'kysely';
import { Pool } from 'pg';
import type { Log } from '../ports';
import type { Engine } from './engine';
import type { Tables } from './tables';
import { takeTurns } from './takeTurns';

/**
 * A PostgreSQL server; any number of instances may use it. Two pools: ours of at most 10 connections, pg-boss's of
 * at most 4 and one that listens. A transaction of a frozen instance is ended by the server after 30 s.
 */
export function openServer(databaseUrl: string, log: Log): Engine {
  const pool = new Pool({
    connectionString: databaseUrl,
    max: 10,
    connectionTimeoutMillis: 10_000,
    idle_in_transaction_session_timeout: 30_000,
    application_name: 'countersign',
  });
  pool.on('error', (error) => {
    log.warn({ err: error }, 'A connection to the database was lost; the next one is opened when needed.');
  });
  // A client in use has nobody who hears of its end between two statements of a transaction, and that would end the
  // process; the next statement fails, and with it the transaction.
  pool.on('connect', (client) => {
    client.on('error', (error) => {
      log.warn(
        { err: error },
        'A connection to the database was lost in the midst of work; that work is done again.',
      );
    });
  });
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  return {
    db,
    boss: { connectionString: databaseUrl, max: 4, application_name: 'countersign-jobs' },
    prepare: (work) => takeTurns(db, work),
    // Connections are opened anew.
    lost: new Promise(() => undefined),
    close: () => db.destroy(),
  };
}
