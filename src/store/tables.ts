import type { ColumnType, Generated, Kysely, Transaction } from 'kysely';
import type { Conversation } from '../ports';
import type { Ledger, SlotLevel, SlotReading } from '../domain/slots';
import type { Person } from '../domain/person';
import type { Request, RequestState } from '../domain/request';
import type { Address, StepUp, StoredMessage } from '../storePorts';

/** A moment in ms; the driver reads a bigint as text. */
type Moment = ColumnType<string, number, number>;
type MaybeMoment = ColumnType<string | null, number | null, number | null>;
/** JSON: read as a value, written as text. */
type Json<T> = ColumnType<T, string, string>;
type MaybeJson<T> = ColumnType<T | null, string | null, string | null>;

/** The columns that are searched by; the truth about a request is its `body`. */
export interface RequestTable {
  id: string;
  number: number;
  form_id: string;
  state: RequestState;
  environment_id: string;
  name_key: string;
  requester_key: string;
  holds_name: boolean;
  holds_slot: boolean;
  row_version: number;
  created_at: Moment;
  due_at: MaybeMoment;
  lease_holder: string | null;
  lease_until: Date | null;
  body: Json<Request>;
}

/** Messages owed and sent. `pending`: somebody has to look at it once `due_at` has come. */
export interface MessageTable {
  id: string;
  position: Generated<string>;
  subject: string;
  kind: string;
  address_key: string;
  address: Json<Address>;
  payload: MaybeJson<Record<string, unknown>>;
  state: StoredMessage['state'];
  pending: boolean;
  message_id: string | null;
  conversation_id: string | null;
  shown: string | null;
  tries: number;
  due_at: Moment;
}

/** Conversations the bot is in. */
export interface ConversationTable {
  id: string;
  kind: Conversation['kind'];
  name: string | null;
  person_key: string | null;
  person: MaybeJson<Person>;
  reference: Json<Record<string, unknown>>;
  alerts: Generated<boolean>;
}

/** One row for each environment that was ever looked at: its lock, its last reading, the level last told. */
export interface SlotTable {
  environment_id: string;
  reading: MaybeJson<SlotReading>;
  begun_at: MaybeMoment;
  told: Generated<SlotLevel>;
  told_ledger: MaybeJson<Ledger>;
}

/** The audit chains. Rows are only ever added. */
export interface AuditTable {
  chain: string;
  seq: number;
  at: Moment;
  kind: string;
  body: Json<Record<string, unknown>>;
  previous: string;
  hash: string;
}

/** The end of each audit chain, and the last of its entries that an anchor covers. */
export interface AuditHeadTable {
  chain: string;
  seq: number;
  hash: string;
  anchored_seq: Generated<number>;
}

/** Personal words of audit entries. Rows may be deleted; the chain holds without them. */
export interface AuditWordTable {
  chain: string;
  seq: number;
  name: string;
  salt: string;
  words: string;
}

/** Votes that wait for a fresh sign-in, by the hashes of what only the browser knows. */
export interface StepUpTable {
  handle_hash: string;
  session_hash: ColumnType<string | null, string | undefined, string>;
  request_id: string;
  expires_at: Moment;
  body: Json<StepUp>;
}

/** What is counted without gaps: the last number given, by name. */
export interface CounterTable {
  name: string;
  value: number;
}

/** All tables of the store; pg-boss keeps its own in the schema `pgboss`. */
export interface Tables {
  requests: RequestTable;
  messages: MessageTable;
  conversations: ConversationTable;
  slots: SlotTable;
  audit: AuditTable;
  audit_heads: AuditHeadTable;
  audit_words: AuditWordTable;
  counters: CounterTable;
  step_ups: StepUpTable;
  schema_versions: { version: number };
}

/** The database, outside of a transaction. */
export type Database = Kysely<Tables>;

/** A transaction: while one is open, nothing else may be asked in its course but through it. */
export type Tx = Transaction<Tables>;
