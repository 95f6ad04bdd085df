import { z } from 'zod/v4';
import { isOpen, type Request } from '../../domain/request';
import {
  giveUp as giveUpRequest,
  tryAgain as tryRequestAgain,
  type Acted,
} from '../../operations/actOnAttention';
import { besideRequest } from '../../operations/besideRequest';
import { castVote } from '../../operations/castVote';
import { maySee } from '../../operations/requestsFor';
import { longestStepUp } from '../../operations/offerStepUp';
import { showReceipt } from '../../operations/showReceipt';
import { withdrawRequest } from '../../operations/withdrawRequest';
import type { Message } from '../../ports';
import type { AnswerText } from '../../texts/reasonTexts';
import type { Texts } from '../../texts/texts';
import { approvalCard } from '../cards/approvalCard';
import { endCard } from '../cards/endCard';
import { progressCard } from '../cards/progressCard';
import { receiptCard } from '../cards/receiptCard';
import { stepUpCard } from '../cards/stepUpCard';
import type { Incoming } from '../incoming';
import { refusing, shortly, textField, wordsField, type Action, type Answer, type Desk } from './answer';

const requestIdSchema = z.guid();

/** The request a card or a command speaks of: by its opaque id, or by the number people write. */
export async function requestOf({ surroundings }: Desk, incoming: Incoming): Promise<Request | undefined> {
  const { requests } = surroundings.store;
  const id = requestIdSchema.safeParse(incoming.fields['requestId']);
  if (id.success) return requests.byId(id.data.toLowerCase());
  const number = /\bR-?(\d{1,9})\b/i.exec(incoming.text)?.[1];
  return number === undefined ? undefined : requests.byNumber(Number(number));
}

/**
 * The card of a request for its requester or anybody else who may see it: how it stands now, or how it ended. One that
 * was asked for by a command is a picture of this moment, and says so.
 */
export async function standing(
  { surroundings, texts }: Desk,
  request: Request,
  incoming: Incoming,
): Promise<Message> {
  const messages = await surroundings.store.messages.about(`request:${request.id}`);
  const beside = besideRequest(surroundings, request, messages, incoming.actor);
  const { signIn } = beside;
  if (!isOpen(request)) {
    return endCard(texts, request, { audience: 'person', ...(signIn === undefined ? {} : { signIn }) });
  }
  const isPicture = incoming.messageId === undefined;
  return progressCard(texts, request, { ...beside, audience: 'person', isPicture });
}

/** Whether it was written where others read the answer: what is personal is neither told nor done there. */
export function isWrittenInPublic({ text, conversation }: Incoming): boolean {
  return text !== '' && conversation.kind !== 'personal';
}

/** Finds the request and lets the action go on only for somebody who may see it, in a place that may show it. */
export function forViewers(
  act: (desk: Desk, incoming: Incoming, request: Request) => Promise<Answer>,
): Action {
  return async (desk, incoming) => {
    const { answers } = desk.texts;
    const asked = incoming.text !== '';
    if (isWrittenInPublic(incoming)) return shortly(answers.personalOnly);
    const request = await requestOf(desk, incoming);
    if (request === undefined) return refusing(answers.notFound, 'unknown');
    const may = await maySee(desk.surroundings, incoming.actor, request);
    if (may === undefined) return shortly(answers.cannotTell);
    // The same answer as for a number that does not exist: it is nobody's business that it does.
    if (may) return act(desk, incoming, request);
    return refusing(asked ? answers.notFound : answers.notForYou, 'notShown', request);
  };
}

/** `status R-…`, or a button: how the request stands. */
export const status: Action = forViewers(async (desk, incoming, request) => ({
  post: await standing(desk, request, incoming),
}));

/** The whole of a request for somebody who may approve it. */
export const review: Action = forViewers(({ texts }, { actor }, request) =>
  Promise.resolve({ post: approvalCard(texts, request, actor) }),
);

/** `audit R-…`, or a button: the receipt. */
export const receipt: Action = forViewers(async ({ surroundings, texts }, { actor }, request) => {
  const view = await showReceipt(surroundings, actor, request.number);
  return view === undefined ? shortly(texts.answers.notFound) : { post: receiptCard(texts, view) };
});

async function vote(
  desk: Desk,
  incoming: Incoming,
  decision: 'approve' | 'reject',
  reason?: string,
): Promise<Answer> {
  const { surroundings, texts } = desk;
  const { actor, fields } = incoming;
  const answer = await castVote(surroundings, actor, {
    requestId: textField(incoming, 'requestId').toLowerCase(),
    revision: typeof fields['revision'] === 'number' ? fields['revision'] : 0,
    decision,
    ...(reason === undefined ? {} : { reason }),
    typedName: textField(incoming, 'environmentName'),
  });
  if (answer.is === 'unknown') return refusing(texts.answers.notFound, 'unknown');
  const { request } = answer;
  if (answer.is === 'cannotTell') return shortly(texts.stepUp.cannotTell);
  if (answer.is === 'signIn') {
    const until = surroundings.clock.now() + longestStepUp;
    return { post: stepUpCard(texts, request, answer.address, until) };
  }
  if (answer.is === 'counted') return { replace: approvalCard(texts, request, actor) };
  // Whoever may see the request gets the card as it is today; anybody else, the right to vote not being known or not
  // there, sees nothing that was not shown before.
  const may = await maySee(surroundings, actor, request);
  const card = may === true ? { replace: approvalCard(texts, request, actor) } : {};
  if (answer.is === 'refused') return { ...shortly(texts.reasons.vote[answer.why], 'attention'), ...card };
  return may === true ? card : shortly(texts.answers.voteNoted);
}

/** Approve. */
export const approve: Action = (desk, incoming) => vote(desk, incoming, 'approve');

/** Reject, with a reason: without one nothing is done, and that is said. */
export const reject: Action = (desk, incoming) => {
  const reason = wordsField(incoming, 'reason');
  return reason === undefined
    ? Promise.resolve(shortly(desk.texts.answers.wordsWanted, 'attention'))
    : vote(desk, incoming, 'reject', reason);
};

/** Why a request cannot be withdrawn or stopped any more; what was withdrawn meanwhile is said to be so. */
export function tooLate({ withdrawTooLate }: Texts, { state }: Request): AnswerText {
  return state === 'queued' || state === 'pending' || state === 'approved'
    ? withdrawTooLate.withdrawn
    : withdrawTooLate[state];
}

/** `withdraw R-…`, or a button. */
export const withdraw: Action = async (desk, incoming) => {
  const { surroundings, texts } = desk;
  if (isWrittenInPublic(incoming)) return shortly(texts.answers.personalOnly);
  const found = await requestOf(desk, incoming);
  const request = found && (await maySee(surroundings, incoming.actor, found)) === true ? found : undefined;
  if (request === undefined) return refusing(texts.answers.notFound, 'notShown', found);
  const outcome = await withdrawRequest(surroundings, incoming.actor, request.id);
  if (outcome.is === 'unknown') return shortly(texts.answers.notFound);
  if (outcome.is === 'notYours') return refusing(texts.answers.onlyRequester, 'notYours', request);
  const replace = await standing(desk, outcome.request, incoming);
  const isNew = outcome.is === 'withdrawn';
  const said = isNew ? texts.answers.withdrawn : tooLate(texts, outcome.request);
  // Written as a command there is no card to replace.
  const isPressed = incoming.messageId !== undefined;
  return !isPressed || outcome.is === 'tooLate' ? { ...shortly(said), replace } : { replace };
};

async function acted(
  desk: Desk,
  incoming: Incoming,
  act: typeof giveUpRequest,
  said: 'tryingAgain' | 'givingUp',
): Promise<Answer> {
  const { answers } = desk.texts;
  const { since } = incoming.fields;
  const requestId = textField(incoming, 'requestId').toLowerCase();
  const outcome: Acted = await act(
    desk.surroundings,
    incoming.actor,
    requestId,
    typeof since === 'number' ? since : undefined,
  );
  if (outcome.is === 'unknown') return refusing(answers.notFound, 'unknown');
  if (outcome.is === 'notYours') return refusing(answers.notYours, 'notYours', { id: requestId });
  const replace = await standing(desk, outcome.request, incoming);
  if (outcome.is === 'done') return { ...shortly(answers[said]), replace };
  // The same press again, or somebody was quicker: the card says how it stands.
  return isOpen(outcome.request) ? { replace } : { ...shortly(answers.outdated), replace };
}

/** Try again, where a person was asked to act. */
export const tryAgain: Action = (desk, incoming) => acted(desk, incoming, tryRequestAgain, 'tryingAgain');

/** Give up, where a person was asked to act: what was made is undone. */
export const giveUp: Action = (desk, incoming) => acted(desk, incoming, giveUpRequest, 'givingUp');
