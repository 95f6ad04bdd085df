import type { CardElement } from '@microsoft/teams.cards';
import { verdictOf } from '../../domain/advice';
import { requestLabel, type Content, type Request } from '../../domain/request';
import type { Terms } from '../../domain/terms';
import type { Texts } from '../../texts/texts';
import { copied, fact, factOf } from './facts';
import { ownText } from './ownText';
import { bold, nameRuns, paragraph, quoted } from './typedText';

/** What is asked for, line by line, exactly as it is stored and will be carried out. */
export function requestFacts(
  texts: Texts,
  content: Content,
  slots: Request['slots'],
  terms?: Terms,
): CardElement[] {
  const { labels } = texts;
  const isPrivileged = (name: string): boolean => terms?.privilegedRoles.includes(name) === true;
  const roles = content.roles.map((role) => role.name);
  return [
    factOf(labels.account, bold(content.accountName)),
    fact(labels.signInName, copied(content.userPrincipalName)),
    ...(content.takesUp === undefined
      ? []
      : [
          factOf(
            texts.wayBack.takesUpLabel,
            bold(texts.wayBack.takesUp(requestLabel({ number: content.takesUp.request }))),
          ),
        ]),
    factOf(labels.roles, ...nameRuns(roles, isPrivileged)),
    factOf(labels.businessUnit, content.businessUnit.name),
    factOf(labels.licence, content.licence.name, texts.lentAndTakenBack),
    factOf(
      labels.slots,
      texts.usedAfterwards(slots.usedAfter, slots.limit),
      bold(texts.left(slots.usedAfter, slots.limit)),
    ),
    factOf(labels.owner, content.owner.name),
    ...(content.ticket === undefined ? [] : [factOf(labels.ticket, content.ticket)]),
    factOf(labels.reviewDate, texts.day(content.reviewOn)),
    ...(content.advice === undefined || verdictOf(content.advice) !== 'nonInteractive'
      ? []
      : [factOf(texts.advice.label, texts.advice.answered(content.advice.appRegistration))]),
  ];
}

/** Which request this one asks for again, and why not an application user, where there is anything to say. */
export function backgroundLines(texts: Texts, { askedAfter, advice }: Content): CardElement[] {
  return [
    ...(askedAfter === undefined
      ? []
      : [ownText(texts.approval.askedAfter(requestLabel({ number: askedAfter })), { spacing: 'Small' })]),
    ...(advice?.reason === undefined ? [] : [whyLine(texts.advice.why, advice.reason)]),
  ];
}

/** "Why: “…”", as it was typed. */
export function whyLine(label: string, typed: string): CardElement {
  return paragraph([bold(label), ' ', quoted(typed)], { spacing: 'Medium' });
}
