import type { Card } from '../ports';

type Fields = Readonly<Record<string, unknown>>;

/** Puts another button in the place of each Action.Execute, wherever it stands in the card. */
function withButtons(part: unknown, replace: (execute: Fields) => Fields): unknown {
  if (Array.isArray(part)) return part.map((one) => withButtons(one, replace));
  if (typeof part !== 'object' || part === null) return part;
  const fields = part as Fields;
  if (fields['type'] === 'Action.Execute') return replace(fields);
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, withButtons(value, replace)]),
  );
}

/** The card for a dialog: its buttons are of the kind that dialogs understand, with the same fields. */
export function asDialog(card: Card): Card {
  return withButtons(card, (execute) => ({ ...(execute['fallback'] as object) })) as Card;
}

/**
 * The card for a channel or a group: every button opens a dialog for whoever presses it, so that nobody else sees or
 * types in it.
 */
export function asPublic(card: Card): Card {
  return withButtons(card, ({ title, data }) => ({
    type: 'Action.Submit',
    title,
    data: { ...(data as object), msteams: { type: 'task/fetch' } },
    associatedInputs: 'none',
  })) as Card;
}
