import type { CardElement } from '@microsoft/teams.cards';
import type { Field } from '../../domain/reason';
import type { Texts } from '../../texts/texts';
import type { FormView } from '../../views';
import { labelOf, searchInput, textInput, under } from './formInputs';
import { plainName } from './typedText';

/** Id of the part that unfolds. */
export const restId = 'rest';

/** The data set of Teams' own people picker; its answers are Entra object ids. */
const directoryUsers = 'graph.microsoft.com/users';

const inside: readonly Field[] = ['domain', 'licence', 'unit', 'owner', 'reviewOn', 'ticket'];

/**
 * What is filled in and can be changed: folded, and nothing in it required, since a client holds back a form for what
 * it does not show. Open where something in it is to be changed.
 */
export function formRest(texts: Texts, view: FormView): CardElement {
  const isRefused = view.problems.some(({ field }) => field !== undefined && inside.includes(field));
  const inputs: Readonly<Record<string, CardElement>> = {
    domain: domainInput(texts, view),
    licence: licenceInput(texts, view),
    unit: unitInput(texts, view),
    owner: ownerInput(texts, view),
    reviewOn: reviewInput(texts, view),
    ticket: textInput(texts, 'ticket', view.values.ticket, false),
  };
  return {
    type: 'Container',
    id: restId,
    isVisible: isRefused,
    items: inside.flatMap((field) => [
      ...(inputs[field] ? [inputs[field]] : []),
      ...under(texts, view, field),
    ]),
  };
}

function domainInput(texts: Texts, { values, domains, filledIn }: FormView): CardElement {
  return {
    type: 'Input.ChoiceSet',
    id: 'domain',
    style: 'compact',
    ...labelOf(texts, 'domain', false),
    value: values.domain === '' ? filledIn.domain : values.domain.slice(0, 253),
    choices: domains.map((domain) => ({ title: plainName(domain, 100), value: domain.slice(0, 253) })),
  };
}

function licenceInput(texts: Texts, { values, licences }: FormView): CardElement {
  const isOffered = licences.some(({ partNumber }) => partNumber === values.licence);
  return {
    type: 'Input.ChoiceSet',
    id: 'licence',
    style: 'compact',
    ...labelOf(texts, 'licence', false),
    ...(isOffered ? { value: values.licence } : {}),
    choices: licences.map(({ partNumber, name, free }) => ({
      title: texts.form.freeSeats(plainName(name), free),
      value: partNumber,
    })),
  };
}

function unitInput(texts: Texts, { values: { unit } }: FormView): CardElement {
  return searchInput({
    id: 'unit',
    dataset: 'units',
    ...labelOf(texts, 'unit', false),
    value: unit,
    choices: unit === '' ? [] : [{ title: plainName(unit, 100), value: unit }],
  });
}

function ownerInput(texts: Texts, { values: { owner }, ownerName }: FormView): CardElement {
  return searchInput({
    id: 'owner',
    dataset: directoryUsers,
    ...labelOf(texts, 'owner', false),
    value: owner,
    choices: owner === '' ? [] : [{ title: plainName(ownerName ?? texts.form.chosenOwner), value: owner }],
  });
}

/** No earliest and latest day: a client would hold back the form for a day in what is folded, and say nothing. */
function reviewInput(texts: Texts, { values: { reviewOn }, filledIn }: FormView): CardElement {
  return {
    type: 'Input.Date',
    id: 'reviewOn',
    ...labelOf(texts, 'reviewOn', false),
    value: reviewOn === '' ? filledIn.reviewOn : reviewOn,
  };
}
