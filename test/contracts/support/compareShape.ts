/** How an answer compares with a recorded one. Places are written `value[].skuId`. */
export interface Comparison {
  /** Where both have a value, but of different JSON types; null goes with every type. */
  readonly conflicts: readonly string[];
  /** What was recorded and is not answered. */
  readonly missing: readonly string[];
  /** What is answered and was not recorded. */
  readonly added: readonly string[];
}

/** Compares two values by shape: names and JSON types; of arrays the first element stands for all. */
export function compareShape(recorded: unknown, answered: unknown, at = ''): Comparison {
  if (recorded === null || answered === null) return none;
  const [one, other] = [typeName(recorded), typeName(answered)];
  if (one !== other) return { ...none, conflicts: [`${at || 'the body'}: ${one}, not ${other}`] };
  if (Array.isArray(recorded) && Array.isArray(answered)) {
    if (recorded.length === 0 || answered.length === 0) return none;
    return compareShape(recorded[0], answered[0], `${at}[]`);
  }
  return one === 'object' ? compareObjects(recorded as Json, answered as Json, at) : none;
}

type Json = Readonly<Record<string, unknown>>;
const none: Comparison = { conflicts: [], missing: [], added: [] };

function compareObjects(recorded: Json, answered: Json, at: string): Comparison {
  const place = (name: string): string => (at === '' ? name : `${at}.${name}`);
  const within = Object.keys(recorded)
    .filter((name) => name in answered)
    .map((name) => compareShape(recorded[name], answered[name], place(name)));
  const absent = (from: Json, of: Json): string[] =>
    Object.keys(of)
      .filter((name) => !(name in from))
      .map(place);
  return {
    conflicts: within.flatMap(({ conflicts }) => conflicts),
    missing: [...absent(answered, recorded), ...within.flatMap(({ missing }) => missing)],
    added: [...absent(recorded, answered), ...within.flatMap(({ added }) => added)],
  };
}

function typeName(value: unknown): string {
  return Array.isArray(value) ? 'array' : typeof value;
}
