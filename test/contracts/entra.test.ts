import { botApplication, contosoTenantId } from '../../sandbox/world/contosoIds';
import { startCloudClient, type CloudClient } from '../support/cloudClient';
import { contract } from './support/contract';
import { matching } from './support/matching';

interface RecordedToken {
  readonly response: { readonly status: number; readonly body: Readonly<Record<string, unknown>> };
}
interface RecordedClaims {
  readonly header: Readonly<Record<string, unknown>>;
  readonly claimNames: readonly string[];
}
interface Discovery {
  readonly required_fields: readonly string[];
  readonly protocol_values: Readonly<Record<string, readonly string[]>>;
  readonly entra_boolean_values: Readonly<Record<string, unknown>>;
}
const discovery = contract('entra/oidc-discovery.golden.json') as Discovery;
const claims = contract('entra/token-claims-client-credentials.json') as RecordedClaims;

/** Claims of the recorded token, which was of version 2.0; those for Microsoft's own resources are of version 1.0. */
const ofVersionTwo: Readonly<Record<string, string>> = {
  azp: 'version 1.0 says appid',
  azpacr: 'version 1.0 says appidacr',
  rh: 'opaque, and read by nobody',
  xms_ftd: 'opaque, and read by nobody',
};

describe('Entra', () => {
  let client: CloudClient;
  beforeAll(async () => {
    client = await startCloudClient();
  });
  afterAll(() => client.cloud.close());
  const unknownApplication = '00000000-0000-4000-8000-000000000001';

  it.each([
    ['token-client-credentials', {}],
    ['token-error-invalid-client', { client_secret: 'wrong' }],
    ['token-error-invalid-scope', { scope: 'api://not-a-registered-resource/.default' }],
    ['token-error-unknown-client', { client_id: unknownApplication }],
    ['token-error-unsupported-grant-type', { grant_type: 'no_such_grant' }],
  ])('answers a request for a token as recorded: %s', async (file, changes) => {
    const { response } = contract(`entra/${file}.json`) as RecordedToken;
    const scope = 'https://graph.microsoft.com/.default';
    const { status, body } = await client.askForToken({ scope, ...changes });
    expect(status).toBe(response.status);
    const known = { 'daemon-app-id': botApplication.appId, 'tenant-id': contosoTenantId };
    const seconds = { '{seconds}': expect.any(Number) as number };
    expect(body).toEqual(matching(response.body, known, seconds));
  });

  it('puts the recorded claims into a token, but for those listed here', async () => {
    const token = await client.token('https://graph.microsoft.com');
    const [header = '', payload = ''] = token
      .split('.')
      .slice(0, 2)
      .map((part) => Buffer.from(part, 'base64url').toString());
    expect(JSON.parse(header)).toMatchObject({ alg: claims.header['alg'], typ: claims.header['typ'] });
    const names = Object.keys(JSON.parse(payload) as object);
    expect(claims.claimNames.filter((name) => !names.includes(name))).toEqual(Object.keys(ofVersionTwo));
    expect(names).toEqual(expect.arrayContaining(['appid', 'appidacr']));
  });

  it.each(['common', contosoTenantId])('tells of itself what it has to tell: %s', async (tenant) => {
    const url = `https://login.microsoftonline.com/${tenant}/v2.0/.well-known/openid-configuration`;
    const told = (await client.call('GET', url)).body as Readonly<Record<string, unknown>>;
    expect(discovery.required_fields.filter((name) => !(name in told))).toEqual([]);
    for (const [rule, values] of Object.entries(discovery.protocol_values)) {
      const [, name = '', how = ''] = /^(.+)_(equals|must_include|subset_of)$/.exec(rule) ?? [];
      const answered = told[name] ?? told[`${name}_supported`];
      if (how === 'equals') expect(answered).toEqual(values);
      else if (how === 'must_include') expect(answered).toEqual(expect.arrayContaining([...values]));
      else expect(values).toEqual(expect.arrayContaining(answered as string[]));
    }
    for (const [name, value] of Object.entries(discovery.entra_boolean_values)) {
      if (name in told) expect({ [name]: told[name] }).toEqual({ [name]: value });
    }
  });
});
