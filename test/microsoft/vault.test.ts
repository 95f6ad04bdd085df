import {
  afterChallenge,
  startScriptedMicrosoft,
  type ScriptedMicrosoft,
} from '../support/startScriptedMicrosoft';

const vault = 'https://contoso.vault.azure.net';
const id = (version: string): string => `https://contoso.vault.azure.net/secrets/svc-erp/${version}`;

describe('The vault', () => {
  let scripted: ScriptedMicrosoft;
  beforeAll(async () => {
    scripted = await startScriptedMicrosoft();
  });
  afterAll(() => scripted.close());
  const authorised = (): { method: string; url: string; body: string }[] =>
    scripted.cloud.heard().filter(({ headers }) => headers.authorization !== undefined);

  // First of all, while no client has a token yet: the one that comes second must not overtake the one that waits.
  it('stores two passwords at once, and neither is lost or shown before the vault knows who asks', async () => {
    scripted.cloud.play((heard) => {
      const reply = afterChallenge(({ url }) => ({
        status: 200,
        body: { id: url.replace(/\/?\?.*/, '/v1'), attributes: {} },
      }))(heard, 0);
      const slow = heard.url.includes('/one') && heard.headers.authorization === undefined;
      return slow && typeof reply === 'object' ? { ...reply, after: 150 } : reply;
    });
    const { call } = scripted.microsoft;
    await Promise.all([
      call('vault', 'store', [vault, 'one', 'first', {}]),
      call('vault', 'store', [vault, 'two', 'second', {}]),
    ]);
    const values = authorised().map(({ body }) => (JSON.parse(body) as { value: string }).value);
    expect(values.toSorted()).toEqual(['first', 'second']);
    const unknown = scripted.cloud.heard().filter(({ headers }) => headers.authorization === undefined);
    expect(unknown.map(({ body }) => body)).toEqual(['', '']);
  });

  it('stores a password and shows it to nobody before the vault knows who asks', async () => {
    const body = { id: id('v1'), value: 'secret', attributes: { enabled: true } };
    scripted.cloud.play(afterChallenge(() => ({ status: 200, body })));
    const stored = scripted.microsoft.call('vault', 'store', [
      vault,
      'svc-erp',
      'secret',
      { request: 'R-1' },
    ]);
    await expect(stored).resolves.toBe('v1');
    const [unauthorised, write] = scripted.cloud.heard();
    expect(unauthorised?.body).toBe('');
    expect(JSON.parse(write?.body ?? '')).toMatchObject({ value: 'secret', tags: { request: 'R-1' } });
  });

  it('lists the versions newest first, page after page, and none for a name that is not there', async () => {
    const version = (name: string, created: number, attributes: object = {}): object => ({
      id: id(name),
      tags: { request: name },
      attributes: { enabled: true, created, ...attributes },
    });
    scripted.cloud.play(
      afterChallenge(({ url }) => {
        if (url.includes('/other/')) return { status: 404, body: { error: { code: 'SecretNotFound' } } };
        return url.includes('page=2')
          ? { status: 200, body: { value: [version('v2', 200, { enabled: false, exp: 900 })] } }
          : {
              status: 200,
              body: {
                value: [version('v1', 100)],
                nextLink: 'https://contoso.vault.azure.net/secrets/svc-erp/versions?page=2',
              },
            };
      }),
    );
    await expect(scripted.microsoft.call('vault', 'versions', [vault, 'svc-erp'])).resolves.toEqual([
      { version: 'v2', enabled: false, tags: { request: 'v2' }, createdAt: 200_000, expiresAt: 900_000 },
      { version: 'v1', enabled: true, tags: { request: 'v1' }, createdAt: 100_000 },
    ]);
    await expect(scripted.microsoft.call('vault', 'versions', [vault, 'other'])).resolves.toEqual([]);
  });

  it('reads a value, and nothing where the version is missing or disabled', async () => {
    const value = (): Promise<string | undefined> =>
      scripted.microsoft.call('vault', 'value', [vault, 'svc-erp', 'v1']);
    scripted.cloud.play(
      afterChallenge(() => ({ status: 200, body: { id: id('v1'), value: 'secret', attributes: {} } })),
    );
    await expect(value()).resolves.toBe('secret');
    scripted.cloud.play(afterChallenge(() => ({ status: 404, body: { error: { code: 'SecretNotFound' } } })));
    await expect(value()).resolves.toBeUndefined();
    const disabled = { error: { code: 'Forbidden', innererror: { code: 'SecretDisabled' } } };
    scripted.cloud.play(afterChallenge(() => ({ status: 403, body: disabled })));
    await expect(value()).resolves.toBeUndefined();
    scripted.cloud.play(afterChallenge(() => ({ status: 403, body: { error: { code: 'Forbidden' } } })));
    await expect(value()).rejects.toMatchObject({ facts: { kind: 'denied', code: 'Forbidden' } });
  });

  it('changes a version', async () => {
    scripted.cloud.play(afterChallenge(() => ({ status: 200, body: { id: id('v1'), attributes: {} } })));
    const change = { enabled: false, expiresAt: 900_000, tags: { state: 'released' } };
    await scripted.microsoft.call('vault', 'change', [vault, 'svc-erp', 'v1', change]);
    const [write] = authorised();
    expect(write?.method).toBe('PATCH');
    expect(JSON.parse(write?.body ?? '')).toMatchObject({
      attributes: { enabled: false, exp: 900 },
      tags: { state: 'released' },
    });
  });

  it('is linked to by the page of the secret', async () => {
    await expect(scripted.microsoft.call('vault', 'link', [vault, 'svc-erp'])).resolves.toBe(
      'https://portal.azure.com/#@/asset/Microsoft_Azure_KeyVault/Secret/https://contoso.vault.azure.net/secrets/svc-erp',
    );
  });
});
