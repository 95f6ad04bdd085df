import type { AuditLine } from '../audit/auditLine';
import type { Database } from './tables';

/** So many entries at a time. */
const batch = 1_000;

/** Gives every entry of every chain as it is at one moment: an anchor never names what is not given. */
export async function readAll(db: Database, take: (line: AuditLine) => void): Promise<void> {
  await db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (tx) => {
      let last = { chain: '', seq: 0 };
      for (;;) {
        const rows = await tx
          .selectFrom('audit')
          .selectAll()
          .where((on) =>
            on.or([
              on('chain', '>', last.chain),
              on.and([on('chain', '=', last.chain), on('seq', '>', last.seq)]),
            ]),
          )
          .orderBy('chain')
          .orderBy('seq')
          .limit(batch)
          .execute();
        const end = rows.at(-1);
        if (end === undefined) return;
        const words = await tx
          .selectFrom('audit_words')
          .selectAll()
          .where('chain', 'in', [...new Set(rows.map(({ chain }) => chain))])
          .execute();
        const named = Map.groupBy(words, ({ chain, seq }) => `${chain} ${String(seq)}`);
        for (const { chain, seq, at, kind, body, previous, hash } of rows) {
          const own = named.get(`${chain} ${String(seq)}`) ?? [];
          take({
            ...{ chain, sequence: seq, at: Number(at), kind, body, previous, hash },
            words: Object.fromEntries(own.map((word) => [word.name, { salt: word.salt, text: word.words }])),
          });
        }
        last = end;
      }
    });
}
