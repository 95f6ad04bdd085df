import { type CardNode, nodeOf, textAt, typeOf } from './cardNode';
import { checkCard } from './checkCard';
import { actionAnswer, type ClickOutcome, dialogAnswer } from './clickOutcome';
import type { ChatMessage } from './conversations';
import type { OfficePerson } from './office';
import { untouched } from './pressButton';
import { type BotAnswer, sendToBot } from './sendToBot';
import { activityId, envelope, invokeActivity, type Place } from './teamsActivity';
import { type OpenDialog, reportIn, type TeamsState, viewOf } from './teamsState';

/** Where somebody presses a button that is sent to the bot. */
export interface PressedAt {
  readonly person: OfficePerson;
  readonly place: Place;
  readonly message: ChatMessage;
  /** The dialog in which the button stands; absent on a message. */
  readonly dialog?: OpenDialog;
}

/**
 * Sends what the Teams client sends for a pressed Action.Execute or Action.Submit, `data` being the button's own with
 * the inputs' values merged in, and shows the answer to this person.
 */
export async function sendPress(
  state: TeamsState,
  pressed: PressedAt,
  button: CardNode,
  data: unknown,
): Promise<ClickOutcome> {
  const { dialog } = pressed;
  if (dialog) return submitDialog(state, { ...pressed, dialog }, button, data);
  if (typeOf(button) === 'Action.Execute') return execute(state, pressed, button, data);
  return submit(state, pressed, data);
}

async function execute(
  state: TeamsState,
  pressed: PressedAt,
  button: CardNode,
  data: unknown,
): Promise<ClickOutcome> {
  const { id, verb, title } = button;
  const action = { type: 'Action.Execute', title, ...(id === undefined ? {} : { id }), verb, data };
  const answer = await invoke(state, pressed, 'adaptiveCard/action', { action, trigger: 'manual' });
  const checked = actionAnswer.safeParse(answer.body);
  if (answer.status !== 200 || !checked.success) return unreachable(state, pressed, answer);
  const { type, value, statusCode } = checked.data;
  if (type === 'application/vnd.microsoft.activity.message') return { is: 'message', text: value };
  if (type === 'application/vnd.microsoft.error') return { is: 'error', status: statusCode, ...value };
  report(state, pressed, value);
  if (nodeOf(value['refresh'])) reportIn(state, pressed.place.conversation, 'The card asks to be refreshed.');
  Object.assign(viewOf(state, pressed.person, pressed.message), { card: value, touched: untouched() });
  state.conversations.changes += 1;
  return { is: 'card', card: value };
}

async function submit(state: TeamsState, pressed: PressedAt, data: unknown): Promise<ClickOutcome> {
  const msteams = nodeOf(nodeOf(data)?.['msteams']);
  if (msteams && textAt(msteams, 'type') === 'task/fetch') {
    const value = { data: { ...nodeOf(data), type: 'task/fetch' }, context: { theme: 'default' } };
    return dialogOutcome(state, pressed, await invoke(state, pressed, 'task/fetch', value));
  }
  const sent = envelope(state, pressed.person, pressed.place, activityId());
  const activity = { ...sent, type: 'message', value: data, replyToId: pressed.message.id };
  const answer = await sendToBot(state, pressed.place.conversation, activity);
  return answer.status >= 200 && answer.status < 300 ? { is: 'sent' } : unreachable(state, pressed, answer);
}

async function submitDialog(
  state: TeamsState,
  pressed: PressedAt & { readonly dialog: OpenDialog },
  button: CardNode,
  data: unknown,
): Promise<ClickOutcome> {
  if (typeOf(button) !== 'Action.Submit') {
    reportIn(
      state,
      pressed.place.conversation,
      `The dialog has an ${typeOf(button)}: Teams documents Action.Submit only.`,
    );
  }
  const answer = await invoke(state, pressed, 'task/submit', { data, context: { theme: 'default' } });
  return dialogOutcome(state, pressed, answer);
}

function dialogOutcome(state: TeamsState, pressed: PressedAt, answer: BotAnswer): ClickOutcome {
  const { person, place, message } = pressed;
  const isEmpty = answer.body === undefined || Object.keys(nodeOf(answer.body) ?? {}).length === 0;
  if (answer.status === 200 && isEmpty) {
    closeDialog(state, person);
    return { is: 'dialogClosed' };
  }
  const checked = dialogAnswer.safeParse(answer.body);
  if (answer.status !== 200 || !checked.success) return unreachable(state, pressed, answer);
  const { task } = checked.data;
  if (task.type === 'message') {
    closeDialog(state, person);
    return { is: 'message', text: task.value };
  }
  const { title, card } = task.value;
  report(state, pressed, card.content);
  const from = { conversation: place.conversation, message };
  state.dialogs.set(person.objectId, { title, card: card.content, touched: untouched(), from });
  state.conversations.changes += 1;
  return { is: 'dialog', title, card: card.content };
}

function invoke(state: TeamsState, pressed: PressedAt, name: string, value: unknown): Promise<BotAnswer> {
  const sent = envelope(state, pressed.person, pressed.place, activityId());
  return sendToBot(state, pressed.place.conversation, invokeActivity(sent, name, value, pressed.message.id));
}

function report(state: TeamsState, pressed: PressedAt, card: CardNode): void {
  for (const what of checkCard(card)) reportIn(state, pressed.place.conversation, what);
}

function unreachable(state: TeamsState, pressed: PressedAt, answer: BotAnswer): ClickOutcome {
  if (answer.status === 200) {
    reportIn(state, pressed.place.conversation, 'The answer to the click is not as Teams has it.');
  }
  return { is: 'error', status: answer.status, code: 'UnableToReachApp', message: 'Unable to reach app' };
}

/** Closes the person's open dialog, if there is one. */
export function closeDialog(state: TeamsState, person: OfficePerson): void {
  if (state.dialogs.delete(person.objectId)) state.conversations.changes += 1;
}
