import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { card, cardMessage } from './cards';
import { type FakeBot, startFakeBot } from './startFakeBot';

let bot: FakeBot;

beforeEach(async () => {
  bot = await startFakeBot();
});

afterEach(() => bot.close());

const adele = () => bot.teams.person('Adele Vance');
const opensChat = (objectId: string) =>
  bot.calls('POST', '/v3/conversations', {
    isGroup: false,
    members: [{ id: objectId }],
    tenantId: bot.teams.office.tenantId,
  });

test('what a person writes reaches the bot, signed by the Bot Framework and shaped as Teams shapes it', async () => {
  await adele().writes('new');
  expect(bot.heard).toEqual([
    expect.objectContaining({
      type: 'message',
      text: 'new',
      channelId: 'msteams',
      serviceUrl: 'https://smba.trafficmanager.net/emea/',
      from: expect.objectContaining({ name: 'Adele Vance', aadObjectId: adele().person.objectId }) as unknown,
      conversation: expect.objectContaining({
        conversationType: 'personal',
        tenantId: bot.teams.office.tenantId,
      }) as unknown,
      channelData: { tenant: { id: bot.teams.office.tenantId } },
      entities: [expect.objectContaining({ type: 'clientInfo', timezone: 'Europe/Berlin' })],
    }),
  ]);
});

test('what somebody else signs does not get through to the bot', async () => {
  const stranger = await startFakeBot();
  const claims = { aud: bot.teams.office.botId, exp: Math.floor(Date.now() / 1000) + 60 };
  const send = (token: string) =>
    fetch(bot.url, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, connection: 'close' },
      body: JSON.stringify({ type: 'message' }),
    });
  expect((await send(stranger.teams.sign(claims))).status).toBe(401);
  expect((await send(bot.teams.sign(claims))).status).toBe(202);
  expect(bot.refused()).toBe(1);
  await stranger.close();
});

test('the bot cannot open a chat with somebody who has not installed it', async () => {
  const before = await opensChat(adele().person.objectId);
  expect(before).toEqual({
    status: 403,
    body: {
      error: {
        code: 'ForbiddenOperationException',
        message: "Bot is not installed in user's personal scope",
      },
    },
  });
  await adele().install();
  expect(bot.heard.map(({ type }) => type)).toEqual(['conversationUpdate', 'installationUpdate']);
  const after = await opensChat(adele().person.objectId);
  expect(after.status).toBe(201);
  expect(after.body['id']).toBe(adele().conversation.id);
});

test('the members of a team in which the bot is installed can be reached, others cannot', async () => {
  await adele().channel('Contoso admins').install();
  expect((await opensChat(bot.teams.person('Megan Bowen').person.objectId)).status).toBe(201);
  expect((await opensChat(bot.teams.person('Alex Wilber').person.objectId)).status).toBe(403);
});

test('a call without a token of the bot is refused', async () => {
  const answer = await bot.calls('POST', '/v3/conversations', {}, 'nonsense');
  expect(answer.status).toBe(401);
});

test('an edit replaces the message in its place and keeps what stood there before', async () => {
  await adele().install();
  const activities = `/v3/conversations/${adele().conversation.id}/activities`;
  const sent = await bot.calls(
    'POST',
    activities,
    cardMessage(card([{ type: 'TextBlock', text: 'Step 1 of 12' }])),
  );
  expect(sent.status).toBe(201);
  const id = String(sent.body['id']);
  const edited = await bot.calls(
    'PUT',
    `${activities}/${id}`,
    cardMessage(card([{ type: 'TextBlock', text: 'Step 2 of 12' }])),
  );
  expect(edited).toEqual({ status: 200, body: { id } });
  expect(
    adele()
      .chat()
      .map(({ reads }) => reads),
  ).toEqual(['Step 2 of 12']);
  expect(adele().chat()[0]?.edits).toHaveLength(1);
  expect((await bot.calls('DELETE', `${activities}/${id}`)).status).toBe(200);
  expect(adele().chat()).toEqual([]);
  expect((await bot.calls('PUT', `${activities}/${id}`, cardMessage(card([])))).body).toMatchObject({
    error: { code: 'ActivityNotFoundInConversation' },
  });
  expect(bot.teams.violations).toEqual([]);
});

test('members are told by Teams id and by object id, and strangers are not found', async () => {
  const chat = `/v3/conversations/${adele().conversation.id}`;
  const told = await bot.calls('GET', `${chat}/members/${adele().person.objectId}`);
  expect(told.body).toMatchObject({ name: 'Adele Vance', userPrincipalName: 'AdeleV@contoso.com' });
  expect(
    (await bot.calls('GET', `${chat}/members/${encodeURIComponent(String(told.body['id']))}`)).status,
  ).toBe(200);
  expect(
    (await bot.calls('GET', `${chat}/members/${bot.teams.person('Megan').person.objectId}`)).status,
  ).toBe(404);
  expect((await bot.calls('GET', `${chat}/pagedmembers`)).body['members']).toHaveLength(1);
});

test('in a channel the bot hears only what mentions it, and answers in that thread', async () => {
  const channel = adele().channel('Contoso admins');
  await channel.install();
  bot.heard.length = 0;
  expect(await channel.writes('good morning')).toBe(204);
  expect(bot.heard).toEqual([]);
  await channel.writes('@Countersign alerts here');
  const [heard] = bot.heard;
  expect(heard).toMatchObject({
    text: '<at>Countersign</at> alerts here',
    entities: [{ type: 'mention' }, {}],
  });
  const { id } = heard?.['conversation'] as { id: string };
  const thread = /;messageid=(\d+)$/.exec(id)?.[1];
  expect(thread).toBe(channel.conversation.messages.at(-1)?.id);
  await bot.calls('POST', `/v3/conversations/${id}/activities/${String(thread)}`, {
    type: 'message',
    text: 'Done',
    summary: 'Done',
  });
  expect(channel.conversation.messages.at(-1)).toMatchObject({ text: 'Done', thread });
});

test('a bot that goes too fast in one conversation is held back', async () => {
  const hasty = await startFakeBot(undefined, () => 1_000_000);
  const person = hasty.teams.person('Adele');
  await person.install();
  const activities = `/v3/conversations/${person.conversation.id}/activities`;
  const send = () => hasty.calls('POST', activities, { type: 'message', text: 'x', summary: 'x' });
  const statuses = [];
  for (let count = 0; count < 8; count += 1) statuses.push((await send()).status);
  expect(statuses.filter((status) => status === 201)).toHaveLength(7);
  expect(statuses.at(-1)).toBe(429);
  await hasty.close();
});

test('what Teams does not take is refused and written down', async () => {
  await adele().install();
  const activities = `/v3/conversations/${adele().conversation.id}/activities`;
  expect((await bot.calls('POST', activities, { type: 'message', texxt: 'x' })).status).toBe(400);
  await bot.calls('POST', activities, cardMessage(card([{ type: 'TextBlock', text: '' }]), ''));
  const long = card([{ type: 'TextBlock', text: 'x'.repeat(30_000) }]);
  expect((await bot.calls('POST', activities, cardMessage(long))).status).toBe(413);
  const whats = bot.teams.violations.map(({ what }) => what);
  expect(whats).toContain('The message has no summary.');
  expect(whats).toContain('A TextBlock has an empty text.');
  expect(whats.some((what) => what.includes('texxt'))).toBe(true);
  expect(whats.some((what) => what.includes('larger than'))).toBe(true);
});

test('what was said is there again after a new start', async () => {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'teams-')), 'teams.json');
  const first = await startFakeBot(file);
  await first.teams.person('Adele').install();
  await first.teams.person('Adele').writes('hello');
  await first.close();
  const second = await startFakeBot(file);
  expect(second.teams.person('Adele').reads()).toBe('Adele Vance:\nhello');
  expect(second.teams.person('Adele').conversation.installed).toBe(true);
  await second.close();
});
