import { createReadStream, existsSync, readFileSync } from 'node:fs';
import type { Anchor } from '../audit/anchor';
import { AuditReading, type AuditFault, type AuditVerdict } from '../audit/verifyLines';
import { UsageProblem } from './usageProblem';

/** An anchor as it was kept elsewhere. */
type KeptAnchor = Pick<Anchor, 'sequence' | 'hash'>;

const sentences: Readonly<Record<AuditFault['kind'], string>> = {
  unreadable: 'is no audit entry',
  changed: 'was changed: its hash is that of something else',
  gap: 'does not follow: entries before it are missing, or stand elsewhere',
  disorder: 'does not belong here: this chain was past it already',
  words: 'has other personal words than were written',
  digest: 'has another digest than what it says was agreed to',
  cut: 'is named by an anchor, and is missing or another one',
  anchorMissing: 'was kept elsewhere as an anchor, and is missing in this file or another one',
};

function faultLine({ kind, line, chain, sequence }: AuditFault): string {
  const where = line === undefined ? '' : `line ${String(line)}: `;
  const which = chain === undefined ? 'it' : `entry ${String(sequence)} of chain ${chain}`;
  return `  ${where}${which} ${sentences[kind]}.`;
}

function when(at: number): string {
  return new Date(at).toISOString();
}

/** What reading the file showed, in sentences. */
export function verdictLines(verdict: AuditVerdict, wereGiven: boolean): readonly string[] {
  const { lines, chains, faults, lastAnchor, matched, uncovered } = verdict;
  const said = [`${String(lines)} entries in ${String(chains)} chains.`];
  if (faults.length > 0) {
    return [
      ...said,
      `${String(faults.length)} faults${faults.length >= 100 ? ' or more' : ''}:`,
      ...faults.map(faultLine),
    ];
  }
  said.push('Every chain holds: nothing in it was changed, removed, added or put in another order.');
  if (lastAnchor === undefined)
    said.push('There is no anchor in it: that its chains were cut off at the end cannot be seen.');
  else
    said.push(
      `The last anchor in it is ${String(lastAnchor.sequence)}, of ${when(lastAnchor.at)}; ${String(uncovered)} entries came after it and are covered by none.`,
    );
  if (matched !== undefined) {
    said.push(
      `Anchor ${String(matched.sequence)}, of ${when(matched.at)}, is the one that was kept elsewhere: up to it the file is complete.`,
    );
  } else if (!wereGiven) {
    said.push(
      'No anchor from elsewhere was given (--anchor): whoever writes to the database could have made all of it anew.',
    );
  }
  return said;
}

/** Reads anchors: `57:0f3a…` or a file with one JSON object a line. Throws `UsageProblem` for what is neither. */
export function readAnchors(given: readonly string[]): readonly KeptAnchor[] {
  return given.flatMap((text): readonly KeptAnchor[] => {
    const [, sequence, hash] = /^(\d+):([0-9a-f]{64})$/i.exec(text) ?? [];
    if (hash !== undefined) return [{ sequence: Number(sequence), hash: hash.toLowerCase() }];
    if (!existsSync(text)) {
      throw new UsageProblem(`--anchor ${text}: is no file, and no anchor such as 57:<64 hex digits>.`);
    }
    const lines = readFileSync(text, 'utf8')
      .split(/\r?\n/)
      .filter((line) => line.trim() !== '');
    if (lines.length === 0) throw new UsageProblem(`--anchor ${text}: the file holds no anchor.`);
    return lines.map((line, index) => anchorOf(line, `${text}, line ${String(index + 1)}`));
  });
}

function anchorOf(line: string, where: string): KeptAnchor {
  try {
    const { sequence, hash } = JSON.parse(line) as Partial<Record<string, unknown>>;
    if (Number.isInteger(sequence) && typeof hash === 'string') return { sequence: Number(sequence), hash };
  } catch {
    // Said below, with its place.
  }
  throw new UsageProblem(`${where}: is no anchor such as {"sequence":57,"hash":"…"}.`);
}

/** The lines, by line feeds alone: a typed word may hold other signs that end a line for Node's readline. */
async function* linesOf(input: AsyncIterable<string>): AsyncGenerator<string> {
  let rest = '';
  for await (const part of input) {
    const lines = (rest + part).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) yield line.replace(/\r$/, '');
  }
  yield rest.replace(/\r$/, '');
}

/**
 * Checks an exported file, without the database. Returns the sentences and whether all holds. Throws `UsageProblem`
 * where the file cannot be read.
 */
export async function auditVerify(
  file: string,
  anchors: readonly string[],
): Promise<{ readonly holds: boolean; readonly lines: readonly string[] }> {
  const kept = readAnchors(anchors);
  const reading = new AuditReading();
  try {
    for await (const line of linesOf(createReadStream(file, 'utf8'))) {
      if (line !== '') reading.take(line);
    }
  } catch (error) {
    const { code = 'unknown' } = error as NodeJS.ErrnoException;
    throw new UsageProblem(`${file} cannot be read (${code}).`);
  }
  const verdict = reading.verdict(kept);
  return { holds: verdict.faults.length === 0, lines: verdictLines(verdict, kept.length > 0) };
}
