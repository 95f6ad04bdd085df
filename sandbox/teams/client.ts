import { type CardNode, textAt, typeOf } from './cardNode';
import { cardAsText } from './cardAsText';
import { clickButton } from './clickButton';
import type { ClickOutcome } from './clickOutcome';
import type { ChatMessage, Conversation } from './conversations';
import type { Filled } from './fillInputs';
import type { OfficePerson } from './office';
import { placedIn } from './placed';
import { type ChoiceSearch, type FoundChoice, searchChoices } from './searchChoices';
import { closeDialog, sendPress } from './sendPress';
import { sendToBot } from './sendToBot';
import { envelope, mentionOf, messageActivity, type Place } from './teamsActivity';
import { type OpenDialog, type TeamsState, viewOf } from './teamsState';
import { untilChanged } from './untilChanged';

/** A message that somebody waits for: a text in it, or a condition. */
export type Awaited = string | RegExp | ((message: SeenMessage) => boolean);

/** A message as one person's client shows it. */
export interface SeenMessage {
  readonly id: string;
  readonly from: string;
  readonly fromBot: boolean;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly text: string;
  readonly summary: string;
  /** The card as this person sees it; undefined when the message has none. */
  readonly card: CardNode | undefined;
  /** Text and card together as lines to read. */
  readonly reads: string;
  readonly edits: ChatMessage['edits'];
  readonly undelivered: boolean;
}

/** How a button is pressed. */
export interface Click {
  /** What to fill in first, by label or id. */
  readonly inputs?: Filled;
  /** On which message; the newest that has such a button when absent. */
  readonly on?: Awaited;
  /** Which of several buttons of that title, from 1. */
  readonly nth?: number;
}

/** One person's client, looking at one conversation. */
export class Client {
  constructor(
    protected readonly state: TeamsState,
    readonly person: OfficePerson,
    readonly conversation: Conversation,
  ) {}

  /** The messages which the person sees here, oldest first; deleted ones are gone. */
  chat(): SeenMessage[] {
    return this.conversation.messages.filter(({ deleted }) => !deleted).map((message) => this.seen(message));
  }

  /** The newest card of the bot here. Throws when there is none. */
  lastCard(): CardNode {
    const card = this.chat().findLast((message) => message.fromBot && message.card)?.card;
    if (!card) throw new Error(`${this.where()} shows no card.`);
    return card;
  }

  /**
   * Writes a message. In a channel the bot hears it only with `@<bot>` in it. Returns the HTTP status of the bot's
   * answer: 0 when it could not be reached, 204 when it was not told.
   */
  async writes(text: string): Promise<number> {
    const { state, conversation, person } = this;
    const said = { from: person.name, fromBot: false, text, summary: '', cards: [] };
    const message = state.conversations.say(conversation, said);
    const name = `@${state.office.botName}`;
    const isMention = conversation.kind === 'channel' && text.includes(name);
    if (conversation.kind === 'channel' && !isMention) return 204;
    const place = { conversation, ...(isMention ? { thread: message.id } : {}) };
    const sent = envelope(state, person, place, message.id);
    const mentioned = isMention ? text.replace(name, `<at>${state.office.botName}</at>`) : text;
    const activity = messageActivity(sent, mentioned, isMention ? mentionOf(state) : undefined);
    const { status } = await sendToBot(state, conversation, activity);
    if (status === 0 || status >= 400) state.conversations.markUndelivered(message);
    return status;
  }

  /**
   * Presses a button: in the person's open dialog if it has it, else on the newest message with such a button.
   * Throws, with what there is, when no card has it.
   */
  async clicks(title: string, click: Click = {}): Promise<ClickOutcome> {
    const { state, person, conversation } = this;
    const press = { title, inputs: click.inputs ?? {}, nth: click.nth };
    const dialog = state.dialogs.get(person.objectId);
    if (dialog?.from.conversation === conversation && click.on === undefined) {
      const { message } = dialog.from;
      return clickButton(state, { person, place: this.placeOf(message), ...dialog, message, dialog }, press);
    }
    const message = this.messageWith(title, click.on);
    const { card } = this.seen(message);
    if (!card) throw new Error(`${this.where()} shows no card there.`);
    const { touched } = viewOf(state, person, message);
    return clickButton(state, { person, place: this.placeOf(message), card, touched, message }, press);
  }

  /** Whether the client shows that the bot writes: for some seconds after a sign of it, or until it has said something. */
  isBotTyping(): boolean {
    return this.state.now() < this.conversation.typingUntil;
  }

  /** The dialog which the person has open; undefined when there is none. */
  dialog(): OpenDialog | undefined {
    return this.state.dialogs.get(this.person.objectId);
  }

  /** The open dialog as lines to read, with the choices of its inputs if wanted; '' when there is none. */
  dialogReads(choices = false): string {
    const dialog = this.state.dialogs.get(this.person.objectId);
    if (!dialog) return '';
    const { typed, unfolded } = dialog.touched;
    const drawing = { typed: Object.fromEntries(typed), unfolded, showCards: true, choices };
    return `${dialog.title}\n${cardAsText(dialog.card, drawing)}`;
  }

  /**
   * Sends a press as a client that draws cards itself does: `data` is the action's own with the inputs' values merged
   * in. `on` is a message's id, or `dialog` for the open one. Throws when that is no longer there.
   */
  async presses(on: string, action: CardNode, data: unknown): Promise<ClickOutcome> {
    const { state, person } = this;
    const dialog = on === 'dialog' ? state.dialogs.get(person.objectId) : undefined;
    const message = dialog?.from.message ?? this.conversation.messages.find(({ id }) => id === on);
    if (message === undefined || message.deleted)
      throw new Error('What was pressed is no longer there; nothing was sent.');
    const pressed = { person, place: this.placeOf(message), message, ...(dialog ? { dialog } : {}) };
    return sendPress(state, pressed, action, data);
  }

  /** Searches for choices as a client does while somebody types. None when nothing is found or nobody answers. */
  searches(search: ChoiceSearch): Promise<readonly FoundChoice[]> {
    const { state, person, conversation } = this;
    return searchChoices(state, { person, place: { conversation } }, search);
  }

  /** Takes the newest message of the bot that reads so away from the conversation. Throws when there is none. */
  deletes(on: Awaited): void {
    const message = this.conversation.messages.find(({ id }) => id === this.newest(on)?.id);
    if (!message) throw new Error(`${this.where()} shows no such message. It shows:\n${this.reads()}`);
    this.state.conversations.remove(message);
  }

  /** Closes the open dialog without sending anything. */
  closesDialog(): void {
    closeDialog(this.state, this.person);
  }

  /** Opens the conversation anew: what was typed, and cards that only answered a click, are gone. */
  reopens(): void {
    for (const { id } of this.conversation.messages) this.state.views.delete(`${this.person.objectId} ${id}`);
  }

  /** Waits until a message of the bot reads so; the newest such. Throws after `milliseconds` with what there is. */
  async waitsFor(awaited: Awaited, milliseconds = 10_000): Promise<SeenMessage> {
    const found = await untilChanged(this.state, () => this.newest(awaited), milliseconds);
    if (found) return found;
    const what = typeof awaited === 'function' ? 'what was awaited' : `"${String(awaited)}"`;
    throw new Error(
      `${this.where()} did not show ${what} in ${String(milliseconds)} ms. It shows:\n${this.reads()}`,
    );
  }

  /** The whole conversation as lines to read, with the choices of its inputs if wanted. */
  reads(choices = false): string {
    return this.conversation.messages
      .filter(({ deleted }) => !deleted)
      .map((message) => this.seen(message, choices))
      .map(({ from, reads, undelivered }) => `${from}${undelivered ? ' (not delivered)' : ''}:\n${reads}`)
      .join('\n\n');
  }

  private newest(awaited: Awaited): SeenMessage | undefined {
    return this.chat().findLast((message) => message.fromBot && isAwaited(message, awaited));
  }

  private messageWith(title: string, on: Awaited | undefined): ChatMessage {
    const messages = this.conversation.messages.filter(({ deleted, fromBot }) => !deleted && fromBot);
    const named =
      on === undefined ? messages : messages.filter((message) => isAwaited(this.seen(message), on));
    const found = named.findLast((message) => hasButton(this.seen(message).card, title));
    const message = found ?? named.findLast(({ cards }) => cards.length > 0);
    if (!message)
      throw new Error(`${this.where()} shows no card with the button [${title}]. It shows:\n${this.reads()}`);
    return message;
  }

  private seen(message: ChatMessage, choices = false): SeenMessage {
    const { id, from, fromBot, at, text, summary, edits } = message;
    const view = viewOf(this.state, this.person, message);
    const card = view.card ?? message.cards[0];
    const { typed, unfolded } = view.touched;
    const drawn = card ? cardAsText(card, { typed: Object.fromEntries(typed), unfolded, choices }) : '';
    const shown = card ? drawn : text;
    const reads = card && text !== '' && text !== summary ? `${text}\n${drawn}` : shown;
    const undelivered = message.undelivered === true;
    return { id, from, fromBot, at, text, summary, card, reads, edits, undelivered };
  }

  private placeOf(message: ChatMessage): Place {
    const { conversation } = this;
    return conversation.kind === 'personal'
      ? { conversation }
      : { conversation, thread: message.thread ?? message.id };
  }

  private where(): string {
    const { channel } = this.conversation;
    return channel ? `The channel "${channel.name}"` : `${this.person.name}'s chat`;
  }
}

function isAwaited(message: SeenMessage, awaited: Awaited): boolean {
  if (typeof awaited === 'function') return awaited(message);
  const text = `${message.reads}\n${message.summary}`;
  return typeof awaited === 'string' ? text.includes(awaited) : awaited.test(text);
}

function hasButton(card: CardNode | undefined, title: string): boolean {
  if (!card) return false;
  return placedIn(card).some(
    ({ node }) => typeOf(node).startsWith('Action.') && textAt(node, 'title') === title,
  );
}
