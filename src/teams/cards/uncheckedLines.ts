import type { CardElement } from '@microsoft/teams.cards';
import type { Unchecked } from '../../domain/checks';
import type { Texts } from '../../texts/texts';
import { ownText } from './ownText';

/** What could not be checked yet, marked in amber, and that it is checked again. Empty where all was checked. */
export function uncheckedLines(texts: Texts, unchecked: readonly Unchecked[]): CardElement[] {
  const names = unchecked.flatMap(({ checks }) => checks);
  if (names.length === 0) return [];
  const { checks } = texts;
  return [
    {
      type: 'Container',
      style: 'warning',
      items: [ownText(checks.notYet(names.map((name) => checks.subject[name]).join(', ')))],
    },
  ];
}
