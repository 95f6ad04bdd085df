import { type CardNode, textAt, typeOf } from './teams/cardNode';
import { cardAsText } from './teams/cardAsText';
import { placedIn } from './teams/placed';
import { labelOf } from './teams/pressButton';

/** The card that a button unfolded, as lines to read, and how to go on at the prompt. */
export function unfoldedText(card: CardNode): string {
  const lines = cardAsText(card, { choices: true }).split('\n');
  const nodes = placedIn(card).map(({ node }) => node);
  const fills = nodes
    .filter((node) => typeOf(node).startsWith('Input.'))
    .map((node) => `${labelOf(node)} = …`)
    .join('; ');
  const presses = nodes
    .filter((node) => typeOf(node).startsWith('Action.'))
    .map((node) => `[${textAt(node, 'title')}] ${fills}`.trim());
  const goOn = presses.length === 0 ? [] : [`Go on with  ${presses.join('  or  ')}`];
  return [...lines.map((line) => `  │ ${line}`), ...goOn].join('\n');
}
