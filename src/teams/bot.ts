import { Application, type TurnState } from '@microsoft/teams-ai';
import { CardFactory, type TurnContext } from 'botbuilder';
import { hasShownUp } from '../operations/hasShownUp';
import { noteRefusal } from '../operations/noteRefusal';
import { withinTime } from '../operations/withinTime';
import type { Conversation, Message } from '../ports';
import { commands, verbs } from './actions/actions';
import { shortly, type Action, type Answer, type Desk } from './actions/answer';
import { installed, notUnderstood, removed, upgraded } from './actions/listActions';
import { searchFor } from './actions/searchAction';
import { incomingOf, type Incoming } from './incoming';
import { patiently } from './patiently';
import { asDialog } from './pressedElsewhere';

/** Runs one authenticated turn. */
export type RunTurn = (context: TurnContext) => Promise<void>;

type Respond = (desk: Desk, context: TurnContext, incoming: Incoming, answer: Answer) => Promise<void>;

/** Does the action, and writes down where it was refused; an error nobody foresaw is logged, and the person is told that it did not work. */
async function act(desk: Desk, what: string, action: Action, incoming: Incoming): Promise<Answer> {
  try {
    const answer = await action(desk, incoming);
    if (answer.refused !== undefined)
      await noteRefusal(desk.surroundings, incoming.actor, { what, ...answer.refused });
    return answer;
  } catch (error) {
    const said = error instanceof Error ? error.message : 'unknown';
    desk.surroundings.log.error({ error: said, actor: incoming.actor.objectId }, 'An action failed.');
    return shortly(desk.texts.answers.notNow, 'attention');
  }
}

/** Writes to Teams beside the answer; what fails is logged, since what was asked for has been done all the same. */
async function beside({ surroundings }: Desk, what: string, write: () => Promise<unknown>): Promise<void> {
  try {
    await write();
  } catch (error) {
    const said = error instanceof Error ? error.message : 'unknown';
    surroundings.log.warn({ error: said }, `${what} did not succeed.`);
  }
}

function post(desk: Desk, { conversation }: Incoming, message: Message): Promise<void> {
  const { messenger } = desk.surroundings;
  return beside(desk, 'Posting an answer', () => patiently(() => messenger.post(conversation, message)));
}

/** How long whoever wrote something may wait for the end of a turn, in ms: Teams delivers it again after 15 s. */
const turn = 5_000;

/** Answers an invoke. The library's own answers are not used: they can show one person's view to everybody. */
async function answerInvoke(context: TurnContext, body: unknown): Promise<void> {
  await context.sendActivity({ type: 'invokeResponse', value: { status: 200, body } });
}

/**
 * Answers a pressed button: with the card that takes its place, or a line where the answer is a message of its own.
 * In a personal chat the message is edited as well, since the answer alone is forgotten by the client. That, and a
 * message of its own, must not keep the answer waiting.
 */
const answerButton: Respond = async (desk, context, incoming, { replace, post: posted }) => {
  const { conversation, messageId } = incoming;
  await answerInvoke(
    context,
    replace === undefined
      ? { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: posted?.summary ?? '-' }
      : { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value: replace.card },
  );
  // What concerns one person is not posted where others read: there the line above has to do.
  if (conversation.kind !== 'personal') return;
  void (async () => {
    if (replace !== undefined && messageId !== undefined)
      await redrawn(desk, conversation, messageId, replace);
    if (posted !== undefined) await post(desk, incoming, posted);
  })();
};

/**
 * Edits the message that was pressed. A message about a request is drawn as the request stands then: what was answered
 * may be overtaken by that time.
 */
function redrawn(desk: Desk, conversation: Conversation, messageId: string, shown: Message): Promise<void> {
  const { messenger, store } = desk.surroundings;
  return beside(desk, 'Redrawing a card', async () => {
    if (await store.messages.drawAgain(conversation.id, messageId)) return;
    await patiently(() => messenger.redraw(conversation, messageId, shown));
  });
}

/** Answers within a dialog, which only the person who opened it sees. */
const answerDialog: Respond = async (_desk, context, _incoming, { replace, post: posted }) => {
  const message = posted ?? replace;
  const task =
    message === undefined
      ? { type: 'message', value: '-' }
      : {
          type: 'continue',
          value: { title: 'Countersign', card: CardFactory.adaptiveCard(asDialog(message.card)) },
        };
  await answerInvoke(context, { task });
};

/** Answers something written, with one message or two. */
const answerWriting: Respond = async (desk, _context, incoming, { replace, post: posted }) => {
  const answering = async (): Promise<void> => {
    if (posted !== undefined) await post(desk, incoming, posted);
    if (replace !== undefined) await post(desk, incoming, replace);
  };
  await withinTime(answering(), turn, undefined);
};

/** Answers a button that an older client sent as a message; in public nothing of it may be shown. */
const answerPressed: Respond = (desk, context, incoming, answer) =>
  incoming.conversation.kind === 'personal'
    ? answerWriting(desk, context, incoming, answer)
    : answerWriting(desk, context, incoming, shortly(desk.texts.answers.personalOnly));

/** Answers what somebody types into a field that searches: with choices, none where there is nothing to tell. */
const answerSearch: Respond = async (desk, context, incoming) => {
  const results = await searchFor(desk, incoming, context.activity.value).catch((error: unknown) => {
    desk.surroundings.log.error(
      { error: error instanceof Error ? error.message : 'unknown' },
      'A search failed.',
    );
    return [];
  });
  const type = 'application/vnd.microsoft.search.searchResponse';
  await answerInvoke(context, { statusCode: 200, type, value: { results } });
};

const noAction: Action = () => Promise.resolve({});

/** A button this version does not know: it was from before. */
const outdated: Action = ({ texts }) => Promise.resolve(shortly(texts.answers.outdated));

/** Routes turns to actions, by what was written or pressed. teams-ai is the router, and only that. */
export function createBot(desk: Desk, tenantId: string, teams: string): RunTurn {
  const app = new Application<TurnState>({ startTypingTimer: false });
  const taking =
    (what: string, action: Action, respond: Respond) =>
    async (context: TurnContext): Promise<void> => {
      const incoming = incomingOf(context.activity, tenantId, teams);
      if (incoming === undefined) return;
      await respond(desk, context, incoming, await act(desk, what, action, incoming));
      if (action !== removed) void beside(desk, 'Catching up', () => hasShownUp(desk.surroundings, incoming));
    };
  const when = (
    is: (context: TurnContext) => boolean,
    action: Action,
    respond: Respond,
    what = 'other',
  ): void => {
    app.activity((context) => Promise.resolve(is(context)), taking(what, action, respond));
  };
  for (const [verb, action] of Object.entries(verbs)) {
    app.adaptiveCards.actionExecute(verb, answered(taking(verb, action, answerButton)));
    app.taskModules.fetch(verb, answered(taking(verb, action, answerDialog)));
    app.taskModules.submit(verb, answered(taking(verb, action, answerDialog)));
    when((context) => isPressed(context, verb), action, answerPressed, verb);
  }
  when(({ activity }) => activity.name === 'application/search', noAction, answerSearch);
  for (const { says, what, action } of commands) app.message(says, taking(what, action, answerWriting));
  when((context) => isInstallation(context, 'add'), installed, answerWriting);
  when((context) => isInstallation(context, 'add-upgrade'), upgraded, answerWriting);
  when((context) => isInstallation(context, 'remove'), removed, answerWriting);
  when(({ activity }) => activity.type === 'message', notUnderstood, answerWriting);
  when(({ activity }) => activity.name === 'adaptiveCard/action', outdated, answerButton);
  when(({ activity }) => /^task\/(fetch|submit)$/.test(activity.name ?? ''), outdated, answerDialog);
  return async (context) => {
    await app.run(context);
  };
}

/**
 * Tells teams-ai that the turn has answered the invoke already. The text is sent to nobody, but it must not be empty:
 * to an empty one from a dialog teams-ai adds an empty answer of its own, which closes the dialog.
 */
function answered(turn: (context: TurnContext) => Promise<void>): (context: TurnContext) => Promise<string> {
  return async (context) => {
    await turn(context);
    return 'answered';
  };
}

/** Older clients send a button as a message with its fields and no text. */
function isPressed({ activity }: TurnContext, verb: string): boolean {
  const value = activity.value as { readonly verb?: unknown } | undefined;
  return activity.type === 'message' && value?.verb === verb;
}

/** The bot was added for a person or to a team, brought up to date there, or removed. */
function isInstallation({ activity }: TurnContext, action: 'add' | 'add-upgrade' | 'remove'): boolean {
  return activity.type === 'installationUpdate' && activity.action === action;
}
