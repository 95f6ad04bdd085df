import { randomUUID } from 'node:crypto';
import type { Clock } from '../ports';
import type { Slots } from '../storePorts';
import { oweMessages } from './messageRow';
import { reservationsOf } from './reservations';
import type { Database, Tx } from './tables';
import { transact } from './transact';
import type { Wake } from './wake';

/** Takes the environment's lock: whoever decides about its slots is alone until the transaction ends. */
export async function lockEnvironment(tx: Tx, environmentId: string) {
  await tx
    .insertInto('slots')
    .values({ environment_id: environmentId })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return tx
    .selectFrom('slots')
    .selectAll()
    .where('environment_id', '=', environmentId)
    .forUpdate()
    .executeTakeFirstOrThrow();
}

/** The slots of environments, as last read, and what was told of them. */
export function keepSlots(db: Database, clock: Clock, wake: Wake): Slots {
  return {
    async keep(environmentId, reading) {
      const read = { reading: JSON.stringify(reading), begun_at: reading.begunAt };
      await db
        .insertInto('slots')
        .values({ environment_id: environmentId, ...read })
        .onConflict((conflict) =>
          conflict
            .column('environment_id')
            .doUpdateSet(read)
            .where((of) =>
              of.or([of('slots.begun_at', 'is', null), of('slots.begun_at', '<', String(reading.begunAt))]),
            ),
        )
        .execute();
    },

    async reading(environmentId) {
      const row = await db
        .selectFrom('slots')
        .select('reading')
        .where('environment_id', '=', environmentId)
        .executeTakeFirst();
      return row?.reading ?? undefined;
    },

    tell: (environmentId, decide) =>
      transact(db, async (tx) => {
        const { told, reading } = await lockEnvironment(tx, environmentId);
        const decided = decide(told, reading ?? undefined, await reservationsOf(tx, environmentId));
        if (decided === undefined) return;
        const { level, ledger, messages } = decided;
        await tx
          .updateTable('slots')
          .set({ told: level, told_ledger: JSON.stringify(ledger) })
          .where('environment_id', '=', environmentId)
          .execute();
        if (messages.length === 0) return;
        const subject = `notice:${randomUUID()}`;
        await oweMessages(tx, subject, clock.now(), messages);
        await wake('deliver', subject, 0, tx);
      }),
  };
}
