/** What stands for a placeholder of a recording, unless its value is known. */
const placeholders: Readonly<Record<string, string>> = {
  guid: '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}',
  timestamp: String.raw`\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ`,
};

/**
 * A recorded value as Jest compares with it: texts with placeholders (`{guid}`) become patterns, without regard to
 * case; placeholders that stand for another type are replaced by `whole`.
 */
export function matching(
  recorded: unknown,
  known: Readonly<Record<string, string>> = {},
  whole: Readonly<Record<string, unknown>> = {},
): unknown {
  if (Array.isArray(recorded)) return recorded.map((one) => matching(one, known, whole));
  if (typeof recorded === 'object' && recorded !== null) {
    const entries = Object.entries(recorded);
    return Object.fromEntries(entries.map(([name, value]) => [name, matching(value, known, whole)]));
  }
  if (typeof recorded !== 'string') return recorded;
  return recorded in whole ? whole[recorded] : expect.stringMatching(textPattern(recorded, known));
}

/** A recorded text as a pattern; `...` and placeholders stand for any text. */
export function textPattern(recorded: string, known: Readonly<Record<string, string>> = {}): RegExp {
  const pattern = recorded
    .split(/(\{[^}]+\}|\.\.\.)/)
    .map((part, index) => {
      if (index % 2 === 0) return literal(part);
      const name = part.slice(1, -1);
      return known[name] === undefined ? (placeholders[name] ?? '.+') : literal(known[name]);
    })
    .join('');
  return new RegExp(`^${pattern}$`, 'i');
}

function literal(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}
