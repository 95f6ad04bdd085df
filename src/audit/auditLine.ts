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

/** The highest number of an entry: that of the database's integer. */
const highest = 2_147_483_647;

/** 16 bytes, hex: of any other length, letters of a word could stand in its salt instead. */
const saltForm = /^[0-9a-f]{32}$/;

/** The entry of a line; nothing for a line that is none, or that is not written as this export writes it. */
export function readLine(text: string): AuditLine | undefined {
  const line = entryOf(parsed(text));
  // Whatever else the line held would be covered by no hash.
  return line !== undefined && writeLine(line) === text ? line : undefined;
}

function entryOf(value: unknown): AuditLine | undefined {
  if (!isObject(value)) return undefined;
  const { chain, seq, at, kind, body, previous, hash, words = {} } = value;
  const isEntry =
    typeof chain === 'string' &&
    isNumber(seq) &&
    typeof at === 'number' &&
    typeof kind === 'string' &&
    isObject(body) &&
    typeof previous === 'string' &&
    typeof hash === 'string' &&
    areWords(words);
  return isEntry
    ? { chain, sequence: seq, at, kind, body, previous, hash, words: plainWords(words) }
    : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isNumber(value: unknown): value is number {
  return Number.isInteger(value) && Number(value) >= 1 && Number(value) <= highest;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The words with nothing beside salt and text. */
function plainWords(words: AuditLine['words']): AuditLine['words'] {
  return Object.fromEntries(Object.entries(words).map(([name, { salt, text }]) => [name, { salt, text }]));
}

function areWords(value: unknown): value is AuditLine['words'] {
  return (
    isObject(value) &&
    Object.values(value).every(
      (word) =>
        isObject(word) &&
        typeof word['salt'] === 'string' &&
        saltForm.test(word['salt']) &&
        typeof word['text'] === 'string',
    )
  );
}
