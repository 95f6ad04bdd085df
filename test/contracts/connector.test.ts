import { CloudClient } from '../support/cloudClient';
import { contract } from './support/contract';
import { isDescribed, templateOf } from './support/pathTemplates';
import { startRecordedStory, type RecordedStory } from './support/startRecordedStory';
import type { Exchange } from './support/startRecorder';
import { swaggerCheck, type Swagger } from './support/swaggerCheck';

const connector = contract('botconnector-ConnectorAPI.swagger.json') as Swagger;
// An entity is whatever its type says: a mention names somebody and holds a text.
const misfit = swaggerCheck([connector], ['Entity']);
const activities = '/v3/conversations/{conversationId}/activities';
const patience = 25_000;

/** Every call that the bot makes: what it sends, and what is answered. */
const described: Readonly<Record<string, { sends?: string; gets?: string }>> = {
  'POST /v3/conversations': { sends: 'ConversationParameters', gets: 'ConversationResourceResponse' },
  [`POST ${activities}`]: { sends: 'Activity', gets: 'ResourceResponse' },
  [`POST ${activities}/{activityId}`]: { sends: 'Activity', gets: 'ResourceResponse' },
  [`PUT ${activities}/{activityId}`]: { sends: 'Activity', gets: 'ResourceResponse' },
};

describe('What the bot says to Teams', () => {
  let story: RecordedStory;
  let calls: readonly { readonly name: string; readonly exchange: Exchange }[];
  beforeAll(async () => {
    story = await startRecordedStory();
    await playMainJob(story);
    calls = story.recorder
      .with('smba.trafficmanager.net')
      .map((exchange) => ({ name: templateOf(exchange, regionOf(exchange), connector.paths), exchange }));
  }, 60_000);
  afterAll(() => story.close());

  it('is said in calls that the connector has, and is granted', () => {
    const made = [...new Set(calls.map(({ name }) => name))];
    expect(made.filter((name) => !(name in described))).toEqual([]);
    expect(made.filter((name) => !isDescribed(name, connector.paths))).toEqual([]);
    // Whether a message answers another is up to what the conversation began with.
    const always = Object.keys(described).filter((name) => name !== `POST ${activities}`);
    expect(made).toEqual(expect.arrayContaining(always));
    const throttled = calls.filter(({ exchange }) => exchange.status === 429);
    for (const slowed of throttled) {
      expect(slowed.exchange.answer).toMatchObject({ error: { code: 'TooManyRequests' } });
      const isSame = ({ exchange: { method, url } }: (typeof calls)[number]): boolean =>
        method === slowed.exchange.method && url.pathname === slowed.exchange.url.pathname;
      const later = calls.slice(calls.indexOf(slowed) + 1).filter(isSame);
      // What is asked to slow down is sent again, and taken then.
      expect(later.some(({ exchange }) => exchange.status < 300)).toBe(true);
    }
    const refused = calls.filter(({ exchange }) => exchange.status >= 300 && exchange.status !== 429);
    for (const { name, exchange } of refused) {
      // Administrators who do not have the bot are tried too.
      expect(name).toBe('POST /v3/conversations');
      expect(exchange.answer).toMatchObject({ error: { code: 'ForbiddenOperationException' } });
    }
    expect([...story.teams.violations, ...story.cloud.violations]).toEqual([]);
  });

  it('has bodies as the connector describes them', () => {
    for (const { name, exchange } of calls) {
      const schema = described[name]?.sends ?? '';
      expect(`${name}: ${misfit(schema, exchange.body)}`).toBe(`${name}: `);
    }
  });

  it('would be caught at a misspelt property or a value of another kind', () => {
    expect(misfit('Activity', { type: 'message', summery: 'x' })).toContain('summery');
    expect(misfit('Activity', { type: 'message', attachments: [{ content: 'card' }] })).toContain('content');
    expect(misfit('Activity', { type: 'shout' })).not.toBe('');
  });

  it('is answered as the connector describes it', () => {
    for (const { name, exchange } of calls) {
      const schema = exchange.status < 300 ? (described[name]?.gets ?? '') : 'ErrorResponse';
      expect(`${name}: ${misfit(schema, exchange.answer)}`).toBe(`${name}: `);
    }
  });

  it('is refused as the connector describes it', async () => {
    const client = new CloudClient(story.cloud);
    const url = 'https://smba.trafficmanager.net/emea/v3/conversations/nowhere/activities';
    const token = await client.token('https://api.botframework.com');
    const refusals = [
      await client.call('POST', url, { body: { type: 'message', text: 'Hello' }, token }),
      await client.call('POST', url, { body: { type: 'message', text: 'Hello' } }),
    ];
    expect(refusals.map(({ status }) => status)).toEqual([404, 401]);
    for (const { body } of refusals) expect(misfit('ErrorResponse', body)).toBe('');
  });
});

/** Connectors are by region: the first segment of the path, before what the contract describes. */
function regionOf({ url }: Exchange): string {
  return `/${url.pathname.split('/')[1] ?? ''}`;
}

/** Adele asks, Megan approves, and the account is made; the channel of the administrators hears of it. */
async function playMainJob({ teams }: RecordedStory): Promise<void> {
  const [adele, megan] = [teams.person('Adele Vance'), teams.person('Megan Bowen')];
  await adele.install();
  await megan.install();
  const channel = megan.channel('Contoso admins');
  await channel.install();
  await channel.writes('@Countersign alerts here');
  await channel.waitsFor('hears when slots run low', patience);
  await adele.writes('new Stock connector in Contoso Sales EMEA because Nightly stock sync');
  await adele.waitsFor((message) => message.reads.includes('[Continue]'), patience);
  await adele.clicks('Continue', { inputs: { roles: 'Stock Sync Reader,Basic User' } });
  await adele.clicks('Continue');
  await adele.clicks('Send for approval');
  await megan.waitsFor((message) => message.reads.includes('[Approve]'), patience);
  await megan.clicks('Approve');
  await adele.waitsFor('Access Mode: Non-interactive', patience);
  await channel.waitsFor(/1 slot left/, patience);
}
