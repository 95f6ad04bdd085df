import type { Card } from '../ports';

function submitted(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(submitted);
  if (typeof part !== 'object' || part === null) return part;
  const fields = part as Readonly<Record<string, unknown>>;
  if (fields['type'] === 'Action.Execute' && fields['fallback'] !== undefined) {
    return { ...(fields['fallback'] as object) };
  }
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, submitted(value)]));
}

/** The card for a dialog: its buttons are of the kind that dialogs understand, with the same fields. */
export function asDialog(card: Card): Card {
  return submitted(card) as Card;
}
