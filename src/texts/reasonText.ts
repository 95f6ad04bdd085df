import type { Reason } from '../domain/reason';
import type { ReasonText } from './reasonTexts';
import type { Texts } from './texts';

/**
 * The words for a reason of any kind, looked up by its code: what was waited for, found or refused, in this order.
 * A code that has no words (of a later version, say) gets those of something unforeseen.
 */
export function reasonText(texts: Texts, why: Reason): ReasonText {
  const { waiting, finding, refusal } = texts.reasons;
  const tables: readonly Readonly<Record<string, ReasonText>>[] = [waiting, finding, refusal];
  const table = tables.find((each) => Object.hasOwn(each, why.code));
  return table?.[why.code] ?? waiting.unforeseen;
}

/** The words for a refusal; codes that are both waited for and refused (`noSeat`) read as an end here. */
export function refusalText(texts: Texts, why: Reason): ReasonText {
  const refusal: Readonly<Record<string, ReasonText>> = texts.reasons.refusal;
  return (Object.hasOwn(refusal, why.code) ? refusal[why.code] : undefined) ?? reasonText(texts, why);
}
