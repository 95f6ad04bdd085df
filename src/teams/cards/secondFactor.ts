import type { CardElement } from '@microsoft/teams.cards';
import type { SignInOutlook } from '../../domain/signInRules';
import type { Texts } from '../../texts/texts';
import { ownText } from './ownText';
import { nameRuns, paragraph } from './typedText';

/** So many policies are named; of more, how many. */
const mostNames = 5;

/** What a program meets that no program can answer; nothing where it meets nothing, or nothing was read. */
export function secondFactorLines(texts: Texts, outlook: SignInOutlook | undefined): CardElement[] {
  if (outlook === undefined) return [];
  const { secondFactor } = texts;
  if ('unread' in outlook) return [ownText(secondFactor.unread[outlook.unread])];
  const certain = [
    ...byPolicies(texts, secondFactor.refused, outlook.refusedBy),
    ...byPolicies(texts, secondFactor.asked, outlook.askedBy),
  ];
  const maybe = [
    ...byPolicies(texts, secondFactor.maybeRefused, outlook.maybeRefusedBy),
    ...byPolicies(texts, secondFactor.maybeAsked, outlook.maybeAskedBy),
  ];
  const policies = [
    ...certain,
    ...maybe,
    ...(maybe.length === 0 ? [] : [ownText(secondFactor.depends, { spacing: 'None' })]),
  ];
  return [
    ...(outlook.securityDefaults
      ? [
          ownText(secondFactor.asked, { bold: true }),
          ownText(secondFactor.securityDefaults, { spacing: 'None' }),
        ]
      : []),
    ...policies,
    ...(policies.length === 0 ? [] : [ownText(secondFactor.leaveOut, { spacing: 'None' })]),
  ];
}

function byPolicies({ secondFactor }: Texts, title: string, names: readonly string[]): CardElement[] {
  if (names.length === 0) return [];
  const more = names.length - mostNames;
  return [
    ownText(title, { bold: true }),
    paragraph(
      [
        secondFactor.by,
        ...nameRuns(names.slice(0, mostNames), () => true),
        ...(more > 0 ? [secondFactor.more(more)] : []),
      ],
      { spacing: 'None' },
    ),
  ];
}
