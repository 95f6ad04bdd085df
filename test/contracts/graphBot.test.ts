import { contract } from './support/contract';
import { callDirectory } from './support/everyCall';
import { isDescribed, templateOf, type Paths } from './support/pathTemplates';
import { rowsOf, schemaCheck } from './support/schemaCheck';
import type { Exchange } from './support/startRecorder';
import { startRecordedBot, type RecordedBot } from './support/startRecordedBot';

interface StrictSchema {
  readonly $id: string;
  readonly $defs: Readonly<Record<string, { readonly properties?: object }>>;
}
const strict = contract('graph-v1.0-subset.strict.schema.json') as StrictSchema;
const { paths } = contract('graph-v1.0-subset.openapi.json') as { paths: Paths };
const misfit = schemaCheck(strict);

/** Every call that the bot makes: what it sends, and what is answered. */
const described: Readonly<Record<string, { sends?: string; gets?: string }>> = {
  'GET /users': { gets: 'user' },
  'GET /users/{user-id}': { gets: 'user' },
  'POST /users': { sends: 'user', gets: 'user' },
  'PATCH /users/{user-id}': { sends: 'user' },
  'DELETE /users/{user-id}': {},
  'POST /users/{user-id}/assignLicense': { sends: 'action:assignLicense', gets: 'user' },
  'GET /users/{user-id}/memberOf': { gets: 'group' },
  'GET /users/{user-id}/transitiveMemberOf': { gets: 'group' },
  'GET /domains': { gets: 'domain' },
  'GET /policies/identitySecurityDefaultsEnforcementPolicy': {},
  'GET /identity/conditionalAccess/policies': {},
  'GET /subscribedSkus': { gets: 'subscribedSku' },
  'GET /groups/{group-id}': { gets: 'group' },
  'POST /groups/{group-id}/members/$ref': { sends: 'reference' },
  'DELETE /groups/{group-id}/members/{directoryObject-id}/$ref': {},
  'GET /directory/deletedItems/microsoft.graph.user': { gets: 'user' },
  'GET /groups/{id}/transitiveMembers/microsoft.graph.user': { gets: 'user' },
};

/** Calls that the subset of the contract leaves out, though Graph's reference has them. */
const leftOut: Readonly<Record<string, string>> = {
  'GET /directory/deletedItems/microsoft.graph.user': 'Graph reference: list deleted items, cast to user',
  'GET /policies/identitySecurityDefaultsEnforcementPolicy':
    'Graph reference: get identitySecurityDefaultsEnforcementPolicy',
  'GET /identity/conditionalAccess/policies': 'Graph reference: list Conditional Access policies',
  'GET /groups/{id}/transitiveMembers/microsoft.graph.user':
    'Graph reference: list transitive members, cast to user',
};

describe('What the bot says to Graph', () => {
  let bot: RecordedBot;
  let calls: readonly { readonly name: string; readonly exchange: Exchange }[];
  beforeAll(async () => {
    bot = await startRecordedBot();
    await callDirectory(bot);
    calls = bot.recorder
      .with('graph.microsoft.com')
      .map((exchange) => ({ name: templateOf(exchange, '/v1.0', paths), exchange }));
  });
  afterAll(() => bot.close());

  it('is granted by the sandbox, call by call', () => {
    expect(calls.filter(({ exchange }) => exchange.status >= 300)).toEqual([]);
    expect(bot.client.cloud.violations).toEqual([]);
  });

  it('is said in calls that Graph has, and in no others than those listed here', () => {
    const made = new Set(calls.map(({ name }) => name));
    expect([...made].sort()).toEqual(Object.keys(described).sort());
    const unknown = [...made].filter((name) => !isDescribed(name, paths));
    expect(unknown.sort()).toEqual(Object.keys(leftOut).sort());
  });

  it('has bodies as Graph describes them', () => {
    const sent = calls.filter(({ exchange }) => exchange.body !== undefined);
    const expected = Object.entries(described).filter(([, { sends }]) => sends !== undefined);
    expect([...new Set(sent.map(({ name }) => name))].sort()).toEqual(expected.map(([name]) => name).sort());
    for (const { name, exchange } of sent) {
      const schema = described[name]?.sends ?? '';
      if (schema === 'reference')
        expect(exchange.body).toEqual({ '@odata.id': expect.stringMatching(/^https:/) as string });
      else expect(`${name}: ${misfit(schema, exchange.body)}`).toBe(`${name}: `);
    }
  });

  it('would be caught at a misspelt or a missing property', () => {
    expect(misfit('action:assignLicense', { addLicences: [], removeLicenses: [] })).toContain('addLicences');
    expect(misfit('action:assignLicense', { addLicenses: [] })).toContain('removeLicenses');
    expect(misfit('user', { accountEnabled: 'yes' })).toContain('boolean');
  });

  it('asks for properties that Graph has', () => {
    for (const { name, exchange } of calls) {
      const select = exchange.url.searchParams.get('$select')?.split(',') ?? [];
      const known = Object.keys(strict.$defs[described[name]?.gets ?? '']?.properties ?? {});
      const unknown = select.filter((property) => !known.includes(property));
      expect({ name, unknown }).toEqual({ name, unknown: [] });
    }
  });

  it('is answered as Graph describes it', () => {
    for (const { name, exchange } of calls) {
      const schema = described[name]?.gets;
      if (schema === undefined) continue;
      for (const row of rowsOf(exchange.answer)) expect(`${name}: ${misfit(schema, row)}`).toBe(`${name}: `);
    }
  });
});
