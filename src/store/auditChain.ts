import { createHash, randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { Instant } from '../domain/time';
import type { AuditEntry, StoredAuditEntry } from '../storePorts';
import { canonicalJson } from './canonicalJson';
import type { Tx } from './tables';

/** What the first entry of a chain has in place of the hash before it. */
export const chainStart = '0'.repeat(64);

/** The digest that stands in the chain for a personal word: SHA-256, hex, of the salt followed by the text. */
export function wordDigest(salt: string, text: string): string {
  return createHash('sha256').update(Buffer.from(salt, 'hex')).update(text, 'utf8').digest('hex');
}

/** The hash of an entry: SHA-256, hex, of its canonical JSON, the hash before it included. */
export function entryHash(
  entry: Omit<StoredAuditEntry, 'hash' | 'words' | 'sequence'> & { sequence: number },
): string {
  const { chain, sequence, at, kind, body, previous } = entry;
  return createHash('sha256')
    .update(canonicalJson({ chain, seq: sequence, at, kind, body, previous }))
    .digest('hex');
}

/** Splits an entry into what the chain keeps and the words that can be erased. */
function seal({ body, words }: AuditEntry): {
  body: Record<string, unknown>;
  kept: { name: string; salt: string; words: string }[];
} {
  if ('words' in body) throw new Error('The body of an audit entry may not have a part called "words".');
  const kept = Object.entries(words ?? {}).map(([name, text]) => ({
    name,
    salt: randomBytes(16).toString('hex'),
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
    .selectFrom('audit')
    .select(['seq', 'hash'])
    .where('chain', '=', chain)
    .orderBy('seq', 'desc')
    .limit(1)
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
}
