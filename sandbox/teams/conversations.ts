import { type CardNode } from './cardNode';
import { type Office, type OfficeChannel, type OfficePerson, channelIdOf, chatIdOf } from './office';

/** One message as the people in the conversation see it. */
export interface ChatMessage {
  readonly id: string;
  /** The name of a person or of the bot. */
  readonly from: string;
  readonly fromBot: boolean;
  /** Milliseconds since 1970. */
  readonly at: number;
  text: string;
  /** What the toast of the notification says; '' when the sender gave none. */
  summary: string;
  cards: CardNode[];
  /** The thread in a channel to which it belongs: the id of its first message. */
  readonly thread?: string;
  /** What stood here before each edit, oldest first. */
  readonly edits: { readonly at: number; readonly text: string; readonly cards: CardNode[] }[];
  deleted: boolean;
  /** The bot could not be reached with it. */
  undelivered?: true;
}

/** A personal chat or a channel, with its messages. */
export interface Conversation {
  readonly id: string;
  readonly kind: 'personal' | 'channel';
  /** Names of the people in it. */
  readonly members: readonly string[];
  readonly channel?: OfficeChannel;
  installed: boolean;
  /** The channel was deleted: to the bot it is as if it had never been. */
  isDeleted: boolean;
  readonly messages: ChatMessage[];
  /** Until when clients show that the bot writes, in ms since 1970; 0 when it does not. */
  typingUntil: number;
}

/** Everything that was said, as plain JSON: what is kept between two starts. */
export interface Said {
  readonly lastId: number;
  readonly conversations: readonly {
    readonly id: string;
    readonly installed: boolean;
    readonly messages: ChatMessage[];
  }[];
}

/** The conversations of the office and what was said in them. */
export class Conversations {
  private readonly byId = new Map<string, Conversation>();
  private lastId: number;
  /** Counts every change, so that those who wait or keep can tell that something happened. */
  changes = 0;

  constructor(
    private readonly office: Office,
    private readonly now: () => number,
    said?: Said,
  ) {
    this.lastId = said?.lastId ?? 0;
    for (const person of office.people) this.add(chatIdOf(office, person), 'personal', [person.name]);
    for (const channel of office.channels) {
      this.add(channelIdOf(office, channel), 'channel', channel.members, channel);
    }
    for (const kept of said?.conversations ?? []) this.restore(kept);
  }

  /** The conversation of that id, with or without `;messageid=`; undefined when there is none. */
  find(id: string): Conversation | undefined {
    const found = this.byId.get(id.split(';')[0] ?? '');
    return found?.isDeleted === true ? undefined : found;
  }

  /** The personal chat of the person with the bot. */
  chatOf(person: OfficePerson): Conversation {
    const chat = this.byId.get(chatIdOf(this.office, person));
    if (!chat) throw new Error(`${person.name} is not in this office.`);
    return chat;
  }

  /** The channel of that name. Throws when there is none. */
  channelNamed(name: string): Conversation {
    const found = [...this.byId.values()].find((one) => one.channel?.name === name);
    if (!found) throw new Error(`There is no channel "${name}".`);
    return found;
  }

  /** Adds a message at the end and returns it, with the id that Teams gives: a time in milliseconds. */
  say(conversation: Conversation, said: Omit<ChatMessage, 'id' | 'at' | 'edits' | 'deleted'>): ChatMessage {
    this.lastId = Math.max(this.lastId + 1, this.now());
    const message = { ...said, id: String(this.lastId), at: this.now(), edits: [], deleted: false };
    conversation.messages.push(message);
    if (message.fromBot) conversation.typingUntil = 0;
    this.changes += 1;
    return message;
  }

  /** Replaces what a message says and keeps what stood there before. */
  edit(message: ChatMessage, said: Pick<ChatMessage, 'text' | 'summary' | 'cards'>): void {
    message.edits.push({ at: this.now(), text: message.text, cards: message.cards });
    Object.assign(message, said);
    this.changes += 1;
  }

  /** Marks a message that did not reach the bot. */
  markUndelivered(message: ChatMessage): void {
    message.undelivered = true;
    this.changes += 1;
  }

  /** Takes a message away; it stays in the list, marked as deleted. */
  remove(message: ChatMessage): void {
    message.deleted = true;
    this.changes += 1;
  }

  /** Notes that the bot is now part of the conversation, or no longer. */
  install(conversation: Conversation, installed: boolean): void {
    conversation.installed = installed;
    this.changes += 1;
  }

  /** Everything said so far, as plain JSON. */
  said(): Said {
    const conversations = [...this.byId.values()].map(({ id, installed, messages }) => ({
      id,
      installed,
      messages,
    }));
    return { lastId: this.lastId, conversations };
  }

  private add(
    id: string,
    kind: Conversation['kind'],
    members: readonly string[],
    channel?: OfficeChannel,
  ): void {
    this.byId.set(id, {
      id,
      kind,
      members,
      ...(channel ? { channel } : {}),
      installed: false,
      isDeleted: false,
      messages: [],
      typingUntil: 0,
    });
  }

  private restore(kept: Said['conversations'][number]): void {
    const conversation = this.byId.get(kept.id);
    conversation?.messages.push(...kept.messages);
    if (conversation) conversation.installed = kept.installed;
  }
}
