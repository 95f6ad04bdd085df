import type { Person } from '../../sandbox/teams/person';
import { patience, startStory, type Story } from '../support/startStory';

const long = 60_000;

/** The ways in which Teams delivers one press several times. */
const ways = [
  { times: 4, how: 'together' },
  { times: 4, how: 'oneByOne' },
] as const;

describe('a press that Teams delivers several times', () => {
  let story: Story;
  beforeAll(async () => {
    story = await startStory(['Adele Vance', 'Megan Bowen', 'Diego Siciliani', 'Nestor Wilke']);
  }, long);
  afterEach(() => {
    story.sandbox.teams.deliver({});
    story.sandbox.cloud.faults.clear();
    story.sandbox.cloud.lags.set({ replica: 300, licence: 1_000 });
  });
  afterAll(() => story.end(), long);

  /** Presses so that Teams delivers it that way, and once more after the bot was killed. Returns all answers. */
  async function pressedAgain(
    person: Person,
    title: string,
    on: string,
    way: (typeof ways)[number],
    inputs = {},
  ): Promise<void> {
    const { teams, bot } = story.sandbox;
    teams.deliver(way);
    const outcome = await person.clicks(title, { on, inputs });
    const first = teams.answers().map(({ status, body }) => [status, JSON.stringify(body).slice(0, 3000)]);
    teams.deliver({});
    await teams.untilQuiet();
    if (way.how === 'oneByOne') {
      await bot.kill();
      await bot.restart();
    }
    const again = await teams.deliverAgain();
    await teams.untilQuiet();
    const all = new Set([
      ...first.map(([s, b]) => String(s) + String(b)),
      String(again.status) + JSON.stringify(again.body).slice(0, 3000),
    ]);
    process.stderr.write(`\n##### ${title} ${way.how}: ${outcome.is} ${String(all.size)} kinds of answer\n`);
    if (all.size > 1)
      for (const a of all)
        process.stderr.write(`   --- ${(a.match(/"text":"[^"]*"/g) ?? [a]).join(' ').slice(0, 900)}\n`);
    process.stderr.write(
      `----- chat of ${person.name}: ${person
        .chat()
        .slice(-4)
        .map(({ reads }) => reads.slice(0, 300))
        .join('\n    ~~~ ')}\n`,
    );
  }

  it.each(ways)(
    'does one thing and answers the same: $how',
    async (way) => {
      const [adele, megan] = [story.person('Adele Vance'), story.person('Megan Bowen')];
      const name = `Twice ${way.how}`;
      story.sandbox.teams.deliver({ times: 2, how: way.how });
      await adele.writes(`new ${name} in Contoso Finance because again`);
      story.sandbox.teams.deliver({});
      await adele.waitsFor(name, patience);
      await story.sandbox.teams.untilQuiet();
      process.stderr.write(
        `forms: ${String(adele.chat().filter(({ reads }) => reads.includes(name) && reads.includes('[Continue]')).length)}\n`,
      );
      await pressedAgain(adele, 'Continue', name, way, { roles: ['Basic User'] });
      await pressedAgain(adele, 'Continue', name, way, { password: true });
      await pressedAgain(adele, 'Send for approval', name, way);
      const label =
        /R-\d+/.exec(
          (await adele.waitsFor(({ reads }) => /R-\d+/.test(reads) && reads.includes(name), patience)).reads,
        )?.[0] ?? '';
      await story.opened('Megan Bowen', label);
      await pressedAgain(megan, 'Ask', label, way, { question: 'Why?' });
      await adele.waitsFor('Why?', patience);
      await pressedAgain(adele, 'Answer', 'Why?', way, { answer: 'Because.' });
      story.sandbox.cloud.lags.set({ licence: 600_000 });
      await pressedAgain(megan, 'Approve', label, way);
      await story.shows(label, 'waits for the licence');
      await pressedAgain(adele, 'Stop and clean up', label, way);
      await story.shows(label, 'Not made. Everything is cleaned up');
    },
    240_000,
  );
});
