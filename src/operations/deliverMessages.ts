import { createHash } from 'node:crypto';
import type { Request } from '../domain/request';
import { ServiceFault } from '../domain/serviceFault';
import type { Conversation, Message } from '../ports';
import type { StoredMessage } from '../storePorts';
import type { SlotNotice } from '../views';
import { besideRequest } from './besideRequest';
import type { Surroundings } from './surroundings';
import { tellNobodyReached } from './tellNobodyReached';

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
    if (message !== undefined) await deliver(surroundings, stored, message);
  }
  if (request !== undefined) await tellNobodyReached(surroundings, request);
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

async function deliver(surroundings: Surroundings, stored: StoredMessage, message: Message): Promise<void> {
  const { store, messenger, clock, log } = surroundings;
  const shown = createHash('sha256').update(JSON.stringify(message)).digest('hex');
  if (stored.state === 'sent' && stored.shown === shown) return;
  if ((stored.state === 'owed' || stored.tries > 0) && stored.dueAt > clock.now()) {
    // Still to be left in peace: kept as it is, and taken up when its time has come.
    await store.messages.postponed(stored.id);
    return;
  }
  try {
    const conversation = await conversationOf(surroundings, stored);
    if (conversation === undefined) {
      await store.messages.ended(stored.id, 'unreachable');
    } else if (stored.messageId === undefined) {
      const messageId = await messenger.post(conversation, message);
      await store.messages.sent(stored.id, { conversationId: conversation.id, messageId, shown });
    } else if ((await messenger.redraw(conversation, stored.messageId, message)) === 'gone') {
      await store.messages.ended(stored.id, 'gone');
    } else {
      await store.messages.redrawn(stored.id, shown);
    }
  } catch (error) {
    if (!(error instanceof ServiceFault)) throw error;
    if (error.facts.status === 403 || error.facts.kind === 'notFound') {
      // Nobody can be written to who removed or blocked the bot: the message is owed again when it is back.
      await store.messages.ended(stored.id, 'unreachable');
      return;
    }
    const wait = Math.max(error.facts.retryAfter ?? 0, Math.min(1000 * 2 ** stored.tries, longestWait));
    log.warn(
      { message: stored.id, kind: stored.kind, error: error.message },
      'a message could not be delivered',
    );
    await store.messages.failed(stored.id, clock.now() + wait);
  }
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
