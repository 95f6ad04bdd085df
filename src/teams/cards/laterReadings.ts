import type { CardElement } from '@microsoft/teams.cards';
import type { Finding } from '../../domain/reason';
import type { Rereading } from '../../domain/rereading';
import { requestLabel, type Request } from '../../domain/request';
import { reasonText } from '../../texts/reasonText';
import type { Texts } from '../../texts/texts';
import { band, smallLine, subjectLine } from './band';
import { ownText } from './ownText';
import { paragraph } from './typedText';
import { dateAndTimeOf, whenText } from './whenText';

/** The band of an account that was read otherwise after it was verified: what, when, and what a person does now. */
export function changedBand(
  texts: Texts,
  request: Request,
  verifiedAt: number,
  { at, finding }: Rereading & { readonly finding: Finding },
): CardElement {
  const { later } = texts;
  const words = reasonText(texts, finding);
  const read = later.readSo(dateAndTimeOf(texts, verifiedAt), whenText(texts, at));
  return band({
    style: 'attention',
    small: smallLine(later.changed, requestLabel(request)),
    heading: finding.code === 'modeChanged' ? later.modeTitle(finding.facts?.['mode']) : words.heading,
    lines: [
      subjectLine(request.content),
      paragraph([words.says(finding.facts ?? {})], { spacing: 'Small' }),
      ownText(`${read} **${later.remedies[finding.code]}**`, { spacing: 'None' }),
    ],
  });
}

/** When it was last read again and found so; nothing before the first time. */
export function readAgainLines(texts: Texts, { readAgain = [] }: Request): CardElement[] {
  const last = readAgain.at(-1);
  if (last === undefined) return [];
  const changed = readAgain.findLast(({ finding }) => finding !== undefined);
  const when = whenText(texts, last.at);
  const says =
    changed === undefined
      ? texts.later.stillSo(when)
      : texts.later.soAgain(dateAndTimeOf(texts, changed.at), when);
  return [ownText(says, { spacing: 'None' })];
}
