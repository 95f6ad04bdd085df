/** One object of an Adaptive Card's JSON: the card, an element or an action. */
export type CardNode = Readonly<Record<string, unknown>>;

/** The value as an object of a card; undefined when it is something else. */
export function nodeOf(value: unknown): CardNode | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as CardNode)
    : undefined;
}

/** The objects in the list under the key; none when there is no such list. */
export function nodesAt(node: CardNode, key: string): CardNode[] {
  const list = node[key];
  return Array.isArray(list) ? list.map(nodeOf).filter((one) => one !== undefined) : [];
}

/** The text under the key; '' when there is none. */
export function textAt(node: CardNode, key: string): string {
  const value = node[key];
  return typeof value === 'string' ? value : '';
}

/** The number under the key; undefined when there is none. */
export function numberAt(node: CardNode, key: string): number | undefined {
  const value = node[key];
  return typeof value === 'number' ? value : undefined;
}

/** The node's type, such as `TextBlock`; '' when it names none. */
export function typeOf(node: CardNode): string {
  return textAt(node, 'type');
}
