import { startMicrosoft, type StartedMicrosoft } from '../support/startMicrosoft';
import { startScriptedCloud, type Reply, type ScriptedCloud } from '../support/startScriptedCloud';

const oid = '11111111-1111-4111-8111-111111111111';
const tenantId = '77777777-7777-4777-8777-777777777777';
const at = { id: 'env', url: 'https://contoso.crm4.dynamics.com' };

const token = { status: 200, body: { token_type: 'Bearer', expires_in: 3600, access_token: 'eyJ.e30.x' } };

describe('The bot’s own token', () => {
  let cloud: ScriptedCloud;
  let microsoft: StartedMicrosoft;

  beforeEach(async () => {
    cloud = await startScriptedCloud();
    const { proxyUrl, caFile } = cloud;
    const secret = { tenantId, clientId: oid, value: 'the-client-secret' };
    microsoft = await startMicrosoft({
      proxyUrl,
      caFile,
      secret,
    });
  });
  afterEach(async () => {
    await microsoft.close();
    await cloud.close();
  });

  const entraSays = (answer: Reply): void => {
    const login = `https://login.microsoftonline.com/${tenantId}`;
    cloud.play(({ url, method }) => {
      if (!url.startsWith('https://login.')) return { status: 204 };
      if (method === 'POST') return answer;
      return {
        status: 200,
        body: {
          token_endpoint: `${login}/oauth2/v2.0/token`,
          authorization_endpoint: `${login}/oauth2/v2.0/authorize`,
          issuer: `${login}/v2.0`,
          jwks_uri: `${login}/discovery/v2.0/keys`,
          tenant_discovery_endpoint: `${login}/v2.0/.well-known/openid-configuration`,
          metadata: [],
        },
      };
    });
  };
  const elsewhere = (): number => cloud.heard().filter(({ url }) => !url.startsWith('https://login.')).length;
  const tokensAsked = (): number =>
    cloud.heard().filter(({ url }) => url.includes('/oauth2/v2.0/token')).length;

  it('that Entra refuses is a fault of Entra’s, and nothing is sent', async () => {
    entraSays({
      status: 401,
      body: { error: 'invalid_client', error_description: 'AADSTS7000215: ...', error_codes: [7000215] },
    });
    const refused = { service: 'Entra', kind: 'denied', status: 401, code: 'AADSTS7000215' };
    expect(await microsoft.fault('directory', 'blockSignIn', [oid])).toMatchObject(refused);
    expect(await microsoft.fault('environments', 'setAccessMode', [at, oid, 4])).toMatchObject(refused);
    expect(elsewhere()).toBe(0);
    expect(microsoft.output()).not.toContain('the-client-secret');
  });

  it('that Entra cannot issue just now keeps the call from being sent', async () => {
    entraSays('reset');
    expect(await microsoft.fault('directory', 'blockSignIn', [oid])).toMatchObject({
      service: 'Entra',
      kind: 'notSent',
    });
    expect(elsewhere()).toBe(0);
  });

  it('is asked for once and kept', async () => {
    entraSays(token);
    await microsoft.call('environments', 'setAccessMode', [at, oid, 4]);
    await microsoft.call('environments', 'setAccessMode', [at, oid, 4]);
    await microsoft.call('directory', 'blockSignIn', [oid]);
    await microsoft.call('directory', 'blockSignIn', [oid]);
    expect(elsewhere()).toBe(4);
    expect(tokensAsked()).toBe(2);
  });

  it('that comes after the deadline sends nothing any more', async () => {
    entraSays({ ...token, after: 400 });
    const late = await microsoft.fault('environments', 'setAccessMode', [at, oid, 4], { within: 200 });
    expect(late).toMatchObject({ service: 'Dataverse', kind: 'notSent' });
    expect(tokensAsked()).toBe(1);
    expect(elsewhere()).toBe(0);
  });
});
