import type { CardElement } from '@microsoft/teams.cards';
import { ownText } from './ownText';
import { paragraph, type Run } from './typedText';

/** Addresses, sign-in names and versions that no client can read as markdown. */
const harmless = /^(?:[A-Za-z][A-Za-z0-9.@:/-]*|[A-Za-z0-9]+)$/;

/** Whether it is a name of plain words, numbers and commas, so that no client can read markdown in it. */
export function isHarmless(text: string): boolean {
  return /^[A-Za-z0-9][A-Za-z0-9, ]*$/.test(text);
}

/** A label and a value side by side; the label is our own word, of `width` at most. */
export function fact(label: string, value: CardElement, width: '104px' | '128px' = '104px'): CardElement {
  return {
    type: 'ColumnSet',
    spacing: 'None',
    columns: [
      { type: 'Column', width, items: [ownText(label, { subtle: true })] },
      { type: 'Column', width: 'stretch', items: [value] },
    ],
  };
}

/** A label and a value from outside. */
export function factOf(label: string, ...runs: readonly Run[]): CardElement {
  return fact(label, paragraph(runs));
}

/** A sign-in name, an address or a version, whole, to be copied; `said` puts it into our own words. */
export function copied(text: string, said: (text: string) => string = String): CardElement {
  return harmless.test(text) && text.length <= 300 ? ownText(said(text)) : paragraph([said(text)]);
}

/** A label with its value under it, for what is long and copied. */
export function stacked(label: string, value: CardElement): CardElement {
  return {
    type: 'Container',
    spacing: 'Small',
    items: [ownText(label, { small: true, subtle: true }), { ...value, spacing: 'None' }],
  };
}
