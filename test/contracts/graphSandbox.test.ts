import { people } from '../../sandbox/world/contosoIds';
import { graphUserShape } from '../../sandbox/schemas/graph';
import { accountDraft } from '../support/accountDraft';
import { startCloudClient, type CloudClient, type RawAnswer, type RawCall } from '../support/cloudClient';
import { contract } from './support/contract';
import { rowsOf, schemaCheck } from './support/schemaCheck';

const misfit = schemaCheck(contract('graph-v1.0-subset.strict.schema.json') as object);
const adele = `/users/${people['Adele Vance']}`;
const allOfAUser = `$select=${Object.keys(graphUserShape).join(',')}`;

describe('What the sandbox answers in place of Graph', () => {
  let client: CloudClient;
  beforeAll(async () => {
    client = await startCloudClient();
  });
  afterAll(() => client.cloud.close());
  const call = (method: string, path: string, more?: RawCall): Promise<RawAnswer> =>
    client.signedCall(method, `https://graph.microsoft.com/v1.0${path}`, more);

  it.each([
    ['user', `/users?${allOfAUser}`],
    ['user', `${adele}?${allOfAUser}`],
    ['user', adele],
    ['licenseDetails', `${adele}/licenseDetails`],
    ['group', `${adele}/memberOf`],
    ['group', `${adele}/transitiveMemberOf`],
    ['group', '/groups'],
    ['subscribedSku', '/subscribedSkus'],
    ['organization', '/organization'],
    ['domain', '/domains'],
  ])('is a %s as Graph describes it: %s', async (schema, path) => {
    const { status, body } = await call('GET', path);
    expect(status).toBe(200);
    const rows = rowsOf(body);
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) expect(misfit(schema, row)).toBe('');
  });

  it('is the new user, with what Graph shows of one', async () => {
    const { status, body } = await call('POST', '/users', { body: accountDraft('svc-new') });
    expect(status).toBe(201);
    expect(misfit('user', rowsOf(body)[0])).toBe('');
  });

  it.each([
    ['GET', '/users/nobody', 404],
    ['DELETE', '/organization', 405],
    ['POST', '/users', 400],
    ['GET', '/users?$filter=nothing', 400],
  ])('is a refusal as Graph describes it: %s %s', async (method, path, status) => {
    const answer = await call(method, path, method === 'POST' ? { body: {} } : {});
    expect(answer.status).toBe(status);
    expect(misfit('error', answer.body)).toBe('');
  });
});
