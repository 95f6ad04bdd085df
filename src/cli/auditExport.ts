import { closeSync, openSync, writeSync } from 'node:fs';
import { writeLine } from '../audit/auditLine';
import type { Store } from '../storePorts';
import { UsageProblem } from './usageProblem';

/**
 * Writes every entry of every chain, one JSON object a line, as it is at one moment. `file` must not be there yet;
 * without it all goes to standard output. Returns how many were written.
 */
export async function auditExport(
  { audit }: Pick<Store, 'audit'>,
  file: string | undefined,
  withWords: boolean,
): Promise<number> {
  const out = file === undefined ? 1 : openNew(file);
  let count = 0;
  try {
    await audit.readAll((line) => {
      writeSync(out, `${writeLine(withWords ? line : { ...line, words: {} })}\n`);
      count += 1;
    });
  } finally {
    if (file !== undefined) closeSync(out);
  }
  return count;
}

/** Only whoever runs this may read it: it holds names and what people typed. */
function openNew(file: string): number {
  try {
    return openSync(file, 'wx', 0o600);
  } catch (error) {
    const { code = 'unknown' } = error as NodeJS.ErrnoException;
    const why = code === 'EEXIST' ? 'is there already' : `cannot be written (${code})`;
    throw new UsageProblem(`--out ${file} ${why}. Nothing was exported.`);
  }
}
