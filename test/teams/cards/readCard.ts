import { AdaptiveCard, SerializationContext, Versions } from 'adaptivecards/dist/adaptivecards.js';
import type { Message } from '../../../src/ports';

/** One object within a card, with the objects around it, outermost first. */
export interface Piece {
  readonly object: Readonly<Record<string, unknown>>;
  readonly within: readonly Readonly<Record<string, unknown>>[];
}

/** Every object of a card that has a type. */
export function piecesOf(value: unknown, within: Piece['within'] = []): Piece[] {
  if (Array.isArray(value)) return value.flatMap((each) => piecesOf(each, within));
  if (typeof value !== 'object' || value === null) return [];
  const object = value as Readonly<Record<string, unknown>>;
  const own = typeof object['type'] === 'string' ? [{ object, within }] : [];
  return [...own, ...Object.values(object).flatMap((each) => piecesOf(each, [...within, object]))];
}

/** The text people read in a card, line by line. */
export function readText(message: Message): string {
  return piecesOf(message.card)
    .filter(({ object }) => object['type'] === 'TextBlock' || object['type'] === 'RichTextBlock')
    .map(({ object }) => {
      const inlines = (object['inlines'] ?? []) as readonly { text: string }[];
      return object['type'] === 'TextBlock'
        ? String(object['text'])
        : inlines.map((run) => run.text).join('');
    })
    .join('\n');
}

/** Titles of the buttons of a card, in order; those that unfold are followed by their own. */
export function buttonTitles(message: Message): string[] {
  return piecesOf(message.card)
    .filter(
      ({ object, within }) => String(object['type']).startsWith('Action.') && !isFallback(object, within),
    )
    .map(({ object }) => String(object['title']));
}

/** Teams takes searched choices in cards of 1.5 (Microsoft: typeahead search in Adaptive Cards); the renderer does not. */
const takenByTeams = 'Property "choices.data" is supported in version 1.6, but you are using version 1.5.';

/** What Microsoft's own renderer holds against the card at version 1.5; empty for a good one. */
export function complaints(message: Message): string[] {
  const context = new SerializationContext(Versions.v1_5);
  const card = new AdaptiveCard();
  card.parse(message.card, context);
  const parsing = Array.from({ length: context.eventCount }, (_, index) => context.getEventAt(index).message);
  const checking = card.validateProperties().validationEvents.map((event) => event.message);
  return [...parsing, ...checking].filter((said) => said !== takenByTeams);
}

function isFallback(object: Piece['object'], within: Piece['within']): boolean {
  return within.at(-1)?.['fallback'] === object;
}
