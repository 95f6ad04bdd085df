import type { Person } from '../../domain/person';
import { requestLabel, type Request } from '../../domain/request';
import type { Message } from '../../ports';
import type { Texts } from '../../texts/texts';
import { decidedHeading } from './approvalCard';
import { band, smallLine } from './band';
import { openDialog } from './buttons';
import { cardMessage, sentenceOf } from './cardMessage';
import { decidedBand } from './decided';
import { mentionLine, mentionsOf } from './mentions';
import { ownText } from './ownText';
import { bold, paragraph } from './typedText';
import { whenText } from './whenText';

/**
 * The channel's short card: no purpose, no sign-in name; the whole opens for whoever may approve. It mentions those
 * approvers who have not got the bot.
 */
export function approvalChannelCard(
  texts: Texts,
  request: Request,
  toMention: readonly Person[] = [],
): Message {
  const { approval } = texts;
  const { content, slots } = request;
  if (request.state !== 'pending') {
    const state = texts.states[request.state].replace(/^\W+/, '');
    return cardMessage({
      summary: sentenceOf(
        (account, place) => approval.decidedSummary(state, account, place),
        content.accountName,
        content.environment.name,
      ),
      body: [
        decidedBand(texts, request, decidedHeading(texts, request)),
        paragraph([bold(content.accountName)]),
      ],
    });
  }
  const mentions = mentionsOf(toMention);
  const who = [bold(request.requester.name), approval.asksFor, bold(content.accountName)];
  return cardMessage({
    summary: sentenceOf(approval.channelSummary, content.accountName, content.environment.name),
    act: true,
    mentions,
    body: [
      band({
        style: 'accent',
        small: smallLine(texts.states.pending, requestLabel(request)),
        heading: approval.channelTitle,
        lines: [
          paragraph([...who, approval.inEnvironment, bold(content.environment.name)], { spacing: 'None' }),
        ],
      }),
      ownText(approval.channelSlots(slots.usedAfter, slots.limit)),
      ...mentionLine(texts.unreached.wanted, mentions),
      ownText(approval.openUntil(whenText(texts, request.expiresAt)), { small: true, subtle: true }),
    ],
    actions: [
      openDialog(
        texts.buttons.more(texts.buttons.review),
        'review',
        { requestId: request.id },
        { positive: true },
      ),
    ],
  });
}
