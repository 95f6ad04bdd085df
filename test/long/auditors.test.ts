import { botApplication } from '../../sandbox/world/contosoIds';
import type { Person } from '../../sandbox/teams/person';
import { until } from '../store/support/openTestStore';
import { startStory, type Story } from '../support/startStory';

const long = 120_000;

describe('auditors', () => {
  let story: Story;
  let label: string;
  let other: string;
  const person = (name: string): Person => story.person(name);
  beforeAll(async () => {
    story = await startStory(
      ['Adele Vance', 'Megan Bowen', 'Isaiah Langer', 'Lidia Holloway'],
      { times: { anchors: '1s' } },
      undefined,
      { AZURE_CLIENT_SECRET: botApplication.secret, LOG_LEVEL: 'silent' },
    );
    label = await story.ask(person('Adele Vance'), {
      environment: 'Contoso Production',
      accountName: 'Ledger',
    });
    other = await story.ask(person('Megan Bowen'), {
      environment: 'Contoso Finance',
      accountName: 'Till 100',
    });
  }, long);
  afterAll(() => story.end(), long);

  /** What the newest message in Isaiah's chat reads once it has these words. */
  const reads = async (words: string): Promise<string> =>
    (await person('Isaiah Langer').waitsFor((message) => message.reads.includes(words), 20_000)).reads;

  it(
    'search all requests by account, person, environment and day, and see the receipt of each',
    async () => {
      const isaiah = person('Isaiah Langer');
      await isaiah.writes('audit');
      await reads('[Search]');
      await isaiah.clicks('Search', { inputs: { words: 'megan bowen' } });
      expect(await reads('1 request found')).toContain(other);
      await isaiah.clicks('Search', {
        inputs: { words: '', environment: environmentId('Contoso Production') },
      });
      expect(await reads('Ledger')).toContain(label);
      await isaiah.clicks('Search', { inputs: { words: '', environment: 'every', until: '2020-01-01' } });
      await reads('Nothing was found');
      await isaiah.writes('audit ledger');
      const found = await reads('1 request found');
      expect(found).toContain(label);
      expect(found).not.toContain(other);
      await isaiah.clicks(`Receipt ${label}`);
      expect(await reads('Receipt')).toContain(label);
    },
    long,
  );

  it(
    'alone search: whoever asked or may approve does not, and a reader learns of nothing',
    async () => {
      for (const name of ['Adele Vance', 'Lidia Holloway']) {
        await person(name).writes('audit ledger');
        const { reads: said } = await person(name).waitsFor(
          (message) => message.reads.includes('Only auditors search'),
          20_000,
        );
        expect(said).not.toContain('Ledger');
      }
    },
    long,
  );

  it('keep anchors of the audit from the log, however little else is logged', async () => {
    const anchors = (): string[] =>
      story
        .log()
        .split('\n')
        .filter((line) => line.includes('An anchor of the audit chains.'));
    await until(() => anchors().length > 0, 20_000);
    expect(story.log().trim().split('\n')).toEqual(anchors());
    expect(JSON.parse(anchors()[0] ?? '')).toMatchObject({
      sequence: 1,
      hash: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
    });
  });

  const environmentId = (name: string): string => story.sandbox.cloud.world.environment(name).id;
});
