import { Application, type TurnState } from '@microsoft/teams-ai';
import { CardFactory, type TurnContext } from 'botbuilder';
import type { Message } from '../ports';
import { commands, verbs } from './actions/actions';
import { shortly, type Action, type Answer, type Desk } from './actions/answer';
import { installed, notUnderstood, removed } from './actions/listActions';
import { incomingOf, type Incoming } from './incoming';
import { asDialog } from './pressedElsewhere';
import { activityOf } from './teamsMessenger';

/** Runs one authenticated turn. */
export type RunTurn = (context: TurnContext) => Promise<void>;

/** Does the action; an error nobody foresaw is logged, and the person is told that it did not work. */
async function act(desk: Desk, action: Action, incoming: Incoming): Promise<Answer> {
  try {
    return await action(desk, incoming);
  } catch (error) {
    const said = error instanceof Error ? error.message : 'unknown';
    desk.surroundings.log.error({ error: said, actor: incoming.actor.objectId }, 'An action failed.');
    return shortly(desk.texts.answers.notNow, 'attention');
  }
}

/** Posts into the conversation of this turn. */
async function post(context: TurnContext, { conversation }: Incoming, message: Message): Promise<void> {
  await context.sendActivity(activityOf(message, conversation.kind));
}

/** Answers an invoke. The library's own answers are not used: they can show one person's view to everybody. */
async function answerInvoke(context: TurnContext, body: unknown): Promise<void> {
  await context.sendActivity({ type: 'invokeResponse', value: { status: 200, body } });
}

/**
 * Answers a pressed button: with the card that takes its place, or a line where the answer is a message of its own.
 * In a personal chat the message is edited as well, since the answer alone is forgotten by the client.
 */
async function answerButton(context: TurnContext, incoming: Incoming, answer: Answer): Promise<void> {
  const { replace, post: posted } = answer;
  await answerInvoke(
    context,
    replace === undefined
      ? { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: posted?.summary ?? '' }
      : { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value: replace.card },
  );
  if (
    replace !== undefined &&
    incoming.conversation.kind === 'personal' &&
    incoming.messageId !== undefined
  ) {
    await context.updateActivity({ ...activityOf(replace, 'personal'), id: incoming.messageId });
  }
  // What concerns one person is not posted where others read: there the line above has to do.
  if (posted !== undefined && incoming.conversation.kind === 'personal')
    await post(context, incoming, posted);
}

/** Answers within a dialog, which only the person who opened it sees. */
async function answerDialog(context: TurnContext, answer: Answer): Promise<void> {
  const message = answer.post ?? answer.replace;
  const task =
    message === undefined
      ? { type: 'message', value: '' }
      : {
          type: 'continue',
          value: { title: 'Countersign', card: CardFactory.adaptiveCard(asDialog(message.card)) },
        };
  await answerInvoke(context, { task });
}

/** Routes turns to actions, by what was written or pressed. teams-ai is the router, and only that. */
export function createBot(desk: Desk, tenantId: string): RunTurn {
  const app = new Application<TurnState>({ startTypingTimer: false });
  const taking =
    (action: Action, answer: (context: TurnContext, incoming: Incoming, answer: Answer) => Promise<void>) =>
    async (context: TurnContext): Promise<void> => {
      const incoming = incomingOf(context.activity, tenantId);
      if (incoming !== undefined) await answer(context, incoming, await act(desk, action, incoming));
    };
  const writing = async (
    context: TurnContext,
    incoming: Incoming,
    { post: posted, replace }: Answer,
  ): Promise<void> => {
    const message = posted ?? replace;
    if (message !== undefined) await post(context, incoming, message);
  };
  const inDialog = (context: TurnContext, _incoming: Incoming, answer: Answer): Promise<void> =>
    answerDialog(context, answer);
  for (const [verb, action] of Object.entries(verbs)) {
    app.adaptiveCards.actionExecute(verb, answered(taking(action, answerButton)));
    app.taskModules.fetch(verb, answered(taking(action, inDialog)));
    app.taskModules.submit(verb, answered(taking(action, inDialog)));
    // Older clients send a button as a message with its fields and no text.
    app.activity((context) => Promise.resolve(isPressed(context, verb)), taking(action, writing));
  }
  for (const { says, action } of commands) {
    app.message(says, taking(action, writing));
  }
  app.activity((context) => Promise.resolve(isInstallation(context, 'add')), taking(installed, writing));
  app.activity((context) => Promise.resolve(isInstallation(context, 'remove')), taking(removed, writing));
  app.message(/^[\s\S]*$/, taking(notUnderstood, writing));
  return async (context) => {
    await app.run(context);
  };
}

/** teams-ai sends no answer of its own where the turn has answered the invoke already. */
function answered(turn: (context: TurnContext) => Promise<void>): (context: TurnContext) => Promise<string> {
  return async (context) => {
    await turn(context);
    return '';
  };
}

function isPressed({ activity }: TurnContext, verb: string): boolean {
  const value = activity.value as { readonly verb?: unknown } | undefined;
  return activity.type === 'message' && value?.verb === verb;
}

/** The bot was added for a person or to a team, or removed; `add-upgrade` and `remove-upgrade` belong to these. */
function isInstallation({ activity }: TurnContext, action: 'add' | 'remove'): boolean {
  return activity.type === 'installationUpdate' && (activity.action ?? '').startsWith(action);
}
