import { type CardNode, nodeOf, nodesAt, textAt, typeOf } from './cardNode';

/** An element or an action of a card, with the place where it stands. */
export interface Placed {
  readonly node: CardNode;
  /** The elements around it, outermost first. */
  readonly around: readonly CardNode[];
  /** The card and the ShowCards in which it stands, outermost first. */
  readonly cards: readonly CardNode[];
}

const elementTypes = new Set([
  'TextBlock',
  'RichTextBlock',
  'Image',
  'ImageSet',
  'Media',
  'Container',
  'ColumnSet',
  'Column',
  'FactSet',
  'ActionSet',
  'Table',
  'TableRow',
  'TableCell',
  'Input.Text',
  'Input.Number',
  'Input.Date',
  'Input.Time',
  'Input.Toggle',
  'Input.ChoiceSet',
]);
const actionTypes = new Set([
  'Action.Execute',
  'Action.Submit',
  'Action.OpenUrl',
  'Action.ShowCard',
  'Action.ToggleVisibility',
]);

/**
 * What a client of version 1.5 shows for the node: the node, its `fallback` where its type is newer, or undefined
 * where it has none and is dropped.
 */
export function shownAs(node: CardNode): CardNode | undefined {
  if (elementTypes.has(typeOf(node)) || actionTypes.has(typeOf(node))) return node;
  const fallback = nodeOf(node['fallback']);
  return fallback && shownAs(fallback);
}

/** The elements that stand directly inside a card or an element, as a client of version 1.5 shows them. */
export function elementsIn(node: CardNode): CardNode[] {
  const columns = nodesAt(node, 'columns').map((column) => ({ ...column, type: 'Column' }));
  const rows = nodesAt(node, 'rows').map((row) => ({ ...row, type: 'TableRow' }));
  const cells = nodesAt(node, 'cells').map((cell) => ({ ...cell, type: 'TableCell' }));
  const held = [...nodesAt(node, 'body'), ...nodesAt(node, 'items'), ...nodesAt(node, 'images')];
  const inside = typeOf(node) === 'Table' ? rows : [...held, ...columns, ...rows, ...cells];
  return inside.map(shownAs).filter((element) => element !== undefined);
}

/** The actions that stand directly on a card or an element, as a client of version 1.5 shows them. */
export function actionsOn(node: CardNode): CardNode[] {
  const single = [nodeOf(node['selectAction']), nodeOf(node['inlineAction'])].filter(
    (one) => one !== undefined,
  );
  return [...nodesAt(node, 'actions'), ...single].map(shownAs).filter((action) => action !== undefined);
}

/** Every element and action of the card, in reading order, those in ShowCards included. */
export function placedIn(card: CardNode): Placed[] {
  return within(card, [], [card]);
}

/** Whether the element or action may be seen: nothing around it is hidden. `unfolded` holds what the person toggled. */
export function isSeen(placed: Placed, unfolded: ReadonlyMap<string, boolean>): boolean {
  return [...placed.around, placed.node].every((node) => isVisible(node, unfolded));
}

/** Whether the element itself is shown, by the card or by what the person toggled. */
export function isVisible(node: CardNode, unfolded: ReadonlyMap<string, boolean>): boolean {
  return unfolded.get(textAt(node, 'id')) ?? node['isVisible'] !== false;
}

function within(node: CardNode, around: readonly CardNode[], cards: readonly CardNode[]): Placed[] {
  const elements = elementsIn(node).flatMap((element) => [
    { node: element, around, cards },
    ...within(element, [...around, element], cards),
  ]);
  const actions = actionsOn(node).flatMap((action) => {
    const shown = typeOf(action) === 'Action.ShowCard' ? nodeOf(action['card']) : undefined;
    return [{ node: action, around, cards }, ...(shown ? within(shown, around, [...cards, shown]) : [])];
  });
  return [...elements, ...actions];
}
