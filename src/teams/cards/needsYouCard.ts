import type { Request } from '../../domain/request';
import type { Instant } from '../../domain/time';
import type { Message } from '../../ports';
import { reasonText } from '../../texts/reasonText';
import type { Texts } from '../../texts/texts';
import type { StepView } from '../../views';
import { attentionBand, attentionButtons } from './attention';
import { cardMessage, sentenceOf } from './cardMessage';
import { smallPrint } from './ownText';
import { stepLines } from './steps';
import { whenText } from './whenText';

/**
 * A person must act: what stands still, since when, what to do. `lastTriedAt`: when it was looked at last;
 * `cleanedUpAt`: when it is undone if nobody acts. Without a person being asked for it throws: there is nothing to say.
 */
export function needsYouCard(
  texts: Texts,
  request: Request,
  steps: readonly StepView[],
  times: { readonly lastTriedAt?: Instant; readonly cleanedUpAt?: Instant } = {},
): Message {
  const { attention, content } = request;
  if (attention === undefined)
    throw new Error('Nobody is asked to act on this request, so no card asks for it.');
  const { heading } = reasonText(texts, attention.why);
  const whole = (account: string, place: string): string =>
    texts.progress.needsYouSummary(heading, account, place);
  const say = Array.from(whole('', '')).length > 60 ? texts.progress.needsYouLine : whole;
  const forward = attention.direction === 'forward';
  return cardMessage({
    summary: sentenceOf(say, content.accountName, content.environment.name),
    act: true,
    body: [
      attentionBand(texts, request, attention, times.lastTriedAt),
      ...stepLines(texts, steps, !forward),
      ...(times.cleanedUpAt === undefined || !forward
        ? []
        : [smallPrint(texts.progress.ifNobody(whenText(texts, times.cleanedUpAt)))]),
    ],
    actions: attentionButtons(texts, request),
  });
}
