import { systemChain } from '../../operations/notePolicy';
import { approvalsFor, maySetAlerts, requestsOf } from '../../operations/requestsFor';
import { showSlots } from '../../operations/showSlots';
import { answerCard } from '../cards/answerCard';
import { execute } from '../cards/buttons';
import { requestsCard } from '../cards/requestsCard';
import { slotsCard } from '../cards/slotsCard';
import { helpCard, welcomeCard } from '../cards/welcomeCard';
import { refusing, shortly, type Action } from './answer';

/** `requests`: the writer's own, in their own chat alone. */
export const requests: Action = async ({ surroundings, texts }, { actor, conversation }) => {
  if (conversation.kind !== 'personal') return shortly(texts.answers.personalOnly);
  return { post: requestsCard(texts, await requestsOf(surroundings, actor), 'mine') };
};

/** `approvals`: what waits for the writer, in their own chat alone. */
export const approvals: Action = async ({ surroundings, texts }, { actor, conversation }) => {
  if (conversation.kind !== 'personal') return shortly(texts.answers.personalOnly);
  const waiting = await approvalsFor(surroundings, actor);
  return waiting === undefined
    ? shortly(texts.answers.cannotTell)
    : { post: requestsCard(texts, waiting, 'approvals') };
};

/** `slots`: all environments. Names of accounts only in the personal chat of those who administer them. */
export const slots: Action = async ({ surroundings, texts }, { actor, conversation }) => ({
  post: slotsCard(texts, await showSlots(surroundings, conversation.kind === 'personal' ? actor : undefined)),
});

/** `help`, and whatever else is written. */
export const help: Action = ({ texts }, { conversation }) =>
  Promise.resolve({ post: helpCard(texts, { personal: conversation.kind === 'personal' }) });

/** What the bot did not understand is answered with what it understands. */
export const notUnderstood: Action = ({ texts }, incoming) =>
  Promise.resolve(
    incoming.text === ''
      ? { post: helpCard(texts, { personal: incoming.conversation.kind === 'personal' }) }
      : {
          post: answerCard({
            ...texts.answers.notUnderstood,
            buttons: [
              execute(texts.buttons.askForOne, 'form', {}, { positive: true }),
              execute(texts.buttons.showSlots, 'slots'),
            ],
          }),
        },
  );

/** The bot was installed: the place is remembered, what could not be delivered is owed again, and it says hello. */
export const installed: Action = async ({ surroundings, texts }, { conversation, actor }) => {
  const { store } = surroundings;
  await store.conversations.remember(conversation);
  const personal = conversation.kind === 'personal';
  await store.messages.owedAgain(personal ? actor : conversation.id);
  return { post: welcomeCard(texts, { personal }) };
};

/** The bot was brought up to date where it is: the place is remembered, and nothing is said. */
export const upgraded: Action = async ({ surroundings }, { conversation }) => {
  await surroundings.store.conversations.remember(conversation);
  return {};
};

/** The bot was removed: nothing is said, and nothing is sent there until it is back. */
export const removed: Action = async ({ surroundings }, { conversation }) => {
  await surroundings.store.conversations.forget(conversation.id);
  return {};
};

/** `alerts here` and `alerts off`, in a channel. */
function setAlerts(on: boolean): Action {
  return async ({ surroundings, texts }, { actor, conversation }) => {
    const { answers } = texts;
    if (conversation.kind === 'personal') return shortly(answers.channelOnly);
    const may = await maySetAlerts(surroundings, actor);
    if (may === undefined) return shortly(answers.alertsUnread);
    if (!may) return refusing(answers.alertsNotAllowed, 'notAllowed');
    const { conversations } = surroundings.store;
    await conversations.remember(conversation);
    await conversations.setAlerts(conversation.id, on);
    const body = { by: actor.objectId, conversation: conversation.id, on };
    await surroundings.store.audit.append(systemChain, [{ kind: 'alerts', body, words: { by: actor.name } }]);
    return shortly(on ? answers.alertsOn : answers.alertsOff, 'accent');
  };
}

export const alertsHere: Action = setAlerts(true);
export const alertsOff: Action = setAlerts(false);
