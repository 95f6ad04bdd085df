import { contract } from './support/contract';
import { callEnvironments } from './support/everyCall';
import { compareShape } from './support/compareShape';
import { rowsOf, schemaCheck } from './support/schemaCheck';
import type { Exchange } from './support/startRecorder';
import { startRecordedBot, type RecordedBot } from './support/startRecordedBot';

const misfit = schemaCheck(contract('dataverse-systemuser.schema.json') as object);
const recordedUsers = [
  ...rowsOf(contract('powerplatform/get_systemusers.json')),
  ...rowsOf(contract('powerplatform/get_systemuser_00000000-0000-0000-0000-000000000002.json')),
];
const recordedRoles = rowsOf(contract('powerplatform/security_roles_sample.json'));
const host = 'contoso.crm4.dynamics.com';
const api = `https://${host}/api/data/v9.2`;

/** What an address is about: the last entity set in it that is no single row's. */
function tableOf({ url }: Exchange): 'user' | 'role' | 'other' {
  const path = url.pathname.replace('/api/data/v9.2', '');
  if (/^\/systemusers(\(|$)|\/(systemuserroles|teammembership)_association$/.test(path)) return 'user';
  return path.startsWith('/roles') && !path.includes('association') ? 'role' : 'other';
}

describe('Dataverse', () => {
  let bot: RecordedBot;
  let calls: readonly Exchange[];
  beforeAll(async () => {
    bot = await startRecordedBot();
    await callEnvironments(bot);
    calls = bot.recorder.with(host);
  });
  afterAll(() => bot.close());
  const answered = (table: 'user' | 'role'): readonly unknown[] =>
    calls
      .filter((one) => one.method === 'GET' && tableOf(one) === table)
      .flatMap(({ answer }) => rowsOf(answer));

  it('is asked nothing that the sandbox does not grant', () => {
    expect(calls.filter(({ status }) => status >= 300)).toEqual([]);
    expect(bot.client.cloud.violations).toEqual([]);
  });

  it('is written rows as its table describes them, and references besides', () => {
    const sent = calls.filter(({ body }) => body !== undefined);
    const rows = sent.filter(({ method }) => method === 'PATCH');
    expect(rows.map(({ body }) => Object.keys(body as object))).toEqual([
      ['businessunitid@odata.bind'],
      ['accessmode'],
    ]);
    for (const { body, headers } of rows) {
      expect(misfit('systemuserWrite', body)).toBe('');
      expect(headers['if-match']).toBe('*');
    }
    const references = sent.filter(({ method }) => method !== 'PATCH').map(({ body }) => body);
    const reference = expect.stringMatching(/\/roles\([0-9a-f-]{36}\)$/) as string;
    expect(references).toEqual([{ '@odata.id': reference }]);
  });

  it('would be caught at a column that is not there or cannot be written', () => {
    expect(misfit('systemuserWrite', { accessMode: 4 })).toContain('accessMode');
    expect(misfit('systemuserWrite', { accessmode: 9 })).not.toBe('');
    expect(misfit('systemuser', { isdisabled: 'no' })).toContain('boolean');
  });

  it.each(['user', 'role'] as const)(
    'shows the bot columns of a %s that were recorded, with their types',
    (table) => {
      const recorded = table === 'user' ? recordedUsers : recordedRoles;
      const rows = answered(table);
      expect(rows.length).toBeGreaterThan(0);
      for (const row of rows) {
        for (const one of recorded) {
          const { conflicts, added } = compareShape(one, row);
          expect({ conflicts, added }).toEqual({ conflicts: [], added: [] });
        }
      }
    },
  );

  it('answers whole rows as its table describes them', async () => {
    for (const path of ['/systemusers', '/systemusers?$expand=systemuserroles_association']) {
      const rows = rowsOf((await bot.client.signedCall('GET', `${api}${path}`)).body);
      expect(rows.length).toBeGreaterThan(5);
      for (const row of rows) expect(misfit('systemuser', row)).toBe('');
    }
    const roles = rowsOf((await bot.client.signedCall('GET', `${api}/roles`)).body);
    for (const role of roles) {
      const { conflicts, added } = compareShape(recordedRoles[1], role);
      expect({ conflicts, added }).toEqual({ conflicts: [], added: [] });
    }
  });

  const nobody = `${api}/systemusers(00000000-0000-4000-8000-000000000009)`;
  it.each([
    ['GET', nobody, 404],
    ['PATCH', nobody, 404],
    ['GET', `${api}/systemusers?$select=colour`, 400],
    ['GET', 'https://contoso-sealed.crm4.dynamics.com/api/data/v9.2/WhoAmI', 403],
  ])('refuses as it describes refusals: %s %s', async (method, url, status) => {
    const more = method === 'PATCH' ? { headers: { 'if-match': '*' }, body: { accessmode: 4 } } : {};
    const answer = await bot.client.signedCall(method, url, more);
    expect(answer.status).toBe(status);
    expect(misfit('error', answer.body)).toBe('');
  });

  it('gives one refusal a code in words: the security group’s, known from other doors to the same platform', async () => {
    const { cloud } = bot.client;
    const { id } = cloud.world.user('Nestor Wilke');
    const url = `https://contoso-finance.crm4.dynamics.com/api/data/v9.2/systemusers(azureactivedirectoryobjectid=${id})`;
    const { body } = await bot.client.signedCall('GET', url);
    expect(body).toMatchObject({ error: { code: 'UserNotMemberOfCdsSecurityGroup' } });
    expect(misfit('error', body)).toContain('/error/code');
  });
});
