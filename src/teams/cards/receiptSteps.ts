import type { CardElement } from '@microsoft/teams.cards';
import type { Evidence } from '../../domain/evidence';
import type { Request } from '../../domain/request';
import type { StepName } from '../../domain/trail';
import type { Texts } from '../../texts/texts';
import { copied, isHarmless, stacked } from './facts';
import { ownText } from './ownText';
import { stepWords } from './steps';
import { bold, inert, paragraph } from './typedText';
import { dateAndTimeOf, timeOf } from './whenText';

const longestValue = 120;
const mostValues = 10;

/** The evidence of each step in plan order: before and after, when it was read, from where, and what. */
export function receiptSteps(
  texts: Texts,
  request: Request,
  direction: 'forward' | 'undo',
  factsPerStep: number,
): CardElement[] {
  const names = direction === 'forward' ? request.plan : request.plan.toReversed();
  return names.flatMap((name) => stepEvidence(texts, request, name, direction, factsPerStep));
}

function stepEvidence(
  texts: Texts,
  request: Request,
  name: StepName,
  direction: 'forward' | 'undo',
  factsPerStep: number,
): CardElement[] {
  const trail = request.trails[name]?.[direction];
  const evidence = trail?.evidence;
  const struck = trail?.struck?.length ?? 0;
  if (evidence === undefined) return [];
  const { receipt } = texts;
  const whole = stepWords(texts, name, request.content.takesUp !== undefined);
  const words = direction === 'forward' ? whole : whole.undo;
  const title = evidence.how === 'made' ? words.done : words.found;
  const before = words.found === words.done ? '' : receipt.before[evidence.how];
  return [
    paragraph([bold(title)], { spacing: 'Small' }),
    ...factLines(texts, evidence, before, factsPerStep),
    ...readLines(texts, evidence),
    ...(struck === 0 ? [] : [ownText(receipt.struck(struck), { small: true, spacing: 'None' })]),
  ];
}

/** When and from where it was read; where the place's name could be read as markdown, it stands under it. */
function readLines(texts: Texts, evidence: Evidence): CardElement[] {
  const { receipt } = texts;
  const options = { small: true, subtle: true, spacing: 'None' } as const;
  const where = inert(evidence.from, longestValue);
  if (isHarmless(where)) return [ownText(receipt.readAt(timesText(texts, evidence), where), options)];
  return [
    ownText(receipt.readAt(timesText(texts, evidence), receipt.below), options),
    paragraph([{ text: where, subtle: true }], { spacing: 'None' }),
  ];
}

function timesText(texts: Texts, evidence: Evidence): string {
  const [first, second] = evidence.readAt;
  if (first === undefined) return '–';
  const day = dateAndTimeOf(texts, first);
  if (second === undefined) return texts.receipt.readOnceAt(day);
  const isSameMinute = timeOf(first) === timeOf(second);
  return texts.receipt.readTwiceAt(day, isSameMinute ? day : timeOf(second));
}

/** The facts in a paragraph, a piece for each so that a long one is cut alone; what people copy stands whole under it. */
function factLines(texts: Texts, evidence: Evidence, before: string, most: number): CardElement[] {
  const labels: Readonly<Record<string, string>> = texts.receipt.copied;
  const shown = Object.entries(evidence.facts).slice(0, most);
  if (shown.length === 0) return [];
  const runs = shown
    .filter(([name]) => !Object.hasOwn(labels, name))
    .map(([name, value], index) => {
      const says = texts.receipt.fact(inert(name, 40), shortened(value));
      if (index > 0) return ` · ${says}`;
      return before === '' ? `${says.charAt(0).toUpperCase()}${says.slice(1)}` : `${before}${says}`;
    });
  const whole = shown.flatMap(([name, value]) => {
    const label = Object.hasOwn(labels, name) ? labels[name] : undefined;
    return label === undefined ? [] : [stacked(label, copied(String(value)))];
  });
  return [...(runs.length === 0 ? [] : [paragraph(runs, { spacing: 'None' })]), ...whole];
}

function shortened(value: Evidence['facts'][string]): Evidence['facts'][string] {
  if (typeof value === 'object') return [inert(value.slice(0, mostValues).join(', '), longestValue)];
  return typeof value === 'string' ? inert(value, longestValue) : value;
}
