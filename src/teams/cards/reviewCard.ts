import type { Message } from '../../ports';
import type { Texts } from '../../texts/texts';
import type { ReviewView } from '../../views';
import { band, subjectLine } from './band';
import { execute } from './buttons';
import { cardMessage, sentenceOf } from './cardMessage';
import { ownText, smallPrint } from './ownText';
import { backgroundLines, requestFacts, whyLine } from './requestFacts';
import { uncheckedLines } from './uncheckedLines';
import { markedLine } from './steps';
import { bold, nameRuns, paragraph } from './typedText';
import { whenText } from './whenText';

/** What will be asked for, checked and ready to be sent; the same facts as the approver will read. */
export function reviewCard(texts: Texts, view: ReviewView): Message {
  const { review, buttons } = texts;
  const { content } = view;
  const fields = { formId: view.formId, values: view.values };
  return cardMessage({
    summary: sentenceOf(review.summary, content.accountName, content.environment.name),
    body: [
      band({
        style: 'accent',
        small: texts.form.step(3),
        heading: review.title,
        lines: [subjectLine(content)],
      }),
      whyLine(texts.labels.why, content.purpose),
      ...requestFacts(texts, content, view.slots, view.terms),
      ...backgroundLines(texts, content),
      ...(view.checked.length === 0 ? [] : [ownText(review.checksTitle, { bold: true })]),
      ...view.checked.map((check) => {
        const isTaken = check === 'name' && content.takesUp !== undefined;
        return markedLine('✓', isTaken ? texts.wayBack.takesUpCheck : texts.checks.made[check]);
      }),
      ...uncheckedLines(texts, view.unchecked),
      ...(view.approvers.length === 0
        ? []
        : [paragraph([bold(review.asked), ' ', ...nameRuns(view.approvers)])]),
      smallPrint(review.checkedAt(whenText(texts, view.checkedAt))),
      // On its own row: three buttons of these lengths would be cut on a phone.
      { type: 'ActionSet', actions: [execute(texts.dryRun.button, 'dryRun', fields)] },
    ],
    actions: [
      execute(buttons.send, 'send', fields, { positive: true }),
      execute(buttons.back, 'back', fields),
    ],
  });
}
