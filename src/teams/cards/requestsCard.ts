import type { CardElement } from '@microsoft/teams.cards';
import { requestLabel, type Request } from '../../domain/request';
import type { Message } from '../../ports';
import type { Texts } from '../../texts/texts';
import { band, smallLine } from './band';
import { execute } from './buttons';
import { cardMessage } from './cardMessage';
import { shownState } from './decided';
import { ownText } from './ownText';
import { bold, paragraph } from './typedText';
import { whenText } from './whenText';

const mostRows = 8;

/** A person's requests, or those that wait for their approval, each with a button that shows it. */
export function requestsCard(
  texts: Texts,
  requests: readonly Request[],
  which: 'mine' | 'approvals',
): Message {
  const words = texts.requests;
  const heading = which === 'mine' ? words.mine : words.approvals;
  const none = which === 'mine' ? words.noneMine : words.noneApprovals;
  const hidden = requests.length - mostRows;
  return cardMessage({
    summary: requests.length === 0 ? none : `${heading}: ${words.count(requests.length)}`,
    body: [
      band({
        heading,
        lines: [
          ownText(requests.length === 0 ? none : words.count(requests.length), {
            subtle: true,
            spacing: 'None',
          }),
        ],
      }),
      ...requests
        .slice(0, mostRows)
        .map((request) => requestRow(texts, request, which === 'mine' ? 'status' : 'review')),
      ...(hidden > 0 ? [ownText(words.more(hidden))] : []),
    ],
    actions: requests.length === 0 ? [execute(texts.buttons.askForOne, 'form')] : [],
  });
}

/** One request of a list, with the button that does `verb`; who asked is said where it is not the reader. */
export function requestRow(
  texts: Texts,
  request: Request,
  verb: 'status' | 'review' | 'receipt',
): CardElement {
  const { content } = request;
  const label = requestLabel(request);
  const state = request.attention === undefined ? shownState(texts, request).word : texts.small.needsYou;
  const title = verb === 'receipt' ? texts.search.receipt(label) : texts.buttons.show(label);
  const by = verb === 'status' ? [] : [texts.requests.askedBy, request.requester.name];
  return {
    type: 'Container',
    separator: true,
    items: [
      ownText(smallLine(state, label), { small: true, bold: true }),
      paragraph([bold(content.accountName), ' · ', content.environment.name, ...by], { spacing: 'None' }),
      ownText(whenText(texts, request.since), { small: true, subtle: true, spacing: 'None' }),
      {
        type: 'ActionSet',
        spacing: 'Small',
        actions: [execute(title, verb, { requestId: request.id })],
      },
    ],
  };
}
