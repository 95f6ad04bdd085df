import { anchorChain, type Anchor, type ChainHead } from '../../src/audit/anchor';
import { writeLine, type AuditLine } from '../../src/audit/auditLine';
import { chainStart, entryHash, wordDigests } from '../../src/audit/hashes';

const salt = '00112233445566778899aabbccddeeff';

/** The entries of one chain, each with a word, made anew from these bodies. */
export function chainOf(
  chain: string,
  bodies: readonly Readonly<Record<string, unknown>>[],
  kind = 'note',
): AuditLine[] {
  let previous = chainStart;
  return bodies.map((plain, index) => {
    const text = `Person ${String(index)} of ${chain}`;
    const body = { ...plain, words: wordDigests(salt, { by: text }) };
    const entry = { chain, sequence: index + 1, at: index, kind, body, previous };
    previous = entryHash(entry);
    return { ...entry, hash: previous, words: { by: { salt, text } } };
  });
}

/** A whole export: so many chains of so many entries, and one anchor over all of them. */
export function exported(chains: number, entries: number): { lines: string[]; anchor: Anchor } {
  const all = Array.from({ length: chains }, (_, chain) =>
    chainOf(
      `chain-${String(chain).padStart(5, '0')}`,
      Array.from({ length: entries }, (__, n) => ({ n })),
    ),
  );
  const heads = all.map((lines): ChainHead => {
    const last = lines.at(-1);
    return [last?.chain ?? '', last?.sequence ?? 0, last?.hash ?? ''];
  });
  const entry = {
    chain: anchorChain,
    sequence: 1,
    at: 9,
    kind: 'anchor',
    body: { heads },
    previous: chainStart,
  };
  const hash = entryHash(entry);
  return {
    lines: [...[{ ...entry, hash, words: {} }], ...all.flat()].map(writeLine),
    anchor: { sequence: 1, hash, at: 9 },
  };
}
