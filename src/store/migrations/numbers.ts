import { sql } from 'kysely';
import type { Migration } from '../migrate';

const statements = [
  sql`create table counters (name text primary key, value integer not null)`,
  sql`insert into counters (name, value) select 'request', coalesce(max(number), 1000) from requests`,
  sql`alter table requests alter column number drop default`,
  sql`drop sequence request_numbers`,
];

/**
 * Numbers of requests without gaps. A sequence leaves some out after a crash, and a number that is missing looks like
 * a request that was lost.
 */
export const numbers: Migration = {
  version: 2,
  async up(tx) {
    for (const statement of statements) await statement.execute(tx);
  },
};
