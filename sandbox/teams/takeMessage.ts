import type { BotActivity } from './botActivity';
import type { CardNode } from './cardNode';
import { checkCard, largestCard } from './checkCard';
import { refusal } from './connectorAnswers';
import type { ChatMessage, Conversation } from './conversations';
import { forgetViews, reportIn, type TeamsState } from './teamsState';

/** How long a client shows that somebody writes, in ms, unless the sign of it comes again. */
const typingShown = 5_000;

interface Sent {
  readonly conversation: Conversation;
  readonly activity: BotActivity;
}

/** Takes a message of the bot into the conversation, under the thread if one is named; says its id. */
export function takeMessage(
  state: TeamsState,
  sent: Sent & { readonly thread: string | undefined },
): Response {
  const { conversation, activity, thread } = sent;
  if (activity.type === 'typing') {
    conversation.typingUntil = state.now() + typingShown;
    return Response.json({ id: `1:${String(state.now())}` }, { status: 201 });
  }
  if (isTooBig(activity)) return tooBig(state, conversation);
  checkMessage(state, sent);
  const message = state.conversations.say(conversation, {
    from: state.office.botName,
    fromBot: true,
    ...saidBy(activity),
    ...(thread === undefined ? {} : { thread }),
  });
  return Response.json({ id: message.id }, { status: 201 });
}

/** Replaces one of the bot's messages; what people typed into its card is lost, as in Teams. */
export function editMessage(state: TeamsState, sent: Sent & { readonly id: string }): Response {
  const message = messageOf(sent.conversation, sent.id);
  if (!message) return refusal('noActivity');
  if (!message.fromBot) return refusal('notTheBots');
  if (isTooBig(sent.activity)) return tooBig(state, sent.conversation);
  checkMessage(state, sent);
  forgetViews(state, message);
  state.conversations.edit(message, saidBy(sent.activity));
  return Response.json({ id: message.id });
}

/** Takes one of the bot's messages away. */
export function removeMessage(state: TeamsState, conversation: Conversation, id: string): Response {
  const message = messageOf(conversation, id);
  if (!message) return refusal('noActivity');
  if (!message.fromBot) return refusal('notTheBots');
  state.conversations.remove(message);
  return new Response(null, { status: 200 });
}

function messageOf(conversation: Conversation, id: string): ChatMessage | undefined {
  return conversation.messages.find((message) => message.id === id && !message.deleted);
}

function saidBy(activity: BotActivity): Pick<ChatMessage, 'text' | 'summary' | 'cards'> {
  return { text: activity.text ?? '', summary: activity.summary ?? '', cards: cardsOf(activity) };
}

function cardsOf(activity: BotActivity): CardNode[] {
  return (activity.attachments ?? []).map(({ content }) => content);
}

function isTooBig(activity: BotActivity): boolean {
  return Buffer.byteLength(JSON.stringify(activity.attachments ?? [])) > largestCard;
}

function tooBig(state: TeamsState, conversation: Conversation): Response {
  reportIn(state, conversation, `The message is larger than ${String(largestCard)} bytes.`);
  return refusal('tooBig');
}

function checkMessage(state: TeamsState, { conversation, activity }: Sent): void {
  const cards = cardsOf(activity);
  const found = cards.flatMap(checkCard);
  if (cards.length === 0 && (activity.text ?? '') === '')
    found.push('The message has neither text nor card.');
  if ((activity.summary ?? '') === '') found.push('The message has no summary.');
  for (const { text } of activity.entities ?? []) {
    const isSaid = [activity.text ?? '', JSON.stringify(cards)].some((place) => place.includes(text));
    if (!isSaid) found.push('A mention stands in the entities, but not in the text or a card.');
  }
  for (const what of found) reportIn(state, conversation, what);
}
