import type { Action, CardElement } from '@microsoft/teams.cards';

/** What a button sends: opaque ids, never anything that is believed. */
export type ButtonFields = Readonly<Record<string, unknown>>;

interface ButtonOptions {
  readonly positive?: boolean;
  /** Whether what was typed in the card is sent along; without it the button works whatever the inputs hold. */
  readonly inputs?: boolean;
}

/** A button that asks the bot and gets a card back. Older clients send the same as a message. */
export function execute(
  title: string,
  verb: string,
  fields: ButtonFields = {},
  options: ButtonOptions = {},
): Action {
  const shared = {
    title,
    data: { verb, ...fields },
    associatedInputs: options.inputs === true ? ('auto' as const) : ('none' as const),
    ...(options.positive === true ? { style: 'positive' as const } : {}),
  };
  return { type: 'Action.Execute', verb, ...shared, fallback: { type: 'Action.Submit', ...shared } };
}

/** A button within a dialog: only Action.Submit closes or redraws one. */
export function submit(
  title: string,
  verb: string,
  fields: ButtonFields = {},
  options: ButtonOptions = {},
): Action {
  return {
    type: 'Action.Submit',
    title,
    data: { verb, ...fields },
    associatedInputs: options.inputs === true ? 'auto' : 'none',
    ...(options.positive === true ? { style: 'positive' as const } : {}),
  };
}

/** A button that opens a dialog for whoever presses it, so that nobody else sees it. */
export function openDialog(
  title: string,
  verb: string,
  fields: ButtonFields = {},
  options: Pick<ButtonOptions, 'positive'> = {},
): Action {
  return {
    type: 'Action.Submit',
    title,
    data: { msteams: { type: 'task/fetch' }, verb, ...fields },
    associatedInputs: 'none',
    ...(options.positive === true ? { style: 'positive' as const } : {}),
  };
}

/** A button that unfolds and folds a part of the card, by its id; nothing is sent. */
export function unfold(title: string, id: string): Action {
  return { type: 'Action.ToggleVisibility', title, targetElements: [id] };
}

/** A link out of Teams. Only https. */
export function openLink(title: string, url: string): Action {
  return { type: 'Action.OpenUrl', title, url };
}

/** A second thought: unfolds a question with its own button. */
export function askFirst(title: string, body: readonly CardElement[], actions: readonly Action[]): Action {
  return {
    type: 'Action.ShowCard',
    title,
    card: { type: 'AdaptiveCard', version: '1.5', body: [...body], actions: [...actions] },
  };
}
