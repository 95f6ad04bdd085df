import { shortDigest } from '../../domain/digest';
import type { CardElement } from '@microsoft/teams.cards';
import { requestLabel, type Request } from '../../domain/request';
import { standingVotes } from '../../domain/reviewRule';
import type { Message } from '../../ports';
import type { Texts } from '../../texts/texts';
import type { ReceiptView } from '../../views';
import { band, smallLine, subjectLine } from './band';
import { cardMessage, sentenceOf } from './cardMessage';
import { shownState } from './decided';
import { ownText, smallPrint } from './ownText';
import { questionLines } from './questionLines';
import { receiptSteps } from './receiptSteps';
import { backgroundLines } from './requestFacts';
import { bold, paragraph } from './typedText';
import { whenText } from './whenText';

/** Below Teams' 28 KB for a message, with room for its envelope. */
const mostBytes = 25 * 1024;

/** The evidence of a whole request, from before to after. Long receipts lose facts first, and say so. */
export function receiptCard(texts: Texts, view: ReceiptView): Message {
  for (const factsPerStep of [8, 3]) {
    const message = receipt(texts, view, factsPerStep);
    if (Buffer.byteLength(JSON.stringify(message.card)) <= mostBytes) return message;
  }
  return receipt(texts, view, 0);
}

function receipt(texts: Texts, view: ReceiptView, factsPerStep: number): Message {
  const { request } = view;
  const { content } = request;
  const label = requestLabel(request);
  const forward = receiptSteps(texts, request, 'forward', factsPerStep);
  const undo = receiptSteps(texts, request, 'undo', factsPerStep);
  return cardMessage({
    summary: sentenceOf(
      (account, place) => texts.receipt.summary(label, account, place),
      content.accountName,
      content.environment.name,
    ),
    body: [
      band({
        style: view.holds ? shownState(texts, request).style : 'attention',
        small: smallLine(shownState(texts, request).word, label),
        heading: texts.receipt.title,
        lines: [
          subjectLine(content),
          ownText(whenText(texts, request.since), { spacing: 'None' }),
          ...(view.holds ? [] : [ownText(texts.receipt.broken(view.entries.length), { bold: true })]),
        ],
      }),
      ...backgroundLines(texts, content),
      ...who(texts, request),
      ...questionLines(texts, request),
      ...acts(texts, view),
      ...section(texts.receipt.steps, forward),
      ...section(texts.receipt.cleaning, undo),
      ...(forward.length === 0 && undo.length === 0 ? [ownText(texts.receipt.nothing)] : []),
      ...chain(texts, view),
      ...(factsPerStep < 8 ? [ownText(texts.receipt.shortened, { small: true, subtle: true })] : []),
    ],
  });
}

function section(title: string, lines: readonly CardElement[]): CardElement[] {
  return lines.length === 0 ? [] : [ownText(title, { bold: true, separator: true }), ...lines];
}

function who(texts: Texts, request: Request): CardElement[] {
  const { receipt: words } = texts;
  const votes = standingVotes(request).filter((vote) => vote.standing === 'counts');
  return [
    paragraph([bold(request.requester.name), ` ${words.asked}`]),
    ownText(whenText(texts, request.createdAt), { small: true, subtle: true, spacing: 'None' }),
    ...votes.slice(0, 10).flatMap((vote) => [
      paragraph([bold(vote.by.name), ` ${words.decided(vote.decision === 'approve')}`], {
        spacing: 'Small',
      }),
      ownText(whenText(texts, vote.at), { small: true, subtle: true, spacing: 'None' }),
    ]),
  ];
}

/** What people did to the request after it was asked for, beside votes and questions: the newest ten. */
function acts(texts: Texts, { entries }: ReceiptView): CardElement[] {
  const told: Readonly<Record<string, string>> = texts.receipt.acts;
  return entries
    .filter(({ kind }) => Object.hasOwn(told, kind))
    .slice(-10)
    .flatMap(({ kind, at, words: { by } }) => [
      paragraph([...(by === undefined ? [] : [bold(by), ' ']), told[kind] ?? ''], { spacing: 'Small' }),
      ownText(whenText(texts, at), { small: true, subtle: true, spacing: 'None' }),
    ]);
}

function chain(texts: Texts, view: ReceiptView): CardElement[] {
  const { receipt: words, approval } = texts;
  const count = view.entries.length;
  const last = view.entries.at(-1);
  const hash =
    last === undefined ? [] : [paragraph([words.lastHash(last.hash.slice(0, 12))], { spacing: 'None' })];
  return [
    ownText(words.chainTitle, { bold: true, separator: true }),
    ...(view.holds ? [ownText(words.holds(count), { spacing: 'None' })] : []),
    ...hash,
    smallPrint(approval.digest(shortDigest(view.request.digest))),
  ];
}
