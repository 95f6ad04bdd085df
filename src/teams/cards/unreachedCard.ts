import { requestLabel, type Request } from '../../domain/request';
import type { Message } from '../../ports';
import type { Texts } from '../../texts/texts';
import type { Reach } from '../../views';
import { band, smallLine, subjectLine } from './band';
import { cardMessage, sentenceOf } from './cardMessage';
import { factOf } from './facts';
import { ownText } from './ownText';
import { isNobodyReached } from './reachLines';
import { bold, nameRuns, paragraph } from './typedText';

/**
 * What an operator is told where nobody could be asked to approve: which request, who lacks the bot, what to do.
 * Nothing of what is asked for. Once somebody was reached, or the request has ended, it says that.
 */
export function unreachedCard(texts: Texts, request: Request, reach: Reach): Message {
  const { unreached, states, labels } = texts;
  const { content, requester, approvers } = request;
  const open = request.state === 'pending' && isNobodyReached(reach);
  const state = states[request.state].replace(/^\W+/, '');
  const missing =
    approvers.length === 0
      ? [ownText(unreached.nobodyNamed, { bold: true })]
      : [
          paragraph([bold(unreached.wanted), ' ', ...nameRuns(approvers.map((one) => one.name))]),
          ownText(unreached.operatorLine, { bold: true, spacing: 'None' }),
        ];
  return cardMessage({
    summary: sentenceOf(unreached.summary, content.accountName, content.environment.name),
    act: open,
    body: [
      band({
        style: open ? 'attention' : 'emphasis',
        small: smallLine(open ? `! ${state}` : state, requestLabel(request)),
        heading: open ? unreached.operatorTitle : unreached.settledTitle,
        lines: [subjectLine(content)],
      }),
      ...(open ? [factOf(labels.askedBy, requester.name), ...missing] : []),
    ],
  });
}
