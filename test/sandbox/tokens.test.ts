import { botApplication, environments } from '../../sandbox/world/contosoIds';
import { startCloudClient, type CloudClient } from '../support/cloudClient';

const graph = 'https://graph.microsoft.com/v1.0';
const bap = 'https://api.bap.microsoft.com/providers/Microsoft.BusinessAppPlatform/scopes/admin/environments';

describe('Who calls', () => {
  let now = Date.UTC(2026, 10, 24);
  let client: CloudClient;
  beforeEach(async () => {
    client = await startCloudClient({ now: () => now });
  });
  afterEach(() => client.cloud.close());

  it('gets a token for what the tenant knows', async () => {
    const scope = 'https://api.botframework.com/.default';
    expect(await client.askForToken({ scope })).toMatchObject({
      status: 200,
      body: { expires_in: 3599 + 1 },
    });
    expect((await client.askForToken({ scope }, 'botframework.com')).status).toBe(200);
    expect((await client.askForToken({ scope: 'https://contoso.crm4.dynamics.com//.default' })).status).toBe(
      200,
    );
  });

  it.each([
    [{ client_secret: 'wrong' }, 401, 7000215],
    [{ client_id: '00000000-0000-4000-8000-000000000000' }, 400, 700038],
    [{ client_id: '5ca1ab1e-0000-4000-8000-000000000000' }, 400, 700016],
    [{ scope: 'api://nobody/.default' }, 400, 500011],
    [{ grant_type: 'password' }, 400, 70003],
  ])('is refused a token for %j', async (changes, status, code) => {
    const answer = await client.askForToken({ scope: 'https://graph.microsoft.com/.default', ...changes });
    expect(answer).toMatchObject({ status, body: { error_codes: [code] } });
  });

  it('needs a token that is genuine, fresh and for this service', async () => {
    const url = `${graph}/domains`;
    const token = await client.token('https://graph.microsoft.com');
    expect(await client.call('GET', url)).toMatchObject({
      status: 401,
      headers: { 'www-authenticate': expect.stringContaining('Bearer') as unknown },
      body: { error: { code: 'InvalidAuthenticationToken' } },
    });
    expect((await client.call('GET', url, { token })).status).toBe(200);
    const [header = '', claims = '', signature = ''] = token.split('.');
    const forged = JSON.parse(Buffer.from(claims, 'base64url').toString()) as object;
    const other = Buffer.from(JSON.stringify({ ...forged, exp: 9e9 })).toString('base64url');
    expect((await client.call('GET', url, { token: `${header}.${other}.${signature}` })).status).toBe(401);
    const vaultToken = await client.token('https://vault.azure.net');
    expect((await client.call('GET', url, { token: vaultToken })).status).toBe(401);
    now += 3_600_000;
    expect(await client.call('GET', url, { token })).toMatchObject({
      status: 401,
      body: { error: { message: 'Lifetime validation failed, the token is expired.' } },
    });
  });

  it('needs the permission in Graph', async () => {
    client.cloud.edit('setApplication', { application: 'Countersign', graphRoles: ['Domain.Read.All'] });
    expect((await client.signedCall('GET', `${graph}/domains`)).status).toBe(200);
    expect(await client.signedCall('GET', `${graph}/subscribedSkus`)).toMatchObject({
      status: 403,
      body: { error: { code: 'Authorization_RequestDenied' } },
    });
    for (const path of [
      '/policies/identitySecurityDefaultsEnforcementPolicy',
      '/identity/conditionalAccess/policies',
    ])
      expect((await client.signedCall('GET', `${graph}${path}`)).status).toBe(403);
  });

  it('needs an application user in the environment, and a role there', async () => {
    const sealed = 'https://contoso-sealed.crm4.dynamics.com/api/data/v9.2/WhoAmI()';
    expect(await client.signedCall('GET', sealed)).toMatchObject({
      status: 403,
      body: { error: { code: '0x80072560' } },
    });
    const open = 'https://contoso.crm4.dynamics.com/api/data/v9.2';
    const [appId] = [botApplication.appId];
    const row = client.cloud.world.world.environments[0]?.users.find((one) => one.applicationId === appId);
    if (row === undefined) throw new Error('The bot has no row in the first environment.');
    row.roleIds = client.cloud.world.systemUser('Contoso Production', 'Lidia Holloway').roleIds;
    expect((await client.signedCall('GET', `${open}/WhoAmI()`)).status).toBe(200);
    const adele = client.cloud.world.systemUser('Contoso Production', 'Adele Vance');
    const change = { body: { accessmode: 0 }, headers: { 'if-match': '*' } };
    expect(await client.signedCall('PATCH', `${open}/systemusers(${adele.id})`, change)).toMatchObject({
      status: 403,
      body: { error: { code: '0x80040220' } },
    });
    row.roleIds = [];
    expect(await client.signedCall('GET', `${open}/WhoAmI()`)).toMatchObject({
      body: { error: { code: '0x80042f09' } },
    });
  });

  it('needs to be a management application, and what the vault allows', async () => {
    client.cloud.edit('setApplication', { application: botApplication.appId, managementApplication: false });
    const environment = `${bap}/${environments.production}?api-version=2023-06-01`;
    expect(await client.signedCall('GET', environment)).toMatchObject({
      status: 403,
      body: { error: { code: 'Forbidden' } },
    });
    const vault = 'contoso-countersign';
    client.cloud.edit('setVaultAccess', { vault, application: botApplication.appId, may: ['list'] });
    const secret = `https://${vault}.vault.azure.net/secrets/one?api-version=7.5`;
    expect(await client.signedCall('PUT', secret, { body: { value: 'x' } })).toMatchObject({ status: 403 });
  });
});
