import type { CardElement } from '@microsoft/teams.cards';
import type { Request } from '../../domain/request';
import { reasonText } from '../../texts/reasonText';
import type { Texts } from '../../texts/texts';
import { ownText } from './ownText';
import { bold, paragraph } from './typedText';
import { whenText } from './whenText';

/**
 * What keeps an approved request from beginning, or one at work from going on: what, since when, and that it goes on by
 * itself. Empty for nothing.
 */
export function heldUpLines(texts: Texts, { heldUp, state }: Request): CardElement[] {
  if (heldUp === undefined) return [];
  const progress = state === 'approved' ? texts.progress : texts.wayBack;
  const { says } = reasonText(texts, heldUp.why);
  return [
    heldUp.noSince === undefined
      ? paragraph([bold(progress.heldUp), ' ', says(heldUp.why.facts ?? {})])
      : paragraph([bold(texts.progress.saidNo), ' ', texts.progress.readAgain]),
    ownText(progress.heldUpSince(whenText(texts, heldUp.since)), { spacing: 'None' }),
  ];
}
