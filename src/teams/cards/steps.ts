import type { CardElement } from '@microsoft/teams.cards';
import type { StepName } from '../../domain/trail';
import type { Texts } from '../../texts/texts';
import type { StepText, Tenses } from '../../texts/stepTexts';
import type { StepView } from '../../views';
import { ownText } from './ownText';

const marks: Readonly<Record<StepView['mark'], string>> = {
  done: '✓',
  found: '✓',
  now: '●',
  toDo: '○',
  attention: '!',
};

/** The steps of a request, one line each; the tense carries the state. `undoing`: in the words of cleaning up. */
export function stepLines(texts: Texts, steps: readonly StepView[], undoing: boolean): CardElement[] {
  return steps.map((step) => {
    const whole = stepWords(texts, step.name, step.takesUp === true);
    const words = undoing ? whole.undo : whole;
    return markedLine(marks[step.mark], sayingOf(texts, words, step.mark), {
      bold: step.mark === 'now' || step.mark === 'attention',
      subtle: step.mark === 'toDo',
    });
  });
}

/** The words of a step; two of them are others where a blocked account is taken up instead of made. */
export function stepWords(texts: Texts, name: StepName, takesUp: boolean): StepText {
  const { takenUp } = texts.wayBack;
  if (!takesUp || (name !== 'createAccount' && name !== 'storePassword')) return texts.steps[name];
  return { ...texts.steps[name], ...takenUp[name] };
}

/** A mark and our own words beside it. */
export function markedLine(
  mark: string,
  text: string,
  options: { readonly bold?: boolean; readonly subtle?: boolean } = {},
): CardElement {
  return {
    type: 'ColumnSet',
    spacing: 'None',
    columns: [
      { type: 'Column', width: '20px', items: [ownText(mark, options)] },
      { type: 'Column', width: 'stretch', items: [ownText(text, options)] },
    ],
  };
}

function sayingOf(texts: Texts, words: Tenses, mark: StepView['mark']): string {
  return mark === 'attention' ? texts.progress.stopped(words.now) : words[mark];
}
