import type { Clock } from '../ports';
import type { StepUp, StepUps } from '../storePorts';
import type { Database, Tx } from './tables';

/** Votes that wait for a fresh sign-in; those whose time is over are as if they were not there. */
export function keepStepUps(db: Database, clock: Clock): StepUps {
  const read = async (column: 'handle_hash' | 'session_hash', hash: string): Promise<StepUp | undefined> => {
    const row = await db
      .selectFrom('step_ups')
      .select('body')
      .where(column, '=', hash)
      .where('expires_at', '>', String(clock.now()))
      .executeTakeFirst();
    return row?.body;
  };

  return {
    async offer(handleHash, stepUp) {
      await db.deleteFrom('step_ups').where('expires_at', '<=', String(clock.now())).execute();
      await db
        .insertInto('step_ups')
        .values({
          handle_hash: handleHash,
          request_id: stepUp.requestId,
          expires_at: stepUp.expiresAt,
          body: JSON.stringify(stepUp),
        })
        .execute();
    },

    async begin(handleHash, sessionHash) {
      const stepUp = await read('handle_hash', handleHash);
      if (stepUp === undefined) return undefined;
      // Opened a second time, a link begins anew: what was begun before is over with it.
      const { proof: _, ...rest } = stepUp;
      const begun = { ...rest, begunAt: clock.now() };
      await db
        .updateTable('step_ups')
        .set({ session_hash: sessionHash, body: JSON.stringify(begun) })
        .where('handle_hash', '=', handleHash)
        .execute();
      return begun;
    },

    bySession: (sessionHash) => read('session_hash', sessionHash),

    async proven(sessionHash, stepUp) {
      await db
        .updateTable('step_ups')
        .set({ body: JSON.stringify(stepUp) })
        .where('session_hash', '=', sessionHash)
        .execute();
    },
  };
}

/** Takes a step-up away within the transaction of the vote that it is used for. False where it was used before. */
export async function useStepUp(tx: Tx, sessionHash: string): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('step_ups')
    .where('session_hash', '=', sessionHash)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}
