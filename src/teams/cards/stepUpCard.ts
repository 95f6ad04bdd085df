import { requestLabel, type Request } from '../../domain/request';
import type { Instant } from '../../domain/time';
import type { Message } from '../../ports';
import type { Texts } from '../../texts/texts';
import { band, smallLine, subjectLine } from './band';
import { openLink } from './buttons';
import { cardMessage, sentenceOf } from './cardMessage';
import { ownText } from './ownText';
import { timeOf } from './whenText';

/** The link to the fresh sign-in, for whoever pressed Approve alone. It is never posted where others read. */
export function stepUpCard(texts: Texts, request: Request, address: string, until: Instant): Message {
  const { stepUp } = texts;
  const { content } = request;
  return cardMessage({
    summary: sentenceOf(stepUp.summary, content.accountName, content.environment.name),
    act: true,
    body: [
      band({
        style: 'warning',
        small: smallLine(stepUp.small, requestLabel(request)),
        heading: stepUp.title,
        lines: [subjectLine(content)],
      }),
      ownText(stepUp.line),
      ownText(stepUp.valid(texts.yourTime(timeOf(until))), { subtle: true }),
    ],
    actions: [openLink(stepUp.open, address)],
  });
}
