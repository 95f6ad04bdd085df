import fc from 'fast-check';
import { anchorChain, type Anchor, type ChainHead } from '../../src/audit/anchor';
import { writeLine, type AuditLine } from '../../src/audit/auditLine';
import { agreementDigest } from '../../src/audit/hashes';
import { AuditReading, type AuditVerdict } from '../../src/audit/verifyLines';
import { chainOf, exported } from './exportedLines';

function read(lines: readonly string[], kept: readonly Anchor[] = []): AuditVerdict {
  const reading = new AuditReading();
  for (const line of lines) reading.take(line);
  return reading.verdict(kept);
}

const hexOf = (text: string): string => Buffer.from(text).toString('hex');
const kinds = (verdict: AuditVerdict): string[] => verdict.faults.map(({ kind }) => kind);

describe('an exported audit', () => {
  const { lines, anchor } = exported(4, 5);

  it('holds as it was written, up to the anchor that was kept elsewhere', () => {
    expect(read(lines, [anchor])).toEqual({
      ...{ lines: 21, chains: 5, faults: [], uncovered: 0 },
      ...{ lastAnchor: anchor, matched: anchor },
    });
  });

  it('holds with its words erased, and says how many entries no anchor covers', () => {
    const later = chainOf('chain-00009', [{ n: 1 }, { n: 2 }]).map((line) =>
      writeLine({ ...line, words: {} }),
    );
    const bare = lines.map((line) => {
      const { words: _, ...rest } = JSON.parse(line) as Record<string, unknown>;
      return JSON.stringify(rest);
    });
    expect(read([...bare, ...later])).toMatchObject({ faults: [], uncovered: 2 });
  });

  it.each([
    [
      'changed',
      (all: string[]) => all.map((line, at) => (at === 7 ? line.replace('"n":', '"n":9') : line)),
      'changed',
    ],
    ['removed', (all: string[]) => all.filter((_, at) => at !== 7), 'gap'],
    ['added twice', (all: string[]) => all.toSpliced(7, 0, all[7] ?? ''), 'disorder'],
    ['exchanged', (all: string[]) => all.toSpliced(7, 2, all[8] ?? '', all[7] ?? ''), 'gap'],
    ['given other words', (all: string[]) => all.map((line) => line.replace('Person 2', 'Eve')), 'words'],
    [
      'given words whose first letters stand in their salt',
      (all: string[]) =>
        all.map((line) => line.replace(/"salt":"(\w+)","text":"Pe/g, `"salt":"$1${hexOf('Pe')}","text":"`)),
      'unreadable',
    ],
    [
      'given a key that no hash covers',
      (all: string[]) => all.map((line) => line.replace('{"chain"', '{"by":"Eve","chain"')),
      'unreadable',
    ],
    [
      'given something beside a word',
      (all: string[]) => all.map((line) => line.replace('"}},"prev', '","note":"Eve"}},"prev')),
      'unreadable',
    ],
    [
      'said twice',
      (all: string[]) => all.map((line) => line.replace('"kind":"note"', '"kind":"other","kind":"note"')),
      'unreadable',
    ],
    [
      'far beyond the others',
      (all: string[]) => all.map((line) => line.replace('"seq":5', '"seq":2000000000')),
      'gap',
    ],
    [
      'beyond what there can be',
      (all: string[]) => all.map((line) => line.replace('"seq":5', '"seq":4000000000')),
      'unreadable',
    ],
    ['made unreadable', (all: string[]) => all.toSpliced(7, 1, '{"chain":'), 'unreadable'],
  ])('with a line %s does not hold', (_, change, kind) => {
    expect(kinds(read(change([...lines])))).toContain(kind);
  });

  it('cut off at its end, or with a whole chain taken away, shows by its own anchor', () => {
    expect(kinds(read(lines.slice(0, -1)))).toEqual(['cut']);
    expect(kinds(read(lines.slice(0, -5)))).toEqual(['cut']);
  });

  it('made anew as a whole shows by an anchor that was kept elsewhere, and by nothing else', () => {
    const forged = exported(4, 4);
    expect(read(forged.lines).faults).toEqual([]);
    expect(kinds(read(forged.lines, [anchor]))).toEqual(['anchorMissing']);
    // Without the anchors nothing says where the chains end.
    expect(kinds(read(lines.slice(1, -1)))).toEqual([]);
    expect(kinds(read(lines.slice(1, -1), [anchor]))).toEqual(['anchorMissing']);
  });

  it('made anew after an anchor, and anchored once more, shows by the older anchor', () => {
    const grown = chainOf('chain-00001', [{ n: 0 }, { n: 1 }, { n: 2 }]);
    const forged = chainOf('chain-00001', [{ n: 7 }, { n: 1 }]);
    const head = (line: AuditLine | undefined): ChainHead => [
      line?.chain ?? '',
      line?.sequence ?? 0,
      line?.hash ?? '',
    ];
    const anchors = chainOf(
      anchorChain,
      [{ heads: [head(grown[2])] }, { heads: [head(forged[1])] }],
      'anchor',
    );
    const kept = anchors.map(({ sequence, hash, at }) => ({ sequence, hash, at }));
    expect(kinds(read([...forged, ...anchors].map(writeLine), kept))).toEqual(['cut']);
    const honest = chainOf(anchorChain, [{ heads: [head(grown[1])] }, { heads: [head(grown[2])] }], 'anchor');
    expect(read([...grown, ...honest].map(writeLine)).faults).toEqual([]);
  });

  it('shows where the digest that people compared is not that of what was agreed to', () => {
    const agreed = { licence: 'one' };
    const [honest] = chainOf('r', [{ agreed, digest: 'x' }]);
    const words = honest?.body['words'] as Record<string, string>;
    const digest = agreementDigest(agreed, words);
    expect(kinds(read(chainOf('r', [{ agreed, digest }]).map(writeLine)))).toEqual([]);
    expect(kinds(read(chainOf('r', [{ agreed: { licence: 'two' }, digest }]).map(writeLine)))).toEqual([
      'digest',
    ]);
  });

  it('holds nothing back: any one line changed, removed, doubled or moved, or any tail cut off, is told', () => {
    const at = fc.integer({ min: 0, max: lines.length - 1 });
    const edits = {
      change: (all: string[], n: number) => all.with(n, (all[n] ?? '').replace(/"at":(\d+)/, '"at":7$1')),
      remove: (all: string[], n: number) => all.toSpliced(n, 1),
      double: (all: string[], n: number) => [...all, all[n] ?? ''],
      swap: (all: string[], n: number) => all.with(n, all[n + 1] ?? '').with(n + 1, all[n] ?? ''),
      cut: (all: string[], n: number) => all.slice(0, n),
    };
    fc.assert(
      fc.property(at, fc.constantFrom(...(Object.keys(edits) as (keyof typeof edits)[])), (n, edit) => {
        const next = lines[n + 1];
        const sameChain = (JSON.parse(lines[n] ?? '{}') as { chain: string }).chain;
        fc.pre(edit !== 'swap' || next?.includes(`"chain":"${sameChain}"`) === true);
        const verdict = read(edits[edit]([...lines], n), [anchor]);
        expect(verdict.faults.length).toBeGreaterThan(0);
      }),
      { numRuns: 300 },
    );
  });
});
