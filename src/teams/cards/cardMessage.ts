import type { Action, CardElement, IAdaptiveCard } from '@microsoft/teams.cards';
import type { Message } from '../../ports';
import type { Mention } from './mentions';
import { plainName } from './typedText';

const longestSummary = 90;

/** What a message is made of. `act`: somebody must act, so that a locked phone shows the summary as text. */
export interface Parts {
  readonly summary: string;
  readonly act?: boolean;
  readonly body: readonly CardElement[];
  readonly actions?: readonly Action[];
  /** Who is mentioned in the body, each by the text that stands there. */
  readonly mentions?: readonly Mention[];
}

/** A message with one card: version 1.5, and the summary is what is spoken and what older clients show. */
export function cardMessage(parts: Parts): Message {
  const summary = within(plainName(parts.summary, 1000), longestSummary);
  const card: IAdaptiveCard = {
    type: 'AdaptiveCard',
    version: '1.5',
    speak: summary,
    fallbackText: summary,
    body: parts.body.map((element, index) => withRoom(element, parts.body[index - 1])),
    ...(parts.actions === undefined || parts.actions.length === 0 ? {} : { actions: [...parts.actions] }),
  };
  const { mentions = [] } = parts;
  const entities = mentions.length === 0 ? {} : { msteams: { entities: [...mentions] } };
  return { card: { ...card, ...entities }, summary, ...(parts.act === true ? { text: summary } : {}) };
}

/** Rows stand close together and to their title, but not to a band or a paragraph before the first of them. */
function withRoom(element: CardElement, before: CardElement | undefined): CardElement {
  if (element.type !== 'ColumnSet' || before === undefined || before.type === 'ColumnSet') return element;
  const isTitle = before.type === 'TextBlock' && before.weight === 'Bolder';
  return isTitle ? element : { ...element, spacing: 'Default' };
}

/**
 * A sentence about two names within 90 letters. Too long, both names lose their middle, so that beginnings and ends
 * still tell them apart.
 */
export function sentenceOf(say: (one: string, other: string) => string, one: string, other: string): string {
  const names = [plainName(one), plainName(other)] as const;
  const whole = say(...names);
  if (lettersIn(whole) <= longestSummary) return whole;
  const room = longestSummary - lettersIn(say('', ''));
  const half = Math.max(4, Math.floor(room / 2));
  const first = within(names[0], Math.max(half, room - lettersIn(names[1])));
  return say(first, within(names[1], Math.max(4, room - lettersIn(first))));
}

function within(text: string, most: number): string {
  const letters = Array.from(text);
  if (letters.length <= most) return text;
  const end = Math.floor((most - 1) / 2);
  return `${letters.slice(0, most - 1 - end).join('')}…${letters.slice(letters.length - end).join('')}`;
}

function lettersIn(text: string): number {
  return Array.from(text).length;
}
