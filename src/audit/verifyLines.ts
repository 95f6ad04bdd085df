import { anchorChain, headsOf, type Anchor, type ChainHead } from './anchor';
import { readLine, type AuditLine } from './auditLine';
import { agreementDigest, chainStart, entryHash, wordDigest } from './hashes';

/** What is wrong with a line, or with what should be there. */
export type FaultKind =
  | 'unreadable' // no entry stands there
  | 'changed' // the entry is not the one that its hash was made of
  | 'gap' // entries before it are missing, or were exchanged
  | 'disorder' // it does not belong after the entry before it in its chain
  | 'words' // its personal words are not those that were written
  | 'digest' // what it says was agreed to is not what its digest stands for
  | 'cut' // an anchor names entries of this chain that are not there, or are others
  | 'anchorMissing'; // the anchor that was kept elsewhere is not in the file, or is another

/** One thing that does not hold. */
export interface AuditFault {
  readonly kind: FaultKind;
  /** The line of the file, from 1; nothing where it is missing. */
  readonly line?: number;
  readonly chain?: string;
  readonly sequence?: number;
}

/** What reading a whole file showed. */
export interface AuditVerdict {
  readonly lines: number;
  readonly chains: number;
  /** At most as many as were asked for, in the order of the file; then what is missing. */
  readonly faults: readonly AuditFault[];
  /** The last anchor in the file that holds, and how many entries no anchor covers. */
  readonly lastAnchor?: Anchor;
  readonly uncovered: number;
  /** Whether an anchor that was kept elsewhere was found in the file. */
  readonly matched?: Anchor;
}

/** What is known of a chain so far: the hash of entry n at n - 1; holes where entries are missing. */
type Hashes = (string | undefined)[];

/**
 * Reads exported lines, in any number, and says what does not hold: lines that were changed, removed, added or put in
 * another order, and chains that were cut off before an anchor. `kept` are anchors from elsewhere; without one, that
 * the file ends early shows only where the file's own anchors say so. Memory: about 100 bytes for each line.
 */
export class AuditReading {
  private lines = 0;
  private readonly chains = new Map<string, Hashes>();
  private readonly faults: AuditFault[] = [];
  /** Every head that an anchor names: a chain that was made anew later has to hold against the older ones, too. */
  private readonly heads: ChainHead[] = [];
  private readonly anchors = new Map<number, Anchor>();
  private lastAnchor: Anchor | undefined;

  constructor(private readonly most = 100) {}

  /** Takes the next line. */
  take(text: string): void {
    this.lines += 1;
    const line = readLine(text);
    if (line === undefined) {
      this.note({ kind: 'unreadable', line: this.lines });
      return;
    }
    const { chain, sequence } = line;
    const fault = (kind: FaultKind): void => {
      this.note({ kind, line: this.lines, chain, sequence });
    };
    const before = this.chains.get(chain) ?? [];
    this.chains.set(chain, before);
    if (sequence <= before.length) {
      fault('disorder');
      return;
    }
    const isNext = sequence === before.length + 1;
    if (!isNext || line.previous !== (before.at(-1) ?? chainStart)) fault('gap');
    if (entryHash(line) !== line.hash) fault('changed');
    if (!wordsHold(line)) fault('words');
    if (!agreementHolds(line)) fault('digest');
    // What follows is held against this entry as it stands, so that one fault is told once.
    before[sequence - 1] = line.hash;
    this.noteAnchor(line);
  }

  /** What all lines together show. */
  verdict(kept: readonly Pick<Anchor, 'sequence' | 'hash'>[] = []): AuditVerdict {
    for (const [chain, sequence, hash] of this.heads) {
      if (this.chains.get(chain)?.[sequence - 1] !== hash) this.note({ kind: 'cut', chain, sequence });
    }
    const missing = kept.filter(({ sequence, hash }) => this.anchors.get(sequence)?.hash !== hash);
    for (const { sequence } of missing) this.note({ kind: 'anchorMissing', chain: anchorChain, sequence });
    const matched = kept
      .filter((anchor) => !missing.includes(anchor))
      .sort((one, other) => other.sequence - one.sequence)
      .map(({ sequence }) => this.anchors.get(sequence))[0];
    const last = new Map(this.heads.map(([chain, sequence]) => [chain, sequence]));
    const covered = [...last.values()].reduce((sum, sequence) => sum + sequence, 0);
    return {
      lines: this.lines,
      chains: this.chains.size,
      faults: this.faults,
      ...(this.lastAnchor === undefined ? {} : { lastAnchor: this.lastAnchor }),
      uncovered: Math.max(0, this.lines - covered - this.anchors.size),
      ...(matched === undefined ? {} : { matched }),
    };
  }

  private noteAnchor(line: AuditLine): void {
    if (line.chain !== anchorChain) return;
    const { sequence, hash, at } = line;
    this.lastAnchor = { sequence, hash, at };
    this.anchors.set(sequence, this.lastAnchor);
    this.heads.push(...headsOf(line));
  }

  private note(fault: AuditFault): void {
    if (this.faults.length < this.most) this.faults.push(fault);
  }
}

function digestsOf({ body }: AuditLine): Readonly<Record<string, unknown>> {
  const { words } = body;
  return typeof words === 'object' && words !== null ? (words as Record<string, unknown>) : {};
}

function wordsHold(line: AuditLine): boolean {
  const digests = digestsOf(line);
  return Object.entries(line.words).every(
    ([name, { salt, text }]) => digests[name] === wordDigest(salt, text),
  );
}

/** Whether the digest that people compared is that of what the entry says was agreed to; it is so where there is none. */
function agreementHolds(line: AuditLine): boolean {
  const { agreed, digest } = line.body;
  if (agreed === undefined) return true;
  return digest === agreementDigest(agreed, digestsOf(line) as Readonly<Record<string, string>>);
}
