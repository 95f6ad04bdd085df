import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { botIdOf, serviceUrl } from '../../sandbox/teams/office';
import { people } from '../../sandbox/world/contosoIds';
import { verbs } from '../../src/teams/actions/actions';
import { startStory, type Story } from '../support/startStory';

/** How many are sent, and the seed that gives the same ones again: `FUZZ=10000 SEED=7 npm run attacks -- fuzz`. */
const count = Number(process.env['FUZZ'] ?? '1500');
const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000);

/** So many are under way at once. */
const atOnce = 12;

const words = fc.oneof(
  fc.constantFrom(
    'new',
    'requests',
    'approvals',
    'slots',
    'help',
    'status R-1001',
    'audit R-1',
    'withdraw R-9999',
    'cancel',
  ),
  fc.constantFrom(
    'alerts here',
    'alerts off',
    'new x in Contoso Production because y',
    "status R-1' or '1'='1",
  ),
  fc.string({ unit: 'grapheme', maxLength: 200 }),
  fc.string({ unit: 'binary', maxLength: 60 }),
);
const anything = fc.jsonValue({ maxDepth: 4 });
const id = fc.oneof(fc.uuid(), words, anything, fc.constant('00000000-0000-4000-8000-000000000000'));
const fields = fc.record(
  {
    ...{ requestId: id, formId: id, revision: fc.oneof(fc.integer(), anything), values: anything },
    ...{ reason: words, question: anything, answer: words, environmentName: words, environment: id },
    ...{ accountName: words, purpose: words, roles: anything, owner: id, reviewOn: words, since: anything },
  },
  { requiredKeys: [] },
);
const verb = fc.oneof(
  fc.constantFrom(...Object.keys(verbs)),
  words,
  fc.constantFrom('__proto__', 'constructor'),
);
const invoke = fc.record({
  type: fc.constant('invoke'),
  name: fc.constantFrom(
    'adaptiveCard/action',
    'task/fetch',
    'task/submit',
    'application/search',
    'composeExtension/query',
  ),
  value: fc.oneof(
    fc.tuple(verb, fields).map(([one, data]) => ({
      action: { type: 'Action.Execute', verb: one, data: { ...data, verb: one } },
      trigger: 'manual',
    })),
    fc.tuple(verb, fields).map(([one, data]) => ({ data: { ...data, verb: one } })),
    fc.record({ queryText: words, dataset: words, queryOptions: anything, data: fields }),
    anything,
  ),
});
const written = fc.record({ type: fc.constant('message'), text: words, value: fc.option(fields) });
const other = fc.record({
  type: fc.constantFrom(
    'conversationUpdate',
    'installationUpdate',
    'messageReaction',
    'event',
    'typing',
    'x',
  ),
  action: fc.constantFrom('add', 'remove', 'x'),
});
/** Parts of the envelope that are taken away or replaced. */
const spoilt = fc.dictionary(
  fc.constantFrom(
    'from',
    'recipient',
    'conversation',
    'channelData',
    'channelId',
    'id',
    'replyToId',
    'locale',
  ),
  anything,
  { maxKeys: 1 },
);
const sender = fc.oneof(fc.constantFrom(...Object.values(people)), fc.uuid());
const activities = fc.tuple(
  fc.oneof(invoke, written, other),
  sender,
  fc.uuid(),
  fc.oneof(fc.constant({}), spoilt),
);

describe(`${String(count)} activities that nobody has thought of, seed ${String(seed)}`, () => {
  let story: Story;
  beforeAll(async () => {
    story = await startStory([]);
  }, 60_000);
  afterAll(async () => {
    // Teams notes each answer that it could not show; what is judged here is judged below.
    story.sandbox.teams.violations.length = 0;
    await story.end();
  }, 60_000);

  /** Resident memory of the bot, MB; nothing where the system does not tell it in this way. */
  function memory(): number | undefined {
    const pid = story.sandbox.bot.pid();
    try {
      return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)]).toString()) / 1024;
    } catch {
      return undefined;
    }
  }

  async function send(part: object, objectId: string, conversation: string, spoil: object): Promise<number> {
    const { office } = story.sandbox.teams;
    const seconds = Math.floor(Date.now() / 1000);
    const activity = {
      ...{ id: conversation, timestamp: new Date().toISOString(), channelId: 'msteams', serviceUrl },
      from: { id: `29:${objectId}`, name: 'Fuzzy', aadObjectId: objectId },
      recipient: { id: botIdOf(office), name: office.botName },
      conversation: { conversationType: 'personal', tenantId: office.tenantId, id: `a:${conversation}` },
      channelData: { tenant: { id: office.tenantId } },
      ...part,
      ...spoil,
    };
    const claims = { aud: office.botId, serviceurl: serviceUrl, nbf: seconds - 60, exp: seconds + 600 };
    const answer = await fetch(story.sandbox.bot.messagesUrl, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${story.sandbox.teams.sign(claims)}`,
      },
      body: JSON.stringify(activity),
    });
    await answer.arrayBuffer();
    return answer.status;
  }

  it('never get a 5xx, never change anything at Microsoft, end no process and keep no memory', async () => {
    const drawn = fc.sample(activities, { numRuns: count, seed });
    const pid = story.sandbox.bot.pid();
    const statuses = new Map<number, number>();
    const bad: unknown[] = [];
    const levels: number[] = [];
    for (let at = 0; at < drawn.length; at += atOnce) {
      await Promise.all(
        drawn.slice(at, at + atOnce).map(async (one) => {
          const status = await send(...one);
          statuses.set(status, (statuses.get(status) ?? 0) + 1);
          if (status >= 500 || status === 0) bad.push([status, one]);
        }),
      );
      if (at % (atOnce * 25) === 0) levels.push(memory() ?? 0);
    }
    const writes = story.sandbox.cloud.calls
      .after(0)
      .filter(
        ({ service, method }) => ['Graph', 'Dataverse', 'Key Vault'].includes(service) && method !== 'GET',
      );
    process.stdout.write(
      `statuses ${JSON.stringify([...statuses])}, memory in MB ${levels.map(Math.round).join(' ')}\n`,
    );
    expect(bad.slice(0, 3)).toEqual([]);
    expect(writes).toEqual([]);
    expect(story.sandbox.bot.pid()).toBe(pid);
    expect((await fetch(`${story.sandbox.bot.url}/readyz`)).status).toBe(200);
    // The last third needs no more than the second did, but for what a collection leaves from one time to another.
    const middle = Math.max(
      ...levels.slice(Math.floor(levels.length / 3), Math.floor((2 * levels.length) / 3)),
    );
    const last = Math.max(...levels.slice(Math.floor((2 * levels.length) / 3)));
    expect(last).toBeLessThan(middle * 1.25 + 40);
  }, 900_000);
});
