import type { Action, CardElement } from '@microsoft/teams.cards';
import { verdictOf } from '../../domain/advice';
import type { Message } from '../../ports';
import type { Texts } from '../../texts/texts';
import type { AdviceView } from '../../views';
import { band } from './band';
import { execute, openLink } from './buttons';
import { cardMessage } from './cardMessage';
import { ownText } from './ownText';
import { bold, paragraph } from './typedText';

const questions = ['appRegistration', 'password', 'person'] as const;

/** Three short questions before the review: could it be an application user? */
export function adviceCard(texts: Texts, view: AdviceView): Message {
  const { advice, buttons, form } = texts;
  const { values } = view;
  return cardMessage({
    summary: advice.summary,
    body: [
      band({
        style: 'accent',
        small: form.step(2),
        heading: advice.title,
        lines: [
          paragraph([bold(values.accountName)], { spacing: 'None' }),
          ownText(advice.intro, { spacing: 'None' }),
        ],
      }),
      ...questions.map((id): CardElement => ({
        type: 'Input.Toggle',
        id,
        label: advice.questions[id],
        title: advice.answers[id],
        wrap: true,
        errorMessage: advice.answerMissing,
        value: values.advice?.[id] === true ? 'true' : 'false',
      })),
    ],
    actions: [
      execute(buttons.continue, 'advise', fieldsOf(view), { positive: true, inputs: true }),
      execute(buttons.back, 'back', fieldsOf(view)),
    ],
  });
}

/** The answers speak against a non-interactive user: how it is done instead, and a field for why not. */
export function enoughCard(texts: Texts, view: AdviceView): Message {
  const { advice, form } = texts;
  const given = view.values.advice;
  const isPerson = given !== undefined && verdictOf(given) === 'person';
  const how = isPerson ? [ownText(advice.personHow)] : steps(advice.how);
  const reason: CardElement = {
    type: 'Input.Text',
    id: 'reason',
    label: advice.reasonLabel,
    placeholder: advice.reasonPlaceholder,
    isRequired: true,
    isMultiline: true,
    maxLength: 300,
    errorMessage: advice.reasonMissing,
    ...(given?.reason === undefined ? {} : { value: given.reason.slice(0, 1000) }),
  };
  const guide: Action[] = isPerson ? [] : [openLink(advice.openGuide, advice.guide)];
  return cardMessage({
    summary: isPerson ? advice.personTitle : advice.enoughTitle,
    body: [
      band({
        style: view.problem === undefined ? 'accent' : 'attention',
        small: form.step(2),
        heading: isPerson ? advice.personTitle : advice.enoughTitle,
        lines: isPerson ? [] : [ownText(advice.takesNothing, { spacing: 'None' })],
      }),
      ...how,
      reason,
      ...(view.problem === undefined
        ? []
        : [ownText(`! ${advice.reasonMissing}`, { bold: true, spacing: 'Small' })]),
    ],
    actions: [
      ...guide,
      execute(advice.goOn, 'goOn', fieldsOf(view), { inputs: true }),
      execute(texts.buttons.back, 'check', fieldsOf(view)),
    ],
  });
}

function steps(how: readonly string[]): CardElement[] {
  return how.map((line, index) =>
    ownText(`${String(index + 1)}. ${line}`, index === 0 ? {} : { spacing: 'None' }),
  );
}

function fieldsOf({ formId, values }: AdviceView): { formId: string; values: AdviceView['values'] } {
  return { formId, values };
}
