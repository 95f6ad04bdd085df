import type { CardElement } from '@microsoft/teams.cards';

/** The most letters of a text from outside that a card shows. */
export const longestText = 300;
const longestWord = 30;

/** A piece of a paragraph: our own words or text from outside, it does nothing either way. */
export type Run = string | { readonly text: string; readonly strong?: boolean; readonly subtle?: boolean };

/**
 * Text from outside as one paragraph that cannot deceive: no control, format or bidirectional characters, no line
 * breaks, no lone surrogates, words split at 30 letters (a RichTextBlock does not wrap them), at most `longest` letters.
 */
export function inert(text: string, longest = longestText): string {
  const flat = text
    .toWellFormed()
    .slice(0, longest * 20)
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/[\p{Cf}\p{Co}\p{Cn}\p{Cs}]+/gu, '')
    .replace(/\{(?=\{)/g, '{ ')
    .replace(/\s+/g, ' ')
    .trim();
  const letters = Array.from(flat);
  const cut = letters.length > longest ? `${letters.slice(0, longest - 1).join('')}…` : flat;
  return cut.split(' ').map(splitWord).join(' ');
}

/** A name for places that may read markdown or HTML (summaries, choices): its marks are taken out or replaced. */
export function plainName(text: string, longest = longestText): string {
  return inert(text, longest)
    .replaceAll('[', '(')
    .replaceAll(']', ')')
    .replaceAll('<', '‹')
    .replaceAll('>', '›')
    .replace(/[*`~\\|#]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** A bold piece of a paragraph. */
export function bold(text: string): Run {
  return { text, strong: true };
}

/** Text that somebody typed, in quotation marks. */
export function quoted(text: string): string {
  return `“${inert(text)}”`;
}

/** A paragraph in which nothing is markdown. Pieces are made inert; an empty paragraph is drawn as a dash. */
export function paragraph(
  runs: readonly Run[],
  options: { readonly spacing?: 'None' | 'Small' | 'Medium'; readonly id?: string } = {},
): CardElement {
  const inlines = runs.map(textRun).filter((run) => run.text !== '');
  return {
    type: 'RichTextBlock',
    ...options,
    inlines: inlines.length === 0 ? [{ type: 'TextRun', text: '–' }] : inlines,
  };
}

/** Names side by side: "one, two". */
export function nameRuns(names: readonly string[], isBold: (name: string) => boolean = () => false): Run[] {
  return names.flatMap((name, index) => {
    const run: Run = { text: name, strong: isBold(name) };
    return index === 0 ? [run] : [', ', run];
  });
}

function textRun(run: Run): { type: 'TextRun'; text: string; weight?: 'Bolder'; isSubtle?: true } {
  const { text, strong, subtle }: Exclude<Run, string> = typeof run === 'string' ? { text: run } : run;
  return {
    type: 'TextRun',
    text: spaced(text),
    ...(strong === true ? { weight: 'Bolder' as const } : {}),
    ...(subtle === true ? { isSubtle: true as const } : {}),
  };
}

/** Pieces keep the space at their ends, which joins them to their neighbours. */
function spaced(text: string): string {
  const middle = inert(text);
  if (middle === '') return text.trim() === '' && text !== '' ? ' ' : '';
  return `${text.startsWith(' ') ? ' ' : ''}${middle}${text.endsWith(' ') ? ' ' : ''}`;
}

function splitWord(word: string): string {
  const letters = Array.from(word);
  const parts: string[] = [];
  for (let from = 0; from < letters.length; from += longestWord) {
    parts.push(letters.slice(from, from + longestWord).join(''));
  }
  return parts.join(' ');
}
