import type { CardElement } from '@microsoft/teams.cards';
import { requestLabel } from '../../domain/request';
import type { Message } from '../../ports';
import type { Texts } from '../../texts/texts';
import type { FormView } from '../../views';
import { band, box } from './band';
import { execute, unfold } from './buttons';
import { cardMessage } from './cardMessage';
import { formInputs, problemLine } from './formInputs';
import { formRest, restId } from './formRest';
import { ownText } from './ownText';
import { paragraph } from './typedText';

/** The form for a request; with problems it names them above and at their fields, and keeps what was typed. */
export function formCard(texts: Texts, view: FormView): Message {
  const { form } = texts;
  const count = view.problems.length;
  const { advice, askedAfter } = view.values;
  // What the form does not ask goes along with its button, so that it is there when the form comes back.
  const kept = {
    ...(advice === undefined ? {} : { advice }),
    ...(askedAfter === undefined ? {} : { askedAfter }),
  };
  return cardMessage({
    summary: count === 0 ? form.summary : form.summaryRefused(count),
    body: [
      count === 0 ? introduction(texts) : refusedBand(texts, view),
      ...(askedAfter === undefined ? [] : [ownText(form.again(requestLabel({ number: askedAfter })))]),
      ...formInputs(texts, view),
      box([
        ownText(form.filledInTitle, { bold: true }),
        paragraph([filledIn(texts, view)], { spacing: 'None' }),
      ]),
      formRest(texts, view),
    ],
    actions: [
      execute(
        texts.buttons.continue,
        'check',
        { formId: view.formId, ...kept },
        { positive: true, inputs: true },
      ),
      unfold(form.changeTheRest, restId),
    ],
  });
}

/** What the folded fields hold, in a line. */
function filledIn({ form, day }: Texts, view: FormView): string {
  const { values, filledIn: usual } = view;
  const licence = view.licences.find(({ partNumber }) => partNumber === values.licence)?.name;
  const owner = values.owner === '' ? form.you : (view.ownerName ?? form.chosenOwner);
  return form.filledIn(
    values.domain === '' ? usual.domain : values.domain,
    licence ?? form.preferred(usual.licence),
    values.unit,
    owner,
    day(values.reviewOn === '' ? usual.reviewOn : values.reviewOn),
  );
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
