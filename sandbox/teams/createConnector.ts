import { Hono } from 'hono';
import type { ZodType } from 'zod/v4';
import type { CloudKit } from '../cloud/cloudKit';
import { botActivity, conversationParameters } from './botActivity';
import { refusal } from './connectorAnswers';
import type { Conversation } from './conversations';
import { chatIdOf, personById, serviceUrl } from './office';
import { createPace } from './pace';
import { editMessage, removeMessage, takeMessage } from './takeMessage';
import { memberAsTold } from './memberAsTold';
import { isReachable, memberById, membersOf, reportIn, type TeamsState } from './teamsState';

const audience = 'https://api.botframework.com';

/** The Bot Connector of Teams: what a bot may call at smba.trafficmanager.net. */
export function createConnector(state: TeamsState, kit: Pick<CloudKit, 'entra' | 'lags'>): Hono {
  const app = new Hono();
  const pace = createPace(state.now, () => kit.lags.get().speed);
  app.use('*', async (context, next) => {
    const checked = kit.entra.check(context.req.raw, audience);
    if (!checked.ok || checked.application.appId !== state.office.botId) return refusal('noToken');
    state.open += 1;
    await next();
    state.open -= 1;
    state.lastTraffic = state.now();
    return undefined;
  });
  app.post('/:region/v3/conversations', async ({ req }) => openConversation(state, await bodyOf(req.raw)));
  const activities = '/:region/v3/conversations/:conversation/activities';
  app.post(`${activities}/:activity?`, async ({ req }) => {
    const conversation = state.conversations.find(req.param('conversation'));
    if (!conversation) return refusal('noConversation');
    const closed = whyClosed(state, conversation);
    if (closed) return refusal(closed);
    if (!pace(conversation.id)) return refusal('tooMany', { 'Retry-After': '1' });
    const thread = threadOf(req.param('conversation'));
    const activity = parsed(state, conversation, botActivity, await bodyOf(req.raw));
    return activity ? takeMessage(state, { conversation, activity, thread }) : refusal('badSyntax');
  });
  app.put(`${activities}/:activity`, async ({ req }) => {
    const conversation = state.conversations.find(req.param('conversation'));
    if (!conversation) return refusal('noConversation');
    const closed = whyClosed(state, conversation);
    if (closed) return refusal(closed);
    if (!pace(conversation.id)) return refusal('tooMany', { 'Retry-After': '1' });
    const activity = parsed(state, conversation, botActivity, await bodyOf(req.raw));
    return activity
      ? editMessage(state, { conversation, activity, id: req.param('activity') })
      : refusal('badSyntax');
  });
  app.delete(`${activities}/:activity`, ({ req }) => {
    const conversation = state.conversations.find(req.param('conversation'));
    return conversation
      ? removeMessage(state, conversation, req.param('activity'))
      : refusal('noConversation');
  });
  mountMembers(app, state);
  app.notFound(() => refusal('noRoute'));
  return app;
}

function mountMembers(app: Hono, state: TeamsState): void {
  const path = '/:region/v3/conversations/:conversation';
  app.get(`${path}/members`, ({ req }) => {
    const conversation = state.conversations.find(req.param('conversation'));
    if (!conversation) return refusal('noConversation');
    return Response.json(membersOf(state, conversation).map((person) => memberAsTold(state.office, person)));
  });
  app.get(`${path}/pagedmembers`, ({ req }) => {
    const conversation = state.conversations.find(req.param('conversation'));
    if (!conversation) return refusal('noConversation');
    const members = membersOf(state, conversation).map((person) => memberAsTold(state.office, person));
    return Response.json({ members });
  });
  app.get(`${path}/members/:member`, ({ req }) => {
    const conversation = state.conversations.find(req.param('conversation'));
    if (!conversation) return refusal('noConversation');
    const person = memberById(state, conversation, req.param('member'));
    return person ? Response.json(memberAsTold(state.office, person)) : refusal('noMember');
  });
}

function openConversation(state: TeamsState, body: unknown): Response {
  const checked = conversationParameters.safeParse(body);
  if (!checked.success) return refusal('badSyntax');
  const { members = [], tenantId, channelData, activity } = checked.data;
  if (channelData?.channel) return openThread(state, channelData.channel.id, activity);
  const person = members.length === 1 ? personById(state.office, members[0]?.id ?? '') : undefined;
  if (!person || (tenantId ?? channelData?.tenant?.id) !== state.office.tenantId)
    return refusal('badArgument');
  if (!isReachable(state, person)) return refusal('notInstalled');
  if (state.blockedBy.has(person.objectId)) return refusal('blocked');
  const conversation = state.conversations.chatOf(person);
  if (activity) takeMessage(state, { conversation, activity, thread: undefined });
  return Response.json({ id: chatIdOf(state.office, person), serviceUrl }, { status: 201 });
}

function openThread(
  state: TeamsState,
  channelId: string,
  activity: Parameters<typeof takeMessage>[1]['activity'] | undefined,
): Response {
  const conversation = state.conversations.find(channelId);
  if (!conversation) return refusal('noConversation');
  if (!conversation.installed) return refusal('notInRoster');
  if (!activity) return refusal('badArgument');
  const answer = takeMessage(state, { conversation, activity, thread: undefined });
  const first = conversation.messages.at(-1);
  if (!answer.ok || !first) return answer;
  return Response.json(
    { id: `${channelId};messageid=${first.id}`, activityId: first.id, serviceUrl },
    { status: 201 },
  );
}

/** Why the bot may not write there; undefined where it may. */
function whyClosed(state: TeamsState, conversation: Conversation): 'notInRoster' | 'blocked' | undefined {
  if (conversation.kind === 'channel') return conversation.installed ? undefined : 'notInRoster';
  const people = membersOf(state, conversation);
  if (!people.some((person) => isReachable(state, person))) return 'notInRoster';
  return people.every(({ objectId }) => state.blockedBy.has(objectId)) ? 'blocked' : undefined;
}

function threadOf(conversationId: string): string | undefined {
  return /;messageid=(\d+)$/.exec(conversationId)?.[1];
}

function parsed<T>(state: TeamsState, place: Conversation, schema: ZodType<T>, body: unknown): T | undefined {
  const checked = schema.safeParse(body);
  if (checked.success) return checked.data;
  for (const { path, message } of checked.error.issues) {
    reportIn(
      state,
      place,
      `The activity is not as Teams has it: ${path.join('.') || 'as a whole'}: ${message}`,
    );
  }
  return undefined;
}

async function bodyOf(request: Request): Promise<unknown> {
  try {
    return JSON.parse(await request.text()) as unknown;
  } catch {
    return undefined;
  }
}
