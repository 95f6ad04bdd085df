import type { englishAdvice } from './englishAdvice';
import type { englishAnswers } from './englishAnswers';
import type { englishChecks } from './englishChecks';
import type { englishConsent } from './englishConsent';
import type { englishLater } from './englishLater';
import type { englishRequestCards } from './englishRequestCards';
import type { englishResultCards } from './englishResultCards';
import type { englishSearch } from './englishSearch';
import type { englishStepUp } from './englishStepUp';
import type { englishWayBack } from './englishWayBack';
import type { AnswerText, ReasonTexts } from './reasonTexts';
import type { StepTexts } from './stepTexts';

type CheckTexts = typeof englishChecks;
type ConsentTexts = typeof englishConsent;
type RequestCardTexts = typeof englishRequestCards;
type LaterTexts = typeof englishLater;
type ResultCardTexts = typeof englishResultCards;
type WayBackTexts = typeof englishWayBack;

/**
 * Everything people read, by key. The English texts set the keys of cards and answers; every other language has to
 * have them all, and words for each step and each reason, or it does not compile.
 */
export interface Texts
  extends CheckTexts, ConsentTexts, LaterTexts, RequestCardTexts, ResultCardTexts, WayBackTexts {
  readonly advice: typeof englishAdvice;
  readonly stepUp: typeof englishStepUp;
  readonly search: typeof englishSearch;
  readonly steps: StepTexts;
  readonly reasons: ReasonTexts;
  readonly answers: Readonly<Record<keyof typeof englishAnswers, AnswerText>>;
}
