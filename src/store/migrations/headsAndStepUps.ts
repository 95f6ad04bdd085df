import { sql } from 'kysely';
import type { Migration } from '../migrate';

const statements = [
  sql`create table audit_heads (
    chain text primary key,
    seq integer not null,
    hash text not null,
    anchored_seq integer not null default 0
  )`,
  sql`insert into audit_heads (chain, seq, hash)
    select distinct on (chain) chain, seq, hash from audit order by chain, seq desc`,
  sql`create index audit_heads_loose on audit_heads (chain) where seq > anchored_seq`,
  sql`create table step_ups (
    handle_hash text primary key,
    session_hash text unique,
    request_id text not null,
    expires_at bigint not null,
    body jsonb not null
  )`,
];

/**
 * The end of each audit chain, and how far an anchor covers it, so that an anchor is made without reading all of them.
 * Votes that wait for a fresh sign-in: handles and sessions are kept as hashes alone.
 */
export const headsAndStepUps: Migration = {
  version: 3,
  async up(tx) {
    for (const statement of statements) await statement.execute(tx);
  },
};
