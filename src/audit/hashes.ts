import { createHash } from 'node:crypto';
import { canonicalJson } from './canonicalJson';

/** What the first entry of a chain has in place of the hash before it. */
export const chainStart = '0'.repeat(64);

function sha256(...parts: readonly (string | Buffer)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
}

/** The digest that stands in the chain for a personal word: SHA-256, hex, of the salt followed by the text. */
export function wordDigest(salt: string, text: string): string {
  return sha256(Buffer.from(salt, 'hex'), text);
}

/** The digests of several words under one salt. */
export function wordDigests(
  salt: string,
  words: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(words).map(([name, text]) => [name, wordDigest(salt, text)]));
}

/** What the hash of an entry covers. */
export interface HashedEntry {
  readonly chain: string;
  readonly sequence: number;
  /** In ms. */
  readonly at: number;
  readonly kind: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly previous: string;
}

/** The hash of an entry: SHA-256, hex, of its canonical JSON, the hash before it included. */
export function entryHash({ chain, sequence, at, kind, body, previous }: HashedEntry): string {
  return sha256(canonicalJson({ chain, seq: sequence, at, kind, body, previous }));
}

/** The digest of what was agreed to: SHA-256, hex, of its canonical JSON and the digests of its words. */
export function agreementDigest(agreed: unknown, words: Readonly<Record<string, string>>): string {
  return sha256(canonicalJson({ agreed, words }));
}
