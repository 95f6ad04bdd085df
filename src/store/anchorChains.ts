import { sql } from 'kysely';
import { anchorChain, type Anchor } from '../audit/anchor';
import type { Instant } from '../domain/time';
import { appendAudit } from './auditChain';
import type { Database } from './tables';
import { transact } from './transact';

/** Most chains that one anchor names; the next one names the others. */
const mostHeads = 1_000;

/**
 * Ties everything appended since the last anchor to a new one: the head of each chain that has grown. Nothing where none
 * has. What another transaction has not committed yet belongs to the next.
 */
export function appendAnchor(db: Database, at: Instant): Promise<Anchor | undefined> {
  return transact(db, async (tx) => {
    await sql`select pg_advisory_xact_lock(hashtextextended('audit-anchors', 0))`.execute(tx);
    const loose = await tx
      .selectFrom('audit_heads')
      .select(['chain', 'seq', 'hash'])
      .whereRef('seq', '>', 'anchored_seq')
      .where('chain', '!=', anchorChain)
      .orderBy('chain')
      .limit(mostHeads)
      .execute();
    if (loose.length === 0) return undefined;
    const heads = loose.map(({ chain, seq, hash }) => [chain, seq, hash]);
    await appendAudit(tx, anchorChain, at, [{ kind: 'anchor', body: { heads } }]);
    for (const { chain, seq } of loose) {
      await tx.updateTable('audit_heads').set({ anchored_seq: seq }).where('chain', '=', chain).execute();
    }
    const { seq, hash } = await tx
      .selectFrom('audit_heads')
      .select(['seq', 'hash'])
      .where('chain', '=', anchorChain)
      .executeTakeFirstOrThrow();
    return { sequence: seq, hash, at };
  });
}
