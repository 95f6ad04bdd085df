import type { HashedEntry } from './hashes';

/** The chain that ties the others together: each of its entries is an anchor. */
export const anchorChain = 'anchors';

/** What an anchor says of one chain: its entry of this number has this hash, so everything up to it was there. */
export type ChainHead = readonly [chain: string, sequence: number, hash: string];

/** What is kept elsewhere of an anchor: whoever holds it sees that nothing before it was taken away. */
export interface Anchor {
  /** Its number in the chain of anchors. */
  readonly sequence: number;
  /** Its hash, which covers the anchors before it and the chains they name. */
  readonly hash: string;
  /** In ms. */
  readonly at: number;
}

/** The heads that an anchor names; none for what is no anchor. */
export function headsOf({
  chain,
  kind,
  body,
}: Pick<HashedEntry, 'chain' | 'kind' | 'body'>): readonly ChainHead[] {
  const { heads } = body;
  if (chain !== anchorChain || kind !== 'anchor' || !Array.isArray(heads)) return [];
  return heads.filter(isHead);
}

function isHead(value: unknown): value is ChainHead {
  if (!Array.isArray(value) || value.length !== 3) return false;
  const [chain, sequence, hash] = value as readonly unknown[];
  return typeof chain === 'string' && typeof sequence === 'number' && typeof hash === 'string';
}
