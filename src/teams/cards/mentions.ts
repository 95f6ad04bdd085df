import type { CardElement } from '@microsoft/teams.cards';
import type { Person } from '../../domain/person';
import { ownText } from './ownText';

/** Somebody mentioned in a card: the text that stands in it, and who that is, by the Entra object id. */
export interface Mention {
  readonly type: 'mention';
  readonly text: string;
  readonly mentioned: { readonly id: string; readonly name: string };
}

/** Most people one card mentions. */
const most = 10;

/** A name of which nothing is left but letters, digits, spaces, hyphens and apostrophes: it stands in a TextBlock. */
function plain(name: string): string {
  return name
    .replace(/[^\p{L}\p{N} '-]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 60)
    .trim();
}

/** The mentions of these people, at most ten; who has no name that can be written, or one like another's, is left out. */
export function mentionsOf(people: readonly Person[]): readonly Mention[] {
  const named = people.map(({ objectId, name }) => ({ id: objectId, name: plain(name) }));
  return named
    .filter(({ name }, index) => name !== '' && named.findIndex((one) => one.name === name) === index)
    .slice(0, most)
    .map((mentioned) => ({ type: 'mention', text: `<at>${mentioned.name}</at>`, mentioned }));
}

/** A line of our own words with the mentions after it. Empty for nobody. */
export function mentionLine(words: string, mentions: readonly Mention[]): CardElement[] {
  return mentions.length === 0 ? [] : [ownText(`${words} ${mentions.map(({ text }) => text).join(', ')}`)];
}
