import type { ConstructorOptions } from 'pg-boss';
import type { Database } from './tables';

/** A database that answers, and how to be at home in it. */
export interface Engine {
  readonly db: Database;
  /** How pg-boss reaches it. */
  readonly boss: ConstructorOptions;
  /** Runs the preparations of the start, one instance at a time. */
  readonly prepare: (work: () => Promise<void>) => Promise<void>;
  readonly close: () => Promise<void>;
}
