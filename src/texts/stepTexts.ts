import type { StepName } from '../domain/trail';

/** One action in the tenses that carry its state; `found` is said where nothing had to be changed. */
export interface Tenses {
  readonly toDo: string;
  readonly now: string;
  readonly done: string;
  readonly found: string;
}

/** The words of one step, forward and while cleaning up. */
export interface StepText extends Tenses {
  readonly undo: Tenses;
}

/** The words of every step there ever was: a step without words does not compile. */
export type StepTexts = Readonly<Record<StepName, StepText>>;
