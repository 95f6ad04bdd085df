import type { CardElement } from '@microsoft/teams.cards';
import type { Message } from '../../ports';
import type { Texts } from '../../texts/texts';
import type { FormView } from '../../views';
import { band, box } from './band';
import { execute } from './buttons';
import { cardMessage } from './cardMessage';
import { formInputs, problemLine } from './formInputs';
import { ownText } from './ownText';
import { paragraph } from './typedText';

/** The form for a request; with problems it names them above and at their fields, and keeps what was typed. */
export function formCard(texts: Texts, view: FormView): Message {
  const { form } = texts;
  const { domain, licence, reviewOn } = view.filledIn;
  const count = view.problems.length;
  return cardMessage({
    summary: count === 0 ? form.summary : form.summaryRefused(count),
    body: [
      count === 0 ? introduction(texts) : refusedBand(texts, view),
      ...formInputs(texts, view),
      box([
        ownText(form.filledInTitle, { bold: true }),
        paragraph([form.filledIn(domain, licence, texts.day(reviewOn))], { spacing: 'None' }),
      ]),
    ],
    actions: [
      execute(texts.buttons.continue, 'check', { formId: view.formId }, { positive: true, inputs: true }),
    ],
  });
}

function introduction(texts: Texts): CardElement {
  return band({
    small: texts.form.step(1),
    heading: texts.form.title,
    lines: [ownText(texts.form.intro, { subtle: true, spacing: 'None' })],
  });
}

function refusedBand(texts: Texts, view: FormView): CardElement {
  const { form } = texts;
  const fields = [...new Set(view.problems.flatMap((problem) => problem.field ?? []))];
  const names = fields.map((field) => form.fields[field]).join(', ');
  return band({
    style: 'attention',
    small: `! ${form.step(1)}`,
    heading: form.refused(view.problems.length),
    lines: [
      ownText(names === '' ? form.kept : `${names}. ${form.kept}`, { spacing: 'None' }),
      ...view.problems
        .filter((problem) => problem.field === undefined)
        .map((problem) => problemLine(texts, problem)),
    ],
  });
}
