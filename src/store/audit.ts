import type { Clock } from '../ports';
import type { Audit, StoredAuditEntry } from '../storePorts';
import { chainStart, entryHash, wordDigest } from '../audit/hashes';
import { appendAnchor } from './anchorChains';
import { appendAudit } from './auditChain';
import { eraseWords } from './eraseWords';
import { readAll } from './readAll';
import type { Database } from './tables';
import { transact } from './transact';

interface Word {
  readonly name: string;
  readonly salt: string;
  readonly words: string;
}
interface ReadEntry {
  readonly entry: Omit<StoredAuditEntry, 'words'>;
  readonly words: readonly Word[];
}

async function read(db: Database, chain: string): Promise<ReadEntry[]> {
  const rows = await db.selectFrom('audit').selectAll().where('chain', '=', chain).orderBy('seq').execute();
  const words = await db.selectFrom('audit_words').selectAll().where('chain', '=', chain).execute();
  return rows.map(({ seq, at, kind, body, previous, hash }) => ({
    entry: { chain, sequence: seq, at: Number(at), kind, body, previous, hash },
    words: words.filter((word) => word.seq === seq),
  }));
}

function wordsHold({ entry, words }: ReadEntry): boolean {
  const digests = (entry.body['words'] ?? {}) as Record<string, unknown>;
  return words.every((word) => digests[word.name] === wordDigest(word.salt, word.words));
}

/**
 * The audit chains. A chain proves that nothing within it was changed, left out or put in; that its end was cut off
 * shows only to somebody who kept a later hash.
 */
export function keepAudit(db: Database, clock: Clock): Audit {
  return {
    append: (chain, entries) => transact(db, (tx) => appendAudit(tx, chain, clock.now(), entries)),

    async entries(chain) {
      const all = await read(db, chain);
      return all.map(({ entry, words }) => ({
        ...entry,
        words: Object.fromEntries(words.map((word) => [word.name, word.words])),
      }));
    },

    async firstBroken(chain) {
      let previous = chainStart;
      let sequence = 1;
      for (const each of await read(db, chain)) {
        const { entry } = each;
        const fits =
          entry.sequence === sequence && entry.previous === previous && entryHash(entry) === entry.hash;
        if (!fits || !wordsHold(each)) return sequence;
        previous = entry.hash;
        sequence += 1;
      }
      return undefined;
    },

    eraseWords: (chain, by) => eraseWords(db, chain, clock.now(), by),
    anchor: () => appendAnchor(db, clock.now()),
    readAll: (take) => readAll(db, take),
  };
}
