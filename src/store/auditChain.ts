import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { chainStart, entryHash, wordDigest } from '../audit/hashes';
import type { Instant } from '../domain/time';
import type { AuditEntry } from '../storePorts';
import type { Tx } from './tables';

/** Splits an entry into what the chain keeps and the words that can be erased. */
function seal({ body, words, salt }: AuditEntry): {
  body: Record<string, unknown>;
  kept: { name: string; salt: string; words: string }[];
} {
  if ('words' in body) throw new Error('The body of an audit entry may not have a part called "words".');
  const kept = Object.entries(words ?? {}).map(([name, text]) => ({
    name,
    salt: salt ?? randomBytes(16).toString('hex'),
    words: text,
  }));
  if (kept.length === 0) return { body: { ...body }, kept };
  const digests = Object.fromEntries(kept.map((word) => [word.name, wordDigest(word.salt, word.words)]));
  return { body: { ...body, words: digests }, kept };
}

/** Appends to a chain within a transaction; appends to one chain wait for each other until theirs ends. */
export async function appendAudit(
  tx: Tx,
  chain: string,
  at: Instant,
  entries: readonly AuditEntry[],
): Promise<void> {
  if (entries.length === 0) return;
  await sql`select pg_advisory_xact_lock(hashtextextended(${`audit:${chain}`}, 0))`.execute(tx);
  const head = await tx
    .selectFrom('audit_heads')
    .select(['seq', 'hash'])
    .where('chain', '=', chain)
    .executeTakeFirst();
  let previous = head?.hash ?? chainStart;
  let sequence = head?.seq ?? 0;
  for (const entry of entries) {
    sequence += 1;
    const { body, kept } = seal(entry);
    const hash = entryHash({ chain, sequence, at, kind: entry.kind, body, previous });
    await tx
      .insertInto('audit')
      .values({ chain, seq: sequence, at, kind: entry.kind, body: JSON.stringify(body), previous, hash })
      .execute();
    const rows = kept.map((word) => ({ chain, seq: sequence, ...word }));
    if (rows.length > 0) await tx.insertInto('audit_words').values(rows).execute();
    previous = hash;
  }
  await tx
    .insertInto('audit_heads')
    .values({ chain, seq: sequence, hash: previous })
    .onConflict((on) => on.column('chain').doUpdateSet({ seq: sequence, hash: previous }))
    .execute();
}
