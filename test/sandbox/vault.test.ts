import { startCloudClient, type CloudClient, type RawAnswer, type RawCall } from '../support/cloudClient';

const vault = 'https://contoso-countersign.vault.azure.net';

describe('The vault', () => {
  let client: CloudClient;
  beforeEach(async () => {
    client = await startCloudClient();
  });
  afterEach(async () => {
    expect(client.cloud.violations).toEqual([]);
    await client.cloud.close();
  });
  const call = (method: string, path: string, more: RawCall = {}): Promise<RawAnswer> =>
    client.signedCall(method, `${vault}/secrets${path}?api-version=2026-04-01`, more);
  const put = async (value: string): Promise<string> => {
    const answer = await call('PUT', '/svc-erp', { body: { value, tags: { request: 'R-1' } } });
    return (answer.body as { id: string }).id.split('/').at(-1) ?? '';
  };

  it('asks for a token first, and says where to get it', async () => {
    const answer = await client.call('GET', `${vault}/secrets?api-version=7.5`);
    expect(answer.status).toBe(401);
    expect(answer.headers['www-authenticate']).toContain('resource="https://vault.azure.net"');
  });

  it('keeps version after version, and lists them without values', async () => {
    const first = await put('First-secret-1');
    const second = await put('Second-secret-2');
    expect((await call('GET', '/svc-erp/')).body).toMatchObject({ value: 'Second-secret-2' });
    expect((await call('GET', `/svc-erp/${first}`)).body).toMatchObject({
      value: 'First-secret-1',
      tags: { request: 'R-1' },
      attributes: { enabled: true },
    });
    const { body } = await call('GET', '/svc-erp/versions');
    expect((body as { value: unknown[] }).value).toHaveLength(2);
    expect(JSON.stringify(body)).toContain(second);
    expect(JSON.stringify(body)).not.toContain('secret-1');
    expect(client.cloud.secrets.all()).toEqual(expect.arrayContaining(['First-secret-1', 'Second-secret-2']));
  });

  it('does not give a disabled version, until it is enabled', async () => {
    const version = await put('First-secret-1');
    const change = (enabled: boolean): Promise<RawAnswer> =>
      call('PATCH', `/svc-erp/${version}`, {
        body: { attributes: { enabled, exp: 2_000_000_000 }, tags: { owner: 'x' } },
      });
    expect((await change(false)).body).toMatchObject({ attributes: { enabled: false, exp: 2_000_000_000 } });
    expect(await call('GET', `/svc-erp/${version}`)).toMatchObject({
      status: 403,
      body: { error: { code: 'Forbidden', innererror: { code: 'SecretDisabled' } } },
    });
    await change(true);
    expect((await call('GET', `/svc-erp/${version}`)).body).toMatchObject({ tags: { owner: 'x' } });
  });

  it('says what is not there', async () => {
    expect(await call('GET', '/nothing')).toMatchObject({
      status: 404,
      body: { error: { code: 'SecretNotFound' } },
    });
  });
});
