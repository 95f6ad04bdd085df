import { z } from 'zod/v4';
import { verdictOf, type Advice } from '../../domain/advice';
import { isOpen } from '../../domain/request';
import type { Problem } from '../../domain/reason';
import { checkForm, formFromWords, formView } from '../../operations/checkForm';
import { adviceProblem } from '../../operations/formProblems';
import { sendRequest } from '../../operations/sendRequest';
import { besideRequest } from '../../operations/besideRequest';
import type { FormValues } from '../../views';
import { adviceCard, enoughCard } from '../cards/adviceCard';
import { answerCard } from '../cards/answerCard';
import { busyCard } from '../cards/busyCard';
import { openDialog } from '../cards/buttons';
import { formCard } from '../cards/formCard';
import { progressCard } from '../cards/progressCard';
import { reviewCard } from '../cards/reviewCard';
import type { Incoming } from '../incoming';
import { adviceOf, valuesOf, withReason } from './formValues';
import { textField, type Action, type Answer, type Desk } from './answer';

const formIdSchema = z.guid();

/** The form's id, or nothing where a card sends none that this bot could have made. */
export function formIdOf(incoming: Incoming): string | undefined {
  const parsed = formIdSchema.safeParse(incoming.fields['formId']);
  return parsed.success ? parsed.data.toLowerCase() : undefined;
}

/** `new …`: the form in a personal chat; elsewhere a button that opens it for whoever presses it. */
export const newRequest: Action = async (desk, incoming) => {
  const { surroundings, texts } = desk;
  const words = incoming.text.replace(/^new\b/i, '').trim();
  if (incoming.conversation.kind !== 'personal') {
    const opens = openDialog(texts.buttons.askForOne, 'form', { words });
    return {
      post: answerCard({
        title: texts.form.title,
        line: texts.form.intro,
        style: 'accent',
        buttons: [opens],
      }),
    };
  }
  const given = formFromWords(words, surroundings.policy.environments);
  return { post: formCard(texts, await formView(surroundings, given)) };
};

/** The button that opens the form. */
export const openForm: Action = async ({ surroundings, texts }, incoming) => {
  const given = formFromWords(textField(incoming, 'words'), surroundings.policy.environments);
  return { post: formCard(texts, await formView(surroundings, given)) };
};

/** The form with its problems. */
export async function refusedForm(
  { surroundings, texts }: Desk,
  formId: string,
  values: FormValues,
  problems: readonly Problem[],
): Promise<Answer> {
  return { replace: formCard(texts, await formView(surroundings, { formId, values, problems })) };
}

/** Continue: checks the form, and asks whether an application user would do, or shows what is to be changed. */
export const check: Action = async (desk, incoming) => {
  const { surroundings, texts } = desk;
  const values = valuesOf(incoming);
  const formId = formIdOf(incoming);
  if (formId === undefined) return { replace: formCard(texts, await formView(surroundings, { values })) };
  const checked = await checkForm(surroundings, incoming.actor, formId, values);
  if (checked.is === 'problems') return refusedForm(desk, formId, values, checked.problems);
  if (checked.is === 'busy') return { replace: busyCard(texts, { formId, values }, checked.unchecked) };
  return { replace: adviceCard(texts, { formId, values }) };
};

/** The questions are answered: what will be asked for, or how an application user is made instead. */
export const advise: Action = (desk, incoming) => {
  const values = valuesOf(incoming);
  const answered = adviceOf(incoming, values.advice);
  const { reason: _, ...unreasoned } = answered;
  // A reason given before is shown again where one is asked for, and goes where none is.
  const advice = verdictOf(answered) === 'nonInteractive' ? unreasoned : answered;
  return reviewed(desk, incoming, { ...values, advice }, false);
};

/** Go on anyway: what will be asked for, with the reason why not an application user. */
export const goOn: Action = (desk, incoming) => {
  const values = valuesOf(incoming);
  return reviewed(desk, incoming, { ...values, advice: withReason(incoming, values.advice) }, true);
};

/** Again to what will be asked for, once the questions were answered; before, as [Continue] on the form. */
export const toReview: Action = (desk, incoming) => {
  const values = valuesOf(incoming);
  const { advice } = values;
  return advice === undefined ? check(desk, incoming) : reviewed(desk, incoming, { ...values, advice }, true);
};

async function reviewed(
  desk: Desk,
  incoming: Incoming,
  values: FormValues & { readonly advice: Advice },
  isReasoned: boolean,
): Promise<Answer> {
  const { surroundings, texts } = desk;
  const formId = formIdOf(incoming);
  if (formId === undefined) return { replace: formCard(texts, await formView(surroundings, { values })) };
  const problem = adviceProblem(values.advice);
  if (!isReasoned && verdictOf(values.advice) !== 'nonInteractive') {
    return { replace: enoughCard(texts, { formId, values }) };
  }
  if (problem !== undefined) return { replace: enoughCard(texts, { formId, values, problem }) };
  const checked = await checkForm(surroundings, incoming.actor, formId, values);
  if (checked.is === 'problems') return refusedForm(desk, formId, values, checked.problems);
  if (checked.is === 'busy') return { replace: busyCard(texts, { formId, values }, checked.unchecked) };
  return { replace: reviewCard(texts, checked.view) };
}

/** Back: the form again, with everything that was typed. */
export const back: Action = async (desk, incoming) => {
  const formId = formIdOf(incoming);
  const given = { values: valuesOf(incoming), ...(formId === undefined ? {} : { formId }) };
  return { replace: formCard(desk.texts, await formView(desk.surroundings, given)) };
};

/** Send for approval: makes the request. What is shown from then on is its progress, in a message of its own. */
export const send: Action = async (desk, incoming) => {
  const { surroundings, texts } = desk;
  const values = valuesOf(incoming);
  const formId = formIdOf(incoming);
  if (formId === undefined) return { replace: formCard(texts, await formView(surroundings, { values })) };
  const sent = await sendRequest(surroundings, incoming.actor, formId, values);
  if (sent.is === 'notAdvised') return { replace: adviceCard(texts, { formId, values }) };
  if (sent.is === 'problems') return refusedForm(desk, formId, values, sent.problems);
  if (sent.is === 'busy') return { replace: busyCard(texts, { formId, values }, sent.unchecked) };
  // The form that was sent before says the same as then: its request has cards of its own, which change with it.
  if (sent.is === 'made' || isOpen(sent.request)) {
    return { replace: answerCard({ ...texts.answers.sent, style: 'accent' }) };
  }
  const messages = await surroundings.store.messages.about(`request:${sent.request.id}`);
  const beside = besideRequest(surroundings, sent.request, messages, incoming.actor);
  return { replace: progressCard(texts, sent.request, { ...beside, audience: 'person' }) };
};
