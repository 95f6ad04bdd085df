import { createHash } from 'node:crypto';
import type { Request } from '../domain/request';
import { ServiceFault } from '../domain/serviceFault';
import type { Conversation, Message } from '../ports';
import type { StoredMessage } from '../storePorts';
import type { SlotNotice } from '../views';
import { besideRequest, isApproval } from './besideRequest';
import type { Surroundings } from './surroundings';
import { tellNobodyReached } from './tellNobodyReached';
import { tellNotHeard } from './tellNotHeard';

/** Longest wait between two tries to deliver a message, in milliseconds. */
const longestWait = 10 * 60_000;

/**
 * Posts what is owed about one subject, and redraws every message whose card would be another now. One at a time for
 * each subject, so that a redraw never overtakes a newer one.
 */
export async function deliverMessages(surroundings: Surroundings, subject: string): Promise<void> {
  const { store } = surroundings;
  const messages = await store.messages.about(subject);
  const request = subject.startsWith('request:') ? await store.requests.byId(subject.slice(8)) : undefined;
  for (const stored of messages) {
    if (stored.state === 'unreachable' || stored.state === 'gone') continue;
    // A channel's new card mentions those who were not reached: that is known once theirs were tried, just now.
    const known =
      stored.state === 'owed' && stored.kind === 'channel' ? await store.messages.about(subject) : messages;
    const message = drawn(surroundings, stored, request, known);
    if (message !== undefined) await deliver(surroundings, stored, message, request);
  }
  // Who was reached stands on the card of whoever asked, which was drawn before.
  if (hasMoved(messages, await store.messages.about(subject))) return deliverMessages(surroundings, subject);
  if (request === undefined) return;
  await tellNobodyReached(surroundings, request);
  await tellNotHeard(surroundings, request);
}

function hasMoved(before: readonly StoredMessage[], after: readonly StoredMessage[]): boolean {
  return before.some(({ state }, index) => after[index]?.state !== state);
}

function drawn(
  surroundings: Surroundings,
  stored: StoredMessage,
  request: Request | undefined,
  messages: readonly StoredMessage[],
): Message | undefined {
  if (stored.payload !== undefined) {
    return surroundings.draw.slotNotice(stored.payload as unknown as SlotNotice);
  }
  if (request === undefined) return undefined;
  const viewer = stored.address.to === 'person' ? stored.address.person : undefined;
  return surroundings.draw.request(
    stored.kind,
    request,
    besideRequest(surroundings, request, messages, viewer),
  );
}

async function deliver(
  surroundings: Surroundings,
  stored: StoredMessage,
  message: Message,
  request: Request | undefined,
): Promise<void> {
  const { store, clock } = surroundings;
  const shown = createHash('sha256').update(JSON.stringify(message)).digest('hex');
  if (stored.state === 'sent' && stored.shown === shown) return;
  if ((stored.state === 'owed' || stored.tries > 0) && stored.dueAt > clock.now()) {
    // Still to be left in peace: kept as it is, and taken up when its time has come.
    await store.messages.postponed(stored.id);
    return;
  }
  try {
    const conversation = await conversationOf(surroundings, stored);
    if (conversation === undefined) await unreachable(surroundings, stored, 'the bot is not there');
    else await write(surroundings, stored, { conversation, message, shown, request });
  } catch (error) {
    if (!(error instanceof ServiceFault)) throw error;
    if (error.facts.status === 403 || error.facts.kind === 'notFound') {
      // Nobody can be written to who removed or blocked the bot: the message is owed again when it is back.
      await unreachable(surroundings, stored, error.message);
    } else await failed(surroundings, stored, error);
  }
}

interface Writing {
  readonly conversation: Conversation;
  readonly message: Message;
  /** Hash of what it shows. */
  readonly shown: string;
  readonly request: Request | undefined;
}

async function write(
  { store, messenger }: Surroundings,
  stored: StoredMessage,
  { conversation, message, shown, request }: Writing,
): Promise<void> {
  const { messages } = store;
  if (stored.messageId !== undefined) {
    const redrawn = await messenger.redraw(conversation, stored.messageId, message);
    if (redrawn === 'redrawn') return messages.redrawn(stored.id, shown);
    // Deleted there. What was only to be read is left so; what waits for its reader is posted anew.
    if (!awaitsReader(stored, request)) return messages.ended(stored.id, 'gone');
    await messages.lost(stored.id);
  }
  const messageId = await messenger.post(conversation, message);
  const isOurs = await messages.sent(stored.id, { conversationId: conversation.id, messageId, shown });
  // Another instance posted it while this one stood still: of two cards one would never change again.
  if (!isOurs) return messenger.remove(conversation, messageId);
  // Who could be written to just now may be written to: what could not be delivered there before is owed again.
  const { address } = stored;
  await messages.owedAgain(address.to === 'person' ? address.person : address.conversationId);
}

/** Whether the message asks its reader for something that is still wanted: a decision, an answer, what to do next. */
function awaitsReader({ kind }: StoredMessage, request: Request | undefined): boolean {
  if (request === undefined) return false;
  if (request.attention !== undefined) return kind.startsWith('attention:');
  return request.state === 'pending' && (isApproval(kind) || kind.startsWith('question:'));
}

async function unreachable(
  { store, log }: Surroundings,
  { id, kind }: StoredMessage,
  error: string,
): Promise<void> {
  log.warn({ message: id, kind, error }, 'a message reaches nobody, and is sent once the bot is back there');
  await store.messages.ended(id, 'unreachable');
}

async function failed(
  { store, clock, log }: Surroundings,
  { id, kind, tries }: StoredMessage,
  { facts, message: error }: ServiceFault,
): Promise<void> {
  const wait = Math.max(facts.retryAfter ?? 0, Math.min(1000 * 2 ** tries, longestWait));
  const fields = { message: id, kind, error, tries: tries + 1 };
  // What Teams refuses as it is will not be taken the next time: somebody has to look.
  if (facts.kind === 'refused') log.error(fields, 'Teams refuses a message, which is tried again');
  else log.warn(fields, 'a message could not be delivered');
  await store.messages.failed(id, clock.now() + wait);
}

/** Where a message goes; nothing where the person has not got the bot. */
async function conversationOf(
  { store, messenger }: Surroundings,
  { address, conversationId }: StoredMessage,
): Promise<Conversation | undefined> {
  if (conversationId !== undefined) return store.conversations.byId(conversationId);
  if (address.to === 'conversation') return store.conversations.byId(address.conversationId);
  const known = await store.conversations.withPerson(address.person);
  if (known !== undefined) return known;
  const opened = await messenger.open(address.person);
  if (opened !== undefined) await store.conversations.remember(opened);
  return opened;
}
