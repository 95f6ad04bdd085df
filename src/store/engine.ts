import type { ConstructorOptions } from 'pg-boss';
import type { Database } from './tables';

/** A database that answers, and how to be at home in it. */
export interface Engine {
  readonly db: Database;
  /** How pg-boss reaches it. */
  readonly boss: ConstructorOptions;
  /** Runs the preparations of the start, one instance at a time. */
  readonly prepare: (work: () => Promise<void>) => Promise<void>;
  /** Comes when the database can be used no more by this process, which has to end; never where it comes back by itself. */
  readonly lost: Promise<Error>;
  readonly close: () => Promise<void>;
}
