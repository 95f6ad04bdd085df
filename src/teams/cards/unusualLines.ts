import type { CardElement } from '@microsoft/teams.cards';
import { verdictOf } from '../../domain/advice';
import type { Request } from '../../domain/request';
import type { Texts } from '../../texts/texts';
import { ownText } from './ownText';
import { bold, nameRuns, paragraph } from './typedText';

/** What is not as usual about a request, beside what its band says; empty where nothing is. */
export function unusualLines({ unusual }: Texts, request: Request): CardElement[] {
  const { content, slots, firstOfRequester, requester, escalatedAt } = request;
  const { advice } = content;
  const takesLast = slots.usedAfter >= slots.limit;
  const couldBeApplication = advice !== undefined && verdictOf(advice) === 'applicationUser';
  const lines = [
    ...(firstOfRequester === true ? [paragraph([...nameRuns([requester.name]), unusual.first])] : []),
    ...(takesLast ? [ownText(unusual.lastSlot)] : []),
    ...(couldBeApplication ? [ownText(unusual.applicationUser)] : []),
    ...(escalatedAt === undefined ? [] : [ownText(unusual.escalated)]),
  ];
  return lines.length === 0 ? [] : [paragraph([bold(unusual.title)], { spacing: 'Medium' }), ...lines];
}
