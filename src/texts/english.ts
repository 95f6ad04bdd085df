import { englishAdvice } from './englishAdvice';
import { englishAnswers } from './englishAnswers';
import { englishChecks } from './englishChecks';
import { englishConsent } from './englishConsent';
import { englishLater } from './englishLater';
import { englishReasons } from './englishReasons';
import { englishRequestCards } from './englishRequestCards';
import { englishResultCards } from './englishResultCards';
import { englishSearch } from './englishSearch';
import { englishStepUp } from './englishStepUp';
import { englishSteps } from './englishSteps';
import { englishWayBack } from './englishWayBack';
import type { Texts } from './texts';

/** Everything people read, in British English. */
export const english: Texts = {
  steps: englishSteps,
  reasons: englishReasons,
  answers: englishAnswers,
  ...englishChecks,
  ...englishConsent,
  ...englishLater,
  advice: englishAdvice,
  stepUp: englishStepUp,
  search: englishSearch,
  ...englishRequestCards,
  ...englishResultCards,
  ...englishWayBack,
};
