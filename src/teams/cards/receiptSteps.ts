import type { CardElement } from '@microsoft/teams.cards';
import type { Evidence } from '../../domain/evidence';
import type { Request } from '../../domain/request';
import type { StepName } from '../../domain/trail';
import type { Texts } from '../../texts/texts';
import { copied, stacked } from './facts';
import { ownText } from './ownText';
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
  const words = direction === 'forward' ? texts.steps[name] : texts.steps[name].undo;
  const title = evidence.how === 'made' ? words.done : words.found;
  const before = words.found === words.done ? '' : receipt.before[evidence.how];
  return [
    paragraph([bold(title)], { spacing: 'Small' }),
    ...factLines(texts, evidence, before, factsPerStep),
    ownText(receipt.readAt(timesText(texts, evidence)), { small: true, subtle: true, spacing: 'None' }),
    paragraph([{ text: receipt.from(inert(evidence.from, longestValue)), subtle: true }], {
      spacing: 'None',
    }),
    ...(struck === 0 ? [] : [ownText(receipt.struck(struck), { small: true, spacing: 'None' })]),
  ];
}

function timesText(texts: Texts, evidence: Evidence): string {
  const [first, ...others] = evidence.readAt;
  if (first === undefined) return '–';
  return [dateAndTimeOf(texts, first), ...others.slice(0, 1).map(timeOf)].join(' · ');
}

/** The facts in a paragraph, a piece for each so that a long one is cut alone; what people copy stands whole under it. */
function factLines(texts: Texts, evidence: Evidence, before: string, most: number): CardElement[] {
  const labels: Readonly<Record<string, string>> = texts.receipt.copied;
  const shown = Object.entries(evidence.facts).slice(0, most);
  if (shown.length === 0) return [];
  const runs = shown
    .filter(([name]) => !Object.hasOwn(labels, name))
    .map(([name, value], index) => `${index === 0 ? '' : ' · '}${inert(name, 40)}: ${valueText(value)}`);
  const whole = shown.flatMap(([name, value]) => {
    const label = Object.hasOwn(labels, name) ? labels[name] : undefined;
    return label === undefined ? [] : [stacked(label, copied(String(value)))];
  });
  return [
    ...(before === '' && runs.length === 0 ? [] : [paragraph([before, ...runs], { spacing: 'None' })]),
    ...whole,
  ];
}

function valueText(value: Evidence['facts'][string]): string {
  const words = typeof value === 'object' ? value.slice(0, mostValues).join(', ') : String(value);
  return inert(words, longestValue);
}
