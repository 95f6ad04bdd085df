import { randomUUID } from 'node:crypto';
import type { Selectable } from 'kysely';
import type { Person } from '../domain/person';
import type { Instant } from '../domain/time';
import type { Address, OwedMessage, StoredMessage } from '../storePorts';
import type { MessageTable, Tx } from './tables';

/** What people are searched by: tenant and object id. */
export function personKey(person: Pick<Person, 'tenantId' | 'objectId'>): string {
  return `${person.tenantId}/${person.objectId}`.toLowerCase();
}

/** One text for each address, however the person is called at the time. */
export function addressKey(address: Address): string {
  return address.to === 'person'
    ? `person:${personKey(address.person)}`
    : `conversation:${address.conversationId}`;
}

/** A message as it is stored, in the port's words. */
export function toStoredMessage(row: Selectable<MessageTable>): StoredMessage {
  const { id, subject, kind, address, state, tries } = row;
  return {
    ...{ id, subject, kind, address, state, tries, dueAt: Number(row.due_at) },
    ...(row.payload === null ? {} : { payload: row.payload }),
    ...(row.message_id === null ? {} : { messageId: row.message_id }),
    ...(row.conversation_id === null ? {} : { conversationId: row.conversation_id }),
    ...(row.shown === null ? {} : { shown: row.shown }),
  };
}

/** Writes down what is owed about a subject; what is owed or was sent already stays as it is. */
export async function oweMessages(
  tx: Tx,
  subject: string,
  now: Instant,
  messages: readonly (OwedMessage & { readonly payload?: Readonly<Record<string, unknown>> })[],
): Promise<void> {
  if (messages.length === 0) return;
  const rows = messages.map((message) => ({
    id: randomUUID(),
    subject,
    kind: message.kind,
    address_key: addressKey(message.address),
    address: JSON.stringify(message.address),
    payload: message.payload === undefined ? null : JSON.stringify(message.payload),
    ...{ state: 'owed' as const, pending: true, tries: 0, due_at: now },
  }));
  await tx
    .insertInto('messages')
    .values(rows)
    .onConflict((conflict) => conflict.constraint('messages_once').doNothing())
    .execute();
}
