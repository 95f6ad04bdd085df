import type { Selectable } from 'kysely';
import type { Conversation } from '../ports';
import type { Conversations } from '../storePorts';
import { personKey } from './messageRow';
import type { ConversationTable, Database } from './tables';

function toConversation(row: Selectable<ConversationTable>): Conversation {
  return {
    ...{ id: row.id, kind: row.kind, reference: row.reference },
    ...(row.name === null ? {} : { name: row.name }),
    ...(row.person === null ? {} : { person: row.person }),
  };
}

/** Conversations the bot is in. What is remembered anew keeps its wish for alerts; what is forgotten loses it. */
export function keepConversations(db: Database): Conversations {
  const rows = db.selectFrom('conversations').selectAll();
  return {
    async remember({ id, kind, name, person, reference }) {
      const known = {
        kind,
        name: name ?? null,
        person_key: person === undefined ? null : personKey(person),
        person: person === undefined ? null : JSON.stringify(person),
        reference: JSON.stringify(reference),
      };
      await db
        .insertInto('conversations')
        .values({ id, ...known })
        .onConflict((conflict) => conflict.column('id').doUpdateSet(known))
        .execute();
    },

    async forget(conversationId) {
      await db.deleteFrom('conversations').where('id', '=', conversationId).execute();
    },

    async byId(conversationId) {
      const row = await rows.where('id', '=', conversationId).executeTakeFirst();
      return row && toConversation(row);
    },

    async withPerson(person) {
      const row = await rows
        .where('kind', '=', 'personal')
        .where('person_key', '=', personKey(person))
        .orderBy('id')
        .executeTakeFirst();
      return row && toConversation(row);
    },

    async alerted() {
      return (await rows.where('alerts', '=', true).orderBy('id').execute()).map(toConversation);
    },

    async setAlerts(conversationId, on) {
      await db.updateTable('conversations').set({ alerts: on }).where('id', '=', conversationId).execute();
    },
  };
}
