import type { Clock } from '../ports';
import type { Messages } from '../storePorts';
import { toStoredMessage } from './messageRow';
import { keepOwing } from './owing';
import type { Database } from './tables';
import { transact } from './transact';
import type { Wake } from './wake';

/** Messages owed and sent. */
export function keepMessages(db: Database, clock: Clock, wake: Wake): Messages {
  const done = (id: string) => db.updateTable('messages').where('id', '=', id).set({ pending: false });
  return {
    async about(subject) {
      const rows = await db
        .selectFrom('messages')
        .selectAll()
        .where('subject', '=', subject)
        .orderBy('position')
        .execute();
      return rows.map(toStoredMessage);
    },

    async sent(id, { conversationId, messageId, shown }) {
      const where = { conversation_id: conversationId, message_id: messageId, shown };
      const { numUpdatedRows } = await done(id)
        .where('state', '=', 'owed')
        .set({ state: 'sent', tries: 0, ...where })
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },

    async redrawn(id, shown) {
      await done(id).set({ state: 'sent', tries: 0, shown }).execute();
    },

    async ended(id, state) {
      await done(id).set({ state }).execute();
    },

    async lost(id) {
      await db
        .updateTable('messages')
        .where('id', '=', id)
        .set({ state: 'owed', pending: true, message_id: null, conversation_id: null, shown: null })
        .execute();
    },

    failed: (id, dueAt) =>
      transact(db, async (tx) => {
        const row = await tx
          .updateTable('messages')
          .where('id', '=', id)
          .set((of) => ({ pending: true, due_at: dueAt, tries: of('tries', '+', 1) }))
          .returning('subject')
          .executeTakeFirst();
        if (row !== undefined) await wake('deliver', row.subject, dueAt - clock.now(), tx);
      }),

    async postponed(id) {
      await db.updateTable('messages').where('id', '=', id).set({ pending: true }).execute();
    },

    ...keepOwing(db, clock, wake),
  };
}
