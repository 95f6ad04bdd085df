import { samePerson, type Person } from '../domain/person';
import type { Request } from '../domain/request';
import { standingVotes, voters } from '../domain/reviewRule';
import type { Conversation } from '../ports';
import type { OwedMessage } from '../storePorts';
import type { SlotNotice } from '../views';

/** What can happen to a request that somebody has to hear of. */
export type RequestEvent =
  | 'asked'
  | 'approversFound'
  | 'question'
  | 'answer'
  | 'voteVoid'
  | 'reopened'
  | 'revised'
  | 'reminder'
  | 'started'
  | 'attention'
  | 'changedSince'
  | 'nobodyReached'
  | 'ended';

type Listener = (request: Request, channels: readonly Conversation[]) => readonly OwedMessage[];

function toPerson(kind: string, person: Person): OwedMessage {
  return { kind, address: { to: 'person', person } };
}

function toChannels(kind: string, channels: readonly Conversation[]): readonly OwedMessage[] {
  return channels.map(({ id }) => ({ kind, address: { to: 'conversation', conversationId: id } }));
}

/** The requester and everybody whose vote counts, each once. */
function involved(request: Request): readonly Person[] {
  const people = [request.requester, ...voters(request)];
  return people.filter((person, index) => people.findIndex((other) => samePerson(other, person)) === index);
}

/** Whoever cast a vote that was found to be void, once for each such vote. */
function castersOfVoidVotes({ votes, revision }: Request): readonly OwedMessage[] {
  return votes
    .filter((vote) => vote.standing === 'void' && vote.revision === revision)
    .map((vote) => toPerson(`voteVoid:${String(vote.at)}`, vote.by));
}

/** The kind of an approver's card: each opening of a request has one of its own, so that it is a new message. */
function approvalKind({ reopened }: Request): string {
  return reopened === undefined ? 'approval' : `approval:${String(reopened.at)}`;
}

/** Approvers who have not decided yet. */
function undecided(request: Request): readonly Person[] {
  const votes = standingVotes(request);
  return request.approvers.filter((one) => !votes.some((vote) => samePerson(vote.by, one)));
}

/** Who hears of what: one row for each event. Every message is redrawn by itself when the request changes. */
const audience: Readonly<Record<RequestEvent, Listener>> = {
  asked: (request, channels) => [
    toPerson('progress', request.requester),
    ...request.approvers.map((approver) => toPerson('approval', approver)),
    ...toChannels('channel', channels),
  ],
  // Who has a card of this opening already is not sent another.
  approversFound: (request) => request.approvers.map((approver) => toPerson(approvalKind(request), approver)),
  // A new message for each question and each answer: a card that is redrawn notifies nobody.
  question: ({ requester, questions = [] }) =>
    questions.map((_, index) => toPerson(`question:${String(index)}`, requester)),
  answer: ({ questions = [] }) =>
    questions.flatMap(({ by, answer }, index) =>
      answer === undefined ? [] : [toPerson(`answer:${String(index)}`, by)],
    ),
  voteVoid: castersOfVoidVotes,
  reopened: (request) => {
    return [
      toPerson(`reopened:${String(request.reopened?.at ?? 0)}`, request.requester),
      ...undecided(request).map((approver) => toPerson(approvalKind(request), approver)),
      ...castersOfVoidVotes(request),
    ];
  },
  // The approvers are asked once they are known.
  revised: (request) => [toPerson(`reopened:${String(request.reopened?.at ?? 0)}`, request.requester)],
  reminder: (request) =>
    undecided(request).map((one) => toPerson(`reminder:${String(request.remindedAt ?? 0)}`, one)),
  started: () => [],
  attention: (request) => {
    const step = request.attention;
    const kind = `attention:${step?.step ?? ''}:${String(step?.since ?? 0)}`;
    return involved(request).map((person) => toPerson(kind, person));
  },
  changedSince: (request, channels) => {
    // Each change is told once; the same one, read again later, only redraws what was told.
    const at = String(request.readAgain?.at(-1)?.at ?? 0);
    return [
      ...involved(request).map((person) => toPerson(`changedSince:${at}`, person)),
      ...toChannels(`channelChangedSince:${at}`, channels),
    ];
  },
  nobodyReached: (request) => [toPerson('nobodyReached', request.requester)],
  ended: (request, channels) => [
    // Whoever withdrew it knows: their own card is redrawn.
    ...(request.state === 'withdrawn' ? [] : [toPerson('end', request.requester)]),
    ...(['verified', 'failed', 'cancelled'].includes(request.state)
      ? toChannels('channelEnd', channels)
      : []),
  ],
};

/** The messages owed for an event of a request. */
export function messagesFor(
  event: RequestEvent,
  request: Request,
  channels: readonly Conversation[],
): readonly OwedMessage[] {
  return audience[event](request, channels);
}

/** The messages owed to those who run the bot, where nobody could be asked to approve. */
export function operatorsHear(operators: readonly Person[]): readonly OwedMessage[] {
  return operators.map((operator) => toPerson('operatorNobodyReached', operator));
}

/** The messages owed to those who run the bot, where whoever a request concerns could not be told. */
export function operatorsHearNotHeard(operators: readonly Person[]): readonly OwedMessage[] {
  return operators.map((operator) => toPerson('operatorNotHeard', operator));
}

/** The messages owed for a change of an environment's slots: every channel that asked to be told. */
export function slotMessages(
  notice: SlotNotice,
  channels: readonly Conversation[],
): readonly (OwedMessage & { payload: Record<string, unknown> })[] {
  return toChannels('slots', channels).map((owed) => ({ ...owed, payload: { ...notice } }));
}
