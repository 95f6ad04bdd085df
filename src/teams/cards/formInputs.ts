import type { CardElement } from '@microsoft/teams.cards';
import type { Field, Problem } from '../../domain/reason';
import { refusalText } from '../../texts/reasonText';
import type { Texts } from '../../texts/texts';
import type { FormView } from '../../views';
import { inList } from './roleList';
import { bold, paragraph, plainName } from './typedText';

/** Most letters of each typed field; the client holds whoever types to it. */
export const longestTyped = { accountName: 64, purpose: 300, ticket: 50 } as const;

/** The fields that are always seen, in their order, each with its refusal under it. What was typed is carried back. */
export function formInputs(texts: Texts, view: FormView): CardElement[] {
  return [
    environmentInput(texts, view),
    ...under(texts, view, 'environment'),
    textInput(texts, 'accountName', view.values.accountName, true),
    ...under(texts, view, 'accountName'),
    textInput(texts, 'purpose', view.values.purpose, true),
    ...under(texts, view, 'purpose'),
    rolesInput(texts, view),
    ...chosenRoles(texts, view),
    ...under(texts, view, 'roles'),
  ];
}

/** The refusals of a field. */
export function under(texts: Texts, view: FormView, field: Field): CardElement[] {
  return view.problems
    .filter((problem) => problem.field === field)
    .map((problem) => problemLine(texts, problem));
}

/** "! sentence": what is wrong and what to do. */
export function problemLine(texts: Texts, problem: Problem): CardElement {
  return paragraph([bold(`! ${problemSentence(texts, problem)}`)], { spacing: 'Small' });
}

function problemSentence(texts: Texts, { field, why }: Problem): string {
  const facts = why.facts ?? {};
  const own = texts.reasons.field[field ?? 'form'];
  if (
    why.code === 'required' ||
    why.code === 'tooLong' ||
    why.code === 'notAllowed' ||
    why.code === 'notChecked'
  ) {
    return own[why.code](facts);
  }
  const text = refusalText(texts, why);
  return `${text.says(facts)} ${text.remedy}`;
}

function environmentInput(texts: Texts, view: FormView): CardElement {
  return {
    type: 'Input.ChoiceSet',
    id: 'environment',
    style: 'compact',
    ...labelOf(texts, 'environment', true),
    ...(view.values.environment === '' ? {} : { value: view.values.environment }),
    choices: view.environments.map((each) => ({
      title: texts.form.freeSlots(plainName(each.name), each.free),
      value: each.id,
    })),
  };
}

/**
 * Roles are searched for while one types, in the environment and business unit that the form names. Names are sent, not
 * ids: they mean the same in another environment, and clients that show a choice made before show them.
 */
function rolesInput(texts: Texts, view: FormView): CardElement {
  const { roles } = view.values;
  return searchInput({
    id: 'roles',
    dataset: 'roles',
    isMultiSelect: true,
    // Not required for the client: where none can be offered, the form has to come through to hear why.
    ...labelOf(texts, 'roles', false),
    value: roles.map(inList).join(','),
    choices: roles.map((role) => ({ title: plainName(role), value: inList(role) })),
  });
}

/** A field whose choices are searched for while one types; those made before are among the choices already. */
export function searchInput(
  input: { readonly id: string; readonly dataset: string; readonly value: string } & Readonly<
    Record<string, unknown>
  >,
): CardElement {
  const { dataset, value, ...rest } = input;
  return {
    type: 'Input.ChoiceSet',
    style: 'filtered',
    ...rest,
    ...(value === '' ? {} : { value }),
    'choices.data': { type: 'Data.Query', dataset, associatedInputs: 'auto' },
  } as CardElement;
}

/** Some phones hide choices made before, so they are said in words too. */
function chosenRoles(texts: Texts, view: FormView): CardElement[] {
  if (view.values.roles.length === 0) return [];
  const names = view.values.roles.slice(0, 10).map((name) => plainName(name, 100));
  return names.map((name, index) =>
    paragraph([{ text: index === 0 ? texts.form.chosen(name) : name, subtle: true }], { spacing: 'None' }),
  );
}

/** A line or a paragraph that is typed. */
export function textInput(
  texts: Texts,
  id: 'accountName' | 'purpose' | 'ticket',
  value: string,
  isRequired: boolean,
): CardElement {
  return {
    type: 'Input.Text',
    id,
    ...labelOf(texts, id, isRequired),
    maxLength: longestTyped[id],
    ...(id === 'purpose' ? { isMultiline: true } : {}),
    // A field that is shown again without its value would be drawn filled and sent empty.
    ...(value === '' ? {} : { value: value.toWellFormed().slice(0, 1000) }),
  };
}

/** What names an input, and what is said where it is missing. */
export function labelOf(
  texts: Texts,
  id: Field,
  isRequired: boolean,
): { label: string; placeholder: string; isRequired: boolean; errorMessage: string } {
  return {
    label: texts.form.fields[id],
    placeholder: texts.form.placeholders[id],
    isRequired,
    errorMessage: texts.reasons.field[id].required({}),
  };
}
