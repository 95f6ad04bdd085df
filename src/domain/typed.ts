/**
 * What the eye does not see or what turns its direction: control, format and bidirectional characters, private ones,
 * lone surrogates, and separators of lines and paragraphs. Line breaks and tabs are seen as
 * space.
 */
const unseen = /[\p{Cf}\p{Co}\p{Cs}\p{Cn}\p{Zl}\p{Zp}]|(?![\t\n\r])\p{Cc}/u;
const everyUnseen = new RegExp(unseen.source, 'gu');

/** Whether a text holds characters that nobody sees. */
export function hasUnseen(text: string): boolean {
  return unseen.test(text);
}

/** The text without what nobody sees, so that what is read is what is stored. */
export function cleaned(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\p{Zl}\p{Zp}]/gu, '\n')
    .replace(everyUnseen, '')
    .trim();
}

/** Letters and digits in any script, and the few signs that names have. */
const nameSigns = /^[\p{L}\p{N}][\p{L}\p{M}\p{N} ._'’&()+/,-]*$/u;

/** East Asian writing uses these together. */
const eastAsian = ['Han', 'Hiragana', 'Katakana', 'Hangul', 'Bopomofo'] as const;
const others = [
  ...['Latin', 'Cyrillic', 'Greek', 'Armenian', 'Hebrew', 'Arabic', 'Cherokee', 'Georgian', 'Coptic', 'Thai'],
  ...['Devanagari', 'Lisu', 'Deseret', 'Ethiopic', 'Tamil', 'Bengali'],
] as const;

function holds(text: string, script: string): boolean {
  return new RegExp(`\\p{Script=${script}}`, 'u').test(text);
}

/** Whether letters of one script stand among those of another, or stand for plain ones (full-width, mathematical). */
function isMixed(name: string): boolean {
  if (name.normalize('NFC') !== name.normalize('NFKC')) return true;
  const scripts = others.filter((script) => holds(name, script));
  const known = new RegExp(
    `[${[...others, ...eastAsian].map((script) => `\\p{Script=${script}}`).join('')}]|[^\\p{L}]`,
    'u',
  );
  const unknown = Array.from(name).some((letter) => !known.test(letter));
  const together = eastAsian.some((script) => holds(name, script));
  const kinds = scripts.length + (unknown ? 1 : 0);
  // Latin beside East Asian writing is ordinary, and no letter of one looks like a letter of the other.
  return kinds > 1 || (together && scripts.some((script) => script !== 'Latin'));
}

/**
 * Why a name cannot be taken: it holds what nobody sees, signs that names do not have (markdown, mentions, emoji), or
 * letters that pass for others. Nothing for a name that is well, or empty.
 */
export function nameProblem(name: string): 'nameHidden' | 'nameSigns' | 'nameMixed' | undefined {
  if (name === '') return undefined;
  if (hasUnseen(name)) return 'nameHidden';
  if (isMixed(name)) return 'nameMixed';
  return nameSigns.test(name) ? undefined : 'nameSigns';
}
