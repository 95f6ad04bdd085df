import type { BotKeys } from './botKeys';
import type { ChatMessage, Conversation, Conversations } from './conversations';
import { type Office, type OfficePerson, personById } from './office';
import type { Delivery } from './delivery';
import type { Touched } from './pressButton';
import type { BotAnswer } from './sendToBot';
import type { TeamsActivity } from './teamsActivity';
import type { CardNode } from './cardNode';

/** Something that the bot sent and that Teams, or this product's own rules for cards, do not allow. */
export interface TeamsViolation {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Where: a person's or a channel's name. */
  readonly place: string;
  readonly what: string;
}

/** What one person's client shows of one message: a card answered to a click, what was typed, a dialog. */
export interface ClientView {
  /** The card that answered this person's click; it stands until the message itself is edited. */
  card: CardNode | undefined;
  touched: Touched;
}

/** An open dialog of one person. */
export interface OpenDialog {
  readonly title: string;
  readonly card: CardNode;
  readonly touched: Touched;
  /** Where the button stood that opened it. */
  readonly from: { readonly conversation: Conversation; readonly message: ChatMessage };
}

/** Everything that the parts of Teams share. */
export interface TeamsState {
  readonly office: Office;
  readonly now: () => number;
  readonly keys: BotKeys;
  readonly conversations: Conversations;
  readonly violations: TeamsViolation[];
  /** What each client shows, by person and message. */
  readonly views: Map<string, ClientView>;
  /** The open dialog of each person, by object id. */
  readonly dialogs: Map<string, OpenDialog>;
  /** How activities are delivered to the bot. */
  delivery: Delivery;
  /** What was delivered last, and every answer to it. */
  last:
    | {
        readonly conversation: Conversation;
        readonly activity: TeamsActivity;
        readonly answers: readonly Omit<BotAnswer, 'milliseconds'>[];
      }
    | undefined;
  /** Object ids of the people who have blocked the bot: it hears nothing of that. */
  readonly blockedBy: Set<string>;
  /** Where the bot listens; undefined while there is none. */
  botUrl: string | undefined;
  /** Requests to the bot and from it that are not answered yet. */
  open: number;
  /** Milliseconds since 1970 when something last went to or came from the bot. */
  lastTraffic: number;
}

/** Notes a violation. */
export function reportIn(state: TeamsState, conversation: Conversation, what: string): void {
  const place = conversation.channel?.name ?? conversation.members.join(', ');
  state.violations.push({ at: state.now(), place, what });
}

/** Whether the bot may open a chat with the person: installed there, or in a team of which the person is a member. */
export function isReachable(state: TeamsState, person: OfficePerson): boolean {
  const { conversations, office } = state;
  const channels = office.channels.map(({ name }) => conversations.channelNamed(name));
  const installedIn = [conversations.chatOf(person), ...channels].filter(({ installed }) => installed);
  return installedIn.some(({ members }) => members.includes(person.name));
}

/** The people in a conversation. */
export function membersOf(state: TeamsState, conversation: Conversation): OfficePerson[] {
  return state.office.people.filter(({ name }) => conversation.members.includes(name));
}

/** The person with this id if in the conversation; undefined otherwise. */
export function memberById(
  state: TeamsState,
  conversation: Conversation,
  id: string,
): OfficePerson | undefined {
  const person = personById(state.office, id);
  return person && conversation.members.includes(person.name) ? person : undefined;
}

/** What the person's client shows of the message; made when it was not looked at before. */
export function viewOf(state: TeamsState, person: OfficePerson, message: ChatMessage): ClientView {
  const key = `${person.objectId} ${message.id}`;
  const found = state.views.get(key);
  if (found) return found;
  const view: ClientView = { card: undefined, touched: { typed: new Map(), unfolded: new Map() } };
  state.views.set(key, view);
  return view;
}

/** Forgets what every client shows of the message: it was edited, and what was typed into it is gone. */
export function forgetViews(state: TeamsState, message: ChatMessage): void {
  for (const { objectId } of state.office.people) state.views.delete(`${objectId} ${message.id}`);
}
