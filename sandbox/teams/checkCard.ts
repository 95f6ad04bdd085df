import { AdaptiveCard, SerializationContext, Versions } from 'adaptivecards/dist/adaptivecards.js';
import { type CardNode, nodeOf, nodesAt, textAt, typeOf } from './cardNode';
import { placedIn, shownAs } from './placed';

/** The largest card that Teams promises to take, in bytes of its JSON (28 KB). */
export const largestCard = 28 * 1024;

/**
 * Says what is wrong with a card: for the parser of Adaptive Cards 1.5, for Teams' limit of size, and for phones,
 * which show nothing of a card with an empty text, an input without id or a toggle without target. Empty when all
 * is well.
 */
export function checkCard(card: unknown): string[] {
  const node = nodeOf(card);
  if (!node || typeOf(node) !== 'AdaptiveCard') return ['It is not an AdaptiveCard.'];
  const bytes = Buffer.byteLength(JSON.stringify(node));
  return [
    ...(textAt(node, 'version') === '1.5'
      ? []
      : [`Its version is "${textAt(node, 'version')}" and not 1.5.`]),
    ...(bytes < largestCard
      ? []
      : [`It has ${String(bytes)} bytes; Teams takes less than ${String(largestCard)}.`]),
    ...parserSays(node),
    ...phonesSay(node),
  ];
}

function parserSays(node: CardNode): string[] {
  const context = new SerializationContext(Versions.v1_5);
  const card = new AdaptiveCard();
  card.parse(asVersion15(node), context);
  const events = Array.from({ length: context.eventCount }, (_, index) => context.getEventAt(index).message);
  return [...events, ...card.validateProperties().validationEvents.map((event) => event.message)];
}

/** Teams takes `choices.data` in cards of version 1.5, and newer elements with a fallback; the parser does not. */
function asVersion15(node: CardNode): CardNode {
  const shown = nodeOf(node['fallback']) ? (shownAs(node) ?? node) : node;
  const entries = Object.entries(shown).map(([key, value]): [string, unknown] => {
    if (Array.isArray(value))
      return [key, value.map((one: unknown) => (nodeOf(one) ? asVersion15(one as CardNode) : one))];
    return [key, key === 'card' && nodeOf(value) ? asVersion15(value as CardNode) : value];
  });
  const plain = Object.fromEntries(entries);
  if (!('choices.data' in plain)) return plain;
  const { 'choices.data': _, ...rest } = plain;
  return nodesAt(rest, 'choices').length > 0
    ? rest
    : { ...rest, choices: [{ title: 'found', value: 'found' }] };
}

function phonesSay(card: CardNode): string[] {
  const placed = placedIn(card);
  const ids = new Set(placed.map(({ node }) => textAt(node, 'id')));
  return placed.flatMap(({ node }) => {
    const type = typeOf(node);
    if (type === 'TextBlock' && textAt(node, 'text') === '') return ['A TextBlock has an empty text.'];
    if (type === 'RichTextBlock' && !Array.isArray(node['inlines']))
      return ['A RichTextBlock has no inlines.'];
    if (type === 'Action.ToggleVisibility') return missingTargets(node, ids);
    if (type.startsWith('Action.') && textAt(node, 'title') === '') return [`An ${type} has no title.`];
    return [];
  });
}

function missingTargets(toggle: CardNode, ids: ReadonlySet<string>): string[] {
  const targets = toggle['targetElements'];
  if (!Array.isArray(targets) || targets.length === 0) return ['An Action.ToggleVisibility has no targets.'];
  return targets
    .map((target: unknown) =>
      typeof target === 'string' ? target : textAt(nodeOf(target) ?? {}, 'elementId'),
    )
    .filter((id) => !ids.has(id))
    .map((id) => `An Action.ToggleVisibility names "${id}", which is not in the card.`);
}
