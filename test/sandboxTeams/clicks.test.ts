import { card, cardMessage, execute, form } from './cards';
import { type FakeBot, startFakeBot } from './startFakeBot';

let bot: FakeBot;

beforeEach(async () => {
  bot = await startFakeBot();
  await adele().install();
  bot.heard.length = 0;
});

afterEach(() => bot.close());

const adele = () => bot.teams.person('Adele Vance');
const shows = async (content: unknown, person = adele()) => {
  const activities = `/v3/conversations/${person.conversation.id}/activities`;
  const { body } = await bot.calls('POST', activities, cardMessage(content));
  return String(body['id']);
};
const heardAction = () =>
  (bot.heard[0]?.['value'] as { action: Record<string, unknown>; trigger: string }).action;
const cardAnswer = (value: unknown) => ({
  statusCode: 200,
  type: 'application/vnd.microsoft.card.adaptive',
  value,
});

test('a click sends the button’s data with what was filled in, and shows the card that answers', async () => {
  const message = await shows(form());
  bot.answers(200, cardAnswer(card([{ type: 'TextBlock', text: 'Asked' }])));
  const outcome = await adele().clicks('Continue', {
    inputs: {
      Environment: 'Contoso Production',
      accountName: 'SAP stock',
      roles: 'Stock Sync Reader, Basic User',
    },
  });
  expect(outcome.is).toBe('card');
  expect(bot.heard[0]).toMatchObject({
    type: 'invoke',
    name: 'adaptiveCard/action',
    replyToId: message,
    value: { trigger: 'manual' },
  });
  expect(heardAction()).toEqual({
    type: 'Action.Execute',
    title: 'Continue',
    verb: 'continueForm',
    data: {
      form: 'f1',
      environment: 'production',
      accountName: 'SAP stock',
      roles: 'reader,basic',
      ticket: '',
    },
  });
  expect(adele().reads()).toContain('Asked');
  expect(bot.teams.violations).toEqual([]);
});

test('nothing is sent while a required input is empty or does not fit', async () => {
  await shows(form());
  const empty = await adele().clicks('Continue');
  expect(empty).toMatchObject({ is: 'invalid', fields: [{ id: 'environment' }, { id: 'accountName' }] });
  const unfit = await adele().clicks('Continue', {
    inputs: { Environment: 'production', 'Name of the account': 'sap' },
  });
  expect(unfit).toMatchObject({
    is: 'invalid',
    fields: [{ message: 'Three letters or more, the first a capital.' }],
  });
  expect(bot.heard).toEqual([]);
});

test('a line takes no more letters than it has room for, and a choice offers what it lists', async () => {
  await shows(form());
  await expect(adele().clicks('Continue', { inputs: { accountName: 'A'.repeat(21) } })).rejects.toThrow(
    'takes 20 letters',
  );
  await expect(adele().clicks('Continue', { inputs: { Environment: 'Fabrikam' } })).rejects.toThrow(
    'does not offer "Fabrikam"',
  );
  await expect(adele().clicks('Continue', { inputs: { Nonsense: 'x' } })).rejects.toThrow(
    '"Environment" (environment)',
  );
});

test('the required inputs of the card around block a button in a ShowCard, as they do in Teams', async () => {
  await shows(form());
  const blocked = await adele().clicks('Reject', { inputs: { Reason: 'Not now' } });
  expect(blocked).toMatchObject({ is: 'invalid', fields: [{ id: 'environment' }, { id: 'accountName' }] });
});

test('what is folded away cannot be used before it is unfolded, and what was typed stays', async () => {
  await shows(form());
  await expect(adele().clicks('Continue', { inputs: { Ticket: 'T-1' } })).rejects.toThrow('folded away');
  await adele().clicks('Change the rest', { inputs: { accountName: 'SAP stock', Environment: 'emea' } });
  await adele().clicks('Continue', { inputs: { Ticket: 'T-1' } });
  expect(heardAction()['data']).toMatchObject({
    ticket: 'T-1',
    accountName: 'SAP stock',
    environment: 'emea',
  });
});

test('a button that is not there, or switched off, is an error that names those there are', async () => {
  await shows(card([], [execute('Approve', 'approve'), { ...execute('Stop', 'stop'), isEnabled: false }]));
  await expect(adele().clicks('Agree')).rejects.toThrow('The card has: [Approve] [Stop]');
  await expect(adele().clicks('Stop')).rejects.toThrow('switched off');
});

test('the card that answers a click is for the one who clicked, and goes when the message is edited', async () => {
  const megan = bot.teams.person('Megan Bowen');
  const admins = adele().channel('Contoso admins');
  await admins.install();
  const channel = `/v3/conversations/${admins.conversation.id}/activities`;
  const { body } = await bot.calls('POST', channel, cardMessage(card([], [execute('Review…', 'review')])));
  bot.answers(200, cardAnswer(card([{ type: 'TextBlock', text: 'For Adele' }])));
  await admins.clicks('Review…');
  expect(admins.reads()).toContain('For Adele');
  expect(megan.channel('Contoso admins').reads()).toContain('[Review…]');
  await bot.calls(
    'PUT',
    `${channel}/${String(body['id'])}`,
    cardMessage(card([{ type: 'TextBlock', text: 'For all' }])),
  );
  expect(admins.reads()).toContain('For all');
  expect(bot.heard.at(-1)).toMatchObject({
    conversation: { id: `${admins.conversation.id};messageid=${String(body['id'])}` },
  });
});

test('a text, an error and a failure are shown as Teams shows them', async () => {
  await shows(card([], [execute('Approve', 'approve')]));
  bot.answers(200, { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: 'Noted' });
  expect(await adele().clicks('Approve')).toEqual({ is: 'message', text: 'Noted' });
  bot.answers(200, {
    statusCode: 403,
    type: 'application/vnd.microsoft.error',
    value: { code: 'NotYou', message: 'Not you' },
  });
  expect(await adele().clicks('Approve')).toEqual({
    is: 'error',
    status: 403,
    code: 'NotYou',
    message: 'Not you',
  });
  expect(bot.teams.violations).toEqual([]);
  bot.answers(501);
  expect(await adele().clicks('Approve')).toMatchObject({
    is: 'error',
    status: 501,
    code: 'UnableToReachApp',
  });
  bot.answers(200, { statusCode: 200, type: 'made up', value: {} });
  expect(await adele().clicks('Approve')).toMatchObject({ is: 'error' });
  expect(bot.teams.violations).toHaveLength(2);
});

test('a dialog opens, its button sends what was filled in, and an empty answer closes it', async () => {
  const open = {
    type: 'Action.Submit',
    title: 'Ask for one',
    data: { msteams: { type: 'task/fetch' }, verb: 'ask' },
  };
  await shows(card([], [open]));
  const content = card(
    [{ type: 'Input.Text', id: 'purpose', label: 'What is it for?' }],
    [{ type: 'Action.Submit', title: 'Send', data: { verb: 'send' } }],
  );
  const value = { title: 'Ask', card: { contentType: 'application/vnd.microsoft.card.adaptive', content } };
  bot.answers(200, { task: { type: 'continue', value } });
  expect((await adele().clicks('Ask for one')).is).toBe('dialog');
  expect(bot.heard[0]).toMatchObject({
    name: 'task/fetch',
    value: { data: { verb: 'ask', type: 'task/fetch' } },
  });
  bot.answers(200);
  expect(await adele().clicks('Send', { inputs: { 'What is it for?': 'Stock' } })).toEqual({
    is: 'dialogClosed',
  });
  expect(bot.heard[1]).toMatchObject({
    name: 'task/submit',
    value: { data: { verb: 'send', purpose: 'Stock' } },
  });
  expect(adele().dialog()).toBeUndefined();
  expect(bot.teams.violations).toEqual([]);
});

test('choices that are searched for are asked of the bot, and people are found in the directory', async () => {
  const searched = (id: string, dataset: string) => ({
    type: 'Input.ChoiceSet',
    id,
    label: id,
    style: 'filtered',
    choices: [],
    'choices.data': { type: 'Data.Query', dataset, associatedInputs: 'auto' },
  });
  await shows(
    card([searched('role', 'roles'), searched('owner', 'graph.microsoft.com/users')], [execute('Go', 'go')]),
  );
  bot.answers(200, {
    statusCode: 200,
    type: 'application/vnd.microsoft.search.searchResponse',
    value: { results: [{ title: 'Basic User', value: 'basic' }] },
  });
  await adele().clicks('Go', { inputs: { role: 'Basic User', owner: 'Megan Bowen' } });
  expect(bot.heard[0]).toMatchObject({
    name: 'application/search',
    value: { dataset: 'roles', queryText: 'Basic User' },
  });
  const data = (bot.heard[1]?.['value'] as { action: { data: unknown } }).action.data;
  expect(data).toEqual({ role: 'basic', owner: bot.teams.person('Megan').person.objectId });
});

test('somebody waits for a message and is told what there is when it does not come', async () => {
  const waiting = adele().waitsFor('Asked', 2_000);
  await shows(card([{ type: 'TextBlock', text: 'Asked' }]));
  expect((await waiting).reads).toBe('Asked');
  await expect(adele().waitsFor('Approved', 50)).rejects.toThrow(/did not show "Approved" in 50 ms[^]*Asked/);
  await bot.teams.untilQuiet(50);
});
