import { type CardNode, nodeOf, textAt, typeOf } from './cardNode';
import type { ClickOutcome } from './clickOutcome';
import { fillInputs, type Filled, type Filling } from './fillInputs';
import { buttonTitled, inputsOf, mergedData, refusedInputs, toggle } from './pressButton';
import { type PressedAt, sendPress } from './sendPress';
import type { TeamsState } from './teamsState';

/** What is pressed, and what is filled in first. */
export interface Press {
  readonly title: string;
  readonly inputs: Filled;
  /** Which of several buttons with that title, from 1. */
  readonly nth?: number | undefined;
}

type Pressed = Filling & PressedAt;

/** Presses a button of a message's card or of an open dialog as the Teams client does. Throws when it is not there. */
export async function clickButton(state: TeamsState, pressed: Pressed, press: Press): Promise<ClickOutcome> {
  const { card, touched } = pressed;
  await fillInputs(state, pressed, press.inputs);
  const button = buttonTitled(card, press.title, touched, press.nth);
  switch (typeOf(button.node)) {
    case 'Action.OpenUrl':
      return { is: 'opened', url: textAt(button.node, 'url') };
    case 'Action.ShowCard':
      return unfolds(button.node);
    case 'Action.ToggleVisibility':
      toggle(card, button.node, touched);
      return { is: 'unfolded' };
  }
  const inputs = inputsOf(card, button);
  const fields = refusedInputs(inputs, touched);
  if (fields.length > 0) return { is: 'invalid', fields };
  const data = mergedData(button.node, inputs, touched);
  return sendPress(state, pressed, button.node, data);
}

function unfolds(button: CardNode): ClickOutcome {
  const card = nodeOf(button['card']);
  return card ? { is: 'unfolded', card } : { is: 'unfolded' };
}
