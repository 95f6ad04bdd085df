import { type CardNode, nodeOf, nodesAt, numberAt, textAt, typeOf } from './cardNode';
import { personById } from './office';
import { isSeen } from './placed';
import { choiceOf, inputNamed, inputsOf, mergedData, type Touched } from './pressButton';
import { type ChoiceSearch, directoryUsers, searchChoices } from './searchChoices';
import type { Place } from './teamsActivity';
import type { TeamsState } from './teamsState';
import type { OfficePerson } from './office';

/** What a person fills in, by label or id: text, a choice's title (several in a list), yes or no. */
export type Filled = Readonly<Record<string, string | boolean | readonly string[]>>;

/** The card in which somebody types, and where it stands. */
export interface Filling {
  readonly person: OfficePerson;
  readonly place: Place;
  readonly card: CardNode;
  readonly touched: Touched;
}

/**
 * Types and chooses as the person says; choices from a data set are searched for at the bot, and people in the
 * directory. Throws when an input is not there, is folded away, or does not offer or take what is wanted.
 */
export async function fillInputs(state: TeamsState, filling: Filling, filled: Filled): Promise<void> {
  for (const [name, wanted] of Object.entries(filled)) {
    const placed = inputNamed(filling.card, name);
    if (!isSeen(placed, filling.touched.unfolded)) throw new Error(`The input "${name}" is folded away.`);
    const value = await valueFor(state, filling, placed.node, wanted);
    filling.touched.typed.set(textAt(placed.node, 'id'), value);
  }
}

async function valueFor(
  state: TeamsState,
  filling: Filling,
  input: CardNode,
  wanted: Filled[string],
): Promise<string> {
  if (typeOf(input) === 'Input.Toggle') return toggledTo(input, wanted);
  if (typeOf(input) === 'Input.ChoiceSet') {
    const several =
      typeof wanted === 'object'
        ? wanted
        : input['isMultiSelect'] === true
          ? listed(String(wanted))
          : [String(wanted)];
    const values = [];
    for (const one of several) values.push(await choose(state, filling, input, one));
    return values.join(',');
  }
  const text = String(wanted);
  const longest = numberAt(input, 'maxLength');
  if (longest !== undefined && text.length > longest) {
    throw new Error(
      `The input "${textAt(input, 'id')}" takes ${String(longest)} letters, not ${String(text.length)}.`,
    );
  }
  return text;
}

function listed(text: string): string[] {
  return text
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');
}

function toggledTo(input: CardNode, wanted: Filled[string]): string {
  const isOn = wanted === true || wanted === 'yes' || wanted === 'true';
  return isOn ? textAt(input, 'valueOn') || 'true' : textAt(input, 'valueOff') || 'false';
}

async function choose(state: TeamsState, filling: Filling, input: CardNode, wanted: string): Promise<string> {
  if (wanted === '') return '';
  const dataset = textAt(nodeOf(input['choices.data']) ?? {}, 'dataset');
  const found =
    choiceOf(input, wanted) ??
    (dataset === directoryUsers ? personChosen(state, wanted) : undefined) ??
    (dataset === '' ? undefined : await searched(state, filling, input, wanted));
  if (found !== undefined) return found;
  const titles = nodesAt(input, 'choices').map((choice) => `"${textAt(choice, 'title')}"`);
  throw new Error(
    `The input "${textAt(input, 'id')}" does not offer "${wanted}", but ${titles.join(', ') || 'nothing'}.`,
  );
}

function personChosen(state: TeamsState, wanted: string): string | undefined {
  const named = state.office.people.find(({ name }) => name === wanted);
  return (named ?? personById(state.office, wanted))?.objectId;
}

async function searched(
  state: TeamsState,
  { person, place, card, touched }: Filling,
  input: CardNode,
  wanted: string,
): Promise<string | undefined> {
  const data = nodeOf(input['choices.data']) ?? {};
  const inputs = inputsOf(card, {
    node: data,
    around: [],
    cards: inputNamed(card, textAt(input, 'id')).cards,
  });
  const search: ChoiceSearch = {
    dataset: textAt(data, 'dataset'),
    text: wanted,
    ...(textAt(data, 'associatedInputs') === 'auto' ? { inputs: mergedData({}, inputs, touched) } : {}),
  };
  let results = await searchChoices(state, { person, place }, search);
  // A busy machine may not answer in time; people type on, and it is searched again.
  for (let tries = 1; results.length === 0 && tries < 3; tries += 1)
    results = await searchChoices(state, { person, place }, search);
  return (results.find(({ title }) => title === wanted) ?? results.find((one) => one.value === wanted))
    ?.value;
}
