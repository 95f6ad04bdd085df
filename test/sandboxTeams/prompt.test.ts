import { answerLine, type Seat } from '../../sandbox/playByHand';
import { cardMessage, form } from './cards';
import { type FakeBot, startFakeBot } from './startFakeBot';

let bot: FakeBot;
let seat: Seat;

beforeEach(async () => {
  bot = await startFakeBot();
  const person = bot.teams.person('Adele Vance');
  seat = { person, client: person };
});

afterEach(() => bot.close());

const write = (line: string) => answerLine(bot.teams, seat, line);
const showForm = () =>
  bot.calls('POST', `/v3/conversations/${seat.client.conversation.id}/activities`, cardMessage(form()));

test('where the bot is not installed, whoever writes is told so and the bot hears nothing', async () => {
  expect(await write('help')).toBe('Countersign is not installed here: write install');
  expect(bot.heard).toEqual([]);
  expect(await write('install')).toBe('Installed.');
  bot.heard.length = 0;
  expect(await write('help')).toBe('');
  expect(bot.heard).toMatchObject([{ type: 'message', text: 'help' }]);
});

test('in a channel, what does not mention the bot is not heard, and whoever writes is told so', async () => {
  await write('in Contoso admins');
  expect(await write('@Countersign help')).toBe('Countersign is not installed here: write install');
  await write('install');
  bot.heard.length = 0;
  expect(await write('slots')).toBe('In a channel Countersign hears only what has @Countersign in it.');
  expect(bot.heard).toEqual([]);
  expect(await write('@Countersign slots')).toBe('');
  expect(bot.heard).toHaveLength(1);
});

test('a button that unfolds shows what unfolded and how to go on, and three dots stand for the one sign', async () => {
  await write('install');
  await showForm();
  const unfolded = ['  │ Reason *: ‹›', '  │ [Reject]', 'Go on with  [Reject] Reason = …'].join('\n');
  expect(await write('[Reject...]')).toBe(unfolded);
  expect(await write('[Reject…]')).toBe(unfolded);
});

test('look lists what can be chosen in a form', async () => {
  expect(await write('look')).toBe('Nothing was said here yet.');
  await write('install');
  await showForm();
  const lines = (await write('look')).split('\n');
  const after = (line: string) => lines[lines.findIndex((one) => one.startsWith(line)) + 1];
  expect(after('Environment *')).toBe(
    '  one of: Contoso Production: 2 slots free | Contoso Sales EMEA: 2 slots free',
  );
  expect(after('Security roles')).toBe('  any of: Stock Sync Reader | Basic User');
  expect(seat.client.reads()).not.toContain('one of:');
});
