/** One element of a card: its type, and the texts that stand in it itself. */
export interface CardNode {
  readonly type: string;
  readonly texts: readonly string[];
}

/** Every element of a card, nested ones too. What a button sends along is no text that a client draws. */
export function nodesOf(value: unknown): readonly CardNode[] {
  if (Array.isArray(value)) return value.flatMap(nodesOf);
  if (typeof value !== 'object' || value === null) return [];
  const entries = Object.entries(value).filter(([key]) => key !== 'data' && key !== 'msteams');
  const { type } = value as { readonly type?: unknown };
  const own = entries.flatMap(([, one]) => (typeof one === 'string' ? [one] : []));
  const nested = entries.flatMap(([, one]) => nodesOf(one));
  return [{ type: typeof type === 'string' ? type : 'part', texts: own }, ...nested];
}
