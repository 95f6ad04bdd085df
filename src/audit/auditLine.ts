import type { HashedEntry } from './hashes';

/** One entry as a line of an exported file. */
export interface AuditLine extends HashedEntry {
  readonly hash: string;
  /** Personal words that were not erased, each with the salt of its digest. */
  readonly words: Readonly<Record<string, { readonly salt: string; readonly text: string }>>;
}

/** The line, JSON, without a line break. */
export function writeLine({ chain, sequence, at, kind, body, previous, hash, words }: AuditLine): string {
  const named = Object.keys(words).length === 0 ? {} : { words };
  return JSON.stringify({ chain, seq: sequence, at, kind, body, ...named, previous, hash });
}

/** The entry of a line; nothing for a line that is none. */
export function readLine(text: string): AuditLine | undefined {
  const value = parsed(text);
  if (!isObject(value)) return undefined;
  const { chain, seq, at, kind, body, previous, hash, words = {} } = value;
  const isEntry =
    typeof chain === 'string' &&
    Number.isInteger(seq) &&
    typeof at === 'number' &&
    typeof kind === 'string' &&
    isObject(body) &&
    typeof previous === 'string' &&
    typeof hash === 'string' &&
    areWords(words);
  return isEntry ? { chain, sequence: seq as number, at, kind, body, previous, hash, words } : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function areWords(value: unknown): value is AuditLine['words'] {
  return (
    isObject(value) &&
    Object.values(value).every(
      (word) => isObject(word) && typeof word['salt'] === 'string' && typeof word['text'] === 'string',
    )
  );
}
