import type { Message } from '../../ports';
import type { Texts } from '../../texts/texts';
import type { FormValues } from '../../views';
import type { Unchecked } from '../../domain/checks';
import { band } from './band';
import { execute } from './buttons';
import { cardMessage } from './cardMessage';
import { ownText } from './ownText';
import { bold, paragraph } from './typedText';
import { uncheckedLines } from './uncheckedLines';

/** What a request is made of could not be read in time: nothing is wrong, and [Continue] tries once more. */
export function busyCard(
  texts: Texts,
  form: { readonly formId: string; readonly values: FormValues },
  unchecked: readonly Unchecked[],
): Message {
  const { busy } = texts.checks;
  const fields = { formId: form.formId, values: form.values };
  return cardMessage({
    summary: busy.title,
    body: [
      band({
        style: 'warning',
        small: texts.form.step(1),
        heading: busy.title,
        lines: [
          paragraph([bold(form.values.accountName)], { spacing: 'None' }),
          ownText(busy.line, { spacing: 'Small' }),
        ],
      }),
      ...uncheckedLines(texts, unchecked),
    ],
    actions: [
      execute(texts.buttons.continue, 'toReview', fields, { positive: true }),
      execute(texts.buttons.back, 'back', fields),
    ],
  });
}
