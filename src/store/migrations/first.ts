import { sql } from 'kysely';
import type { Migration } from '../migrate';

const statements = [
  sql`create sequence request_numbers as integer start with 1001`,
  sql`create table requests (
    id text primary key,
    number integer not null unique default nextval('request_numbers'),
    form_id text not null constraint requests_form unique,
    state text not null,
    environment_id text not null,
    name_key text not null,
    requester_key text not null,
    holds_name boolean not null,
    holds_slot boolean not null,
    row_version integer not null,
    created_at bigint not null,
    due_at bigint,
    lease_holder text,
    lease_until timestamptz,
    body jsonb not null
  )`,
  sql`create unique index requests_name on requests (name_key) where holds_name`,
  sql`create index requests_slot on requests (environment_id) where holds_slot`,
  sql`create index requests_requester on requests (requester_key, number desc)`,
  sql`create index requests_due on requests (due_at) where due_at is not null`,
  sql`create table messages (
    id text primary key,
    position bigint not null generated always as identity,
    subject text not null,
    kind text not null,
    address_key text not null,
    address jsonb not null,
    payload jsonb,
    state text not null,
    pending boolean not null,
    message_id text,
    conversation_id text,
    shown text,
    tries integer not null,
    due_at bigint not null,
    constraint messages_once unique (subject, kind, address_key)
  )`,
  sql`create index messages_due on messages (due_at) where pending`,
  sql`create index messages_place on messages (conversation_id, message_id) where message_id is not null`,
  sql`create index messages_unreachable on messages (address_key) where state = 'unreachable'`,
  sql`create table conversations (
    id text primary key,
    kind text not null,
    name text,
    person_key text,
    person jsonb,
    reference jsonb not null,
    alerts boolean not null default false
  )`,
  sql`create index conversations_person on conversations (person_key) where kind = 'personal'`,
  sql`create table slots (
    environment_id text primary key,
    reading jsonb,
    begun_at bigint,
    told text not null default 'well',
    told_ledger jsonb
  )`,
  sql`create table audit (
    chain text not null,
    seq integer not null,
    at bigint not null,
    kind text not null,
    body jsonb not null,
    previous text not null,
    hash text not null,
    primary key (chain, seq)
  )`,
  sql`create table audit_words (
    chain text not null,
    seq integer not null,
    name text not null,
    salt text not null,
    words text not null,
    primary key (chain, seq, name),
    foreign key (chain, seq) references audit
  )`,
];

/** The first schema: requests, messages, conversations, slots, audit. */
export const first: Migration = {
  version: 1,
  async up(tx) {
    for (const statement of statements) await statement.execute(tx);
  },
};
