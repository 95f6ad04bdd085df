import type { Clock } from '../ports';
import type { Address, Messages } from '../storePorts';
import { addressKey, oweMessages } from './messageRow';
import type { Database } from './tables';
import { transact } from './transact';
import type { Wake } from './wake';

/** What is owed beside a change of a request, and what is owed or drawn again. */
export function keepOwing(
  db: Database,
  clock: Clock,
  wake: Wake,
): Pick<Messages, 'owe' | 'owedAgain' | 'drawAgain'> {
  return {
    owe: (subject, messages) =>
      transact(db, async (tx) => {
        await oweMessages(tx, subject, clock.now(), messages);
        await wake('deliver', subject, 0, tx);
      }),

    owedAgain: (where) =>
      transact(db, async (tx) => {
        const address: Address =
          typeof where === 'string'
            ? { to: 'conversation', conversationId: where }
            : { to: 'person', person: where };
        const rows = await tx
          .updateTable('messages')
          .where('address_key', '=', addressKey(address))
          .where('state', '=', 'unreachable')
          .set({ state: 'owed', pending: true, due_at: clock.now() })
          .returning('subject')
          .execute();
        for (const subject of new Set(rows.map((row) => row.subject))) await wake('deliver', subject, 0, tx);
        return rows.length;
      }),

    drawAgain: (conversationId, messageId) =>
      transact(db, async (tx) => {
        const rows = await tx
          .updateTable('messages')
          .where('conversation_id', '=', conversationId)
          .where('message_id', '=', messageId)
          .where('state', '=', 'sent')
          .set({ shown: null, pending: true })
          .returning('subject')
          .execute();
        for (const { subject } of rows) await wake('deliver', subject, 0, tx);
        return rows.length > 0;
      }),
  };
}
