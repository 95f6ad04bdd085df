import type { CardElement } from '@microsoft/teams.cards';
import type { Texts } from '../../texts/texts';
import type { Reach } from '../../views';
import { ownText } from './ownText';
import { bold, nameRuns, paragraph } from './typedText';

/** Whether nobody got the approval card, nor will. */
export function isNobodyReached(reach: Reach): boolean {
  return reach.reached.length === 0 && reach.onTheWay.length === 0;
}

/** Who got the approval card, who did not and what to do, and to whom it is on its way. */
export function reachLines(texts: Texts, reach: Reach): CardElement[] {
  const { progress } = texts;
  const line = (label: string, names: readonly string[]): CardElement[] =>
    names.length === 0 ? [] : [paragraph([bold(label), ' ', ...nameRuns(names)])];
  return [
    ...line(progress.reached, reach.reached),
    ...line(progress.onTheWay, reach.onTheWay),
    ...line(progress.notReached, reach.notReached),
    ...(reach.notReached.length === 0 || isNobodyReached(reach)
      ? []
      : [ownText(progress.notReachedHint, { spacing: 'None' })]),
  ];
}
