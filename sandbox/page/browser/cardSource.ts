/** An object of a card's JSON. */
export type CardSource = Readonly<Record<string, unknown>>;

const elements = new Set(
  'TextBlock RichTextBlock TextRun Image ImageSet Media Container ColumnSet Column FactSet ActionSet Table TableRow TableCell Input.Text Input.Number Input.Date Input.Time Input.Toggle Input.ChoiceSet AdaptiveCard'.split(
    ' ',
  ),
);
const actions = new Set(
  ['Execute', 'Submit', 'OpenUrl', 'ShowCard', 'ToggleVisibility'].map((name) => `Action.${name}`),
);

/**
 * The card as the renderer takes it: times written out, newer elements by their fallback, inputs whose choices are
 * searched for as an `Input.Search` of our own. Undefined for an element that a client of version 1.5 drops.
 */
export function cardSource(source: CardSource, timeZone: string | undefined): CardSource | undefined {
  const { type } = source;
  if (typeof type === 'string' && !elements.has(type) && !actions.has(type)) {
    const { fallback } = source;
    return isObject(fallback) ? cardSource(fallback, timeZone) : undefined;
  }
  const made = Object.fromEntries(
    Object.entries(source).map(([key, value]) => [key, isOurs(key) ? within(value, timeZone) : value]),
  );
  return isSearched(made) ? { ...made, type: 'Input.Search', search: made['choices.data'] } : made;
}

/** What a button or a search sends along is no part of the drawing. */
function isOurs(key: string): boolean {
  return key !== 'data' && key !== 'choices.data';
}

/** Teams lets one type to find the choice where there is a data set, or where several can be chosen from a list. */
function isSearched(source: CardSource): boolean {
  if (source['type'] !== 'Input.ChoiceSet') return false;
  const isList = source['style'] !== 'expanded' && source['isMultiSelect'] === true;
  return 'choices.data' in source || source['style'] === 'filtered' || isList;
}

function within(value: unknown, timeZone: string | undefined): unknown {
  if (typeof value === 'string') return withTimes(value, timeZone);
  if (Array.isArray(value)) {
    const list = value as unknown[];
    return list.map((one) => within(one, timeZone)).filter((one) => one !== undefined);
  }
  return isObject(value) ? cardSource(value, timeZone) : value;
}

function isObject(value: unknown): value is CardSource {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Teams knows whole seconds only: a time with a fraction stays as it was written, as it does there. */
function withTimes(text: string, timeZone: string | undefined): string {
  const functions = /\{\{(DATE|TIME)\((\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)(?:, ?(SHORT|LONG))?\)\}\}/g;
  return text.replace(functions, (_, name: string, at: string, form: string | undefined) => {
    const zone = timeZone === undefined ? {} : { timeZone };
    if (name === 'TIME')
      return new Date(at).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit', ...zone });
    const long = form === 'LONG';
    return new Date(at).toLocaleDateString('en-GB', {
      weekday: long ? 'long' : 'short',
      day: 'numeric',
      month: long ? 'long' : 'short',
      year: 'numeric',
      ...zone,
    });
  });
}
