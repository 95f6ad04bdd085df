import { startMicrosoft, type StartedMicrosoft } from '../support/startMicrosoft';
import type { Reply, ScriptedCloud } from '../support/startScriptedCloud';
import {
  afterChallenge,
  startScriptedMicrosoft,
  type ScriptedMicrosoft,
} from '../support/startScriptedMicrosoft';

const at = { id: 'env', url: 'https://contoso.crm4.dynamics.com' };
const vault = 'https://contoso.vault.azure.net';
const oid = '11111111-1111-4111-8111-111111111111';
const row = '22222222-2222-4222-8222-222222222222';
const draft = {
  userPrincipalName: 'svc-erp@contoso.com',
  displayName: 'svc-erp-prod',
  usageLocation: 'DE',
  mark: '33333333-3333-4333-8333-333333333333',
  password: 'The-Password-Nobody-May-See',
};

describe('A call to Microsoft', () => {
  let started: ScriptedMicrosoft;
  let cloud: ScriptedCloud;
  let microsoft: StartedMicrosoft;

  beforeAll(async () => {
    started = await startScriptedMicrosoft();
    ({ cloud, microsoft } = started);
  });
  afterAll(() => started.close());

  const vaultSays = (reply: Reply): Parameters<ScriptedCloud['play']>[0] => afterChallenge(() => reply);

  /** A write to each service, by the same name. */
  const writes = {
    Graph: (within?: number) => microsoft.fault('directory', 'createAccount', [draft], scope(within)),
    Dataverse: (within?: number) =>
      microsoft.fault('environments', 'setAccessMode', [at, row, 4], scope(within)),
    'Dataverse, in the guise of a read': (within?: number) =>
      microsoft.fault('environments', 'bringIn', [at, oid], scope(within)),
    'Power Platform': (within?: number) =>
      microsoft.fault('powerPlatform', 'addUser', ['env', oid], scope(within)),
    'Key Vault': (within?: number) =>
      microsoft.fault('vault', 'store', [vault, 'svc-erp', draft.password, {}], scope(within)),
  };
  const scope = (within?: number): { correlationId: string; within?: number } => ({
    correlationId: 'correlation-7',
    ...(within === undefined ? {} : { within }),
  });
  const withToken = (): number =>
    cloud.heard().filter(({ headers }) => headers.authorization !== undefined).length;

  describe.each(Object.entries(writes))('that writes to %s', (_service, write) => {
    it('is sent exactly once where its answer is lost, and its outcome is unknown', async () => {
      cloud.play(vaultSays('reset'));
      expect(await write()).toMatchObject({ kind: 'unknown' });
      expect(withToken()).toBe(1);
    });

    it.each([500, 502, 503])('is sent exactly once where the service answers %i', async (status) => {
      cloud.play(vaultSays({ status, headers: { 'Retry-After': '1' }, body: { error: { code: 'Broken' } } }));
      expect(await write()).toMatchObject({ kind: 'unknown', status, code: 'Broken' });
      expect(withToken()).toBe(1);
    });

    it('tells how long the service asks to wait, and does not wait itself', async () => {
      cloud.play(vaultSays({ status: 429, headers: { 'Retry-After': '2' } }));
      expect(await write()).toMatchObject({ kind: 'throttled', retryAfter: 2000 });
      expect(withToken()).toBe(1);
    });

    it('is not sent once the deadline is over', async () => {
      cloud.play(vaultSays({ status: 204 }));
      expect(await write(-1)).toMatchObject({ kind: 'notSent' });
      expect(cloud.heard()).toEqual([]);
    });

    it('waits for its answer no longer than to the deadline', async () => {
      cloud.play(vaultSays('silence'));
      const begun = performance.now();
      expect(await write(400)).toMatchObject({ kind: 'unknown', code: 'ETIMEDOUT' });
      expect(performance.now() - begun).toBeLessThan(2_000);
    });

    it.each([
      [401, 'denied'],
      [403, 'denied'],
      [404, 'notFound'],
      [400, 'refused'],
      [409, 'refused'],
      [412, 'refused'],
    ])('that is answered with %i is %s', async (status, kind) => {
      cloud.play(vaultSays({ status, body: { error: { code: '0x8004B050', message: 'Full of secrets' } } }));
      expect(await write()).toMatchObject({ kind, status, code: '0x8004b050' });
    });

    it('carries the correlation id', async () => {
      cloud.play(vaultSays({ status: 400 }));
      await write();
      const sent = cloud
        .heard()
        .map(({ headers }) => headers['client-request-id'] ?? headers['x-ms-client-request-id']);
      expect(new Set(sent)).toEqual(new Set(['correlation-7']));
    });
  });

  const reads = {
    Graph: () => microsoft.call('directory', 'accountById', [oid]),
    Dataverse: () => microsoft.call('environments', 'rootUnit', [at]),
    'Power Platform': () => microsoft.call('powerPlatform', 'environment', ['env']),
  };
  const bodies = {
    id: oid,
    userPrincipalName: 'svc-erp@contoso.com',
    name: 'env',
    properties: {},
    value: [{ businessunitid: row, name: 'Contoso' }],
  };

  describe.each(Object.entries(reads))('that reads from %s', (_service, read) => {
    it.each<[string, Reply]>([
      ['a broken connection', 'reset'],
      ['503', { status: 503 }],
      ['504', { status: 504 }],
      ['429 with a short wait', { status: 429, headers: { 'Retry-After': '0' } }],
    ])('is repeated after %s', async (_name, first) => {
      cloud.play((_heard, number) => (number === 0 ? first : { status: 200, body: bodies }));
      await expect(read()).resolves.toBeDefined();
      expect(cloud.heard()).toHaveLength(2);
    });

    it('is sent three times at most', async () => {
      cloud.play(() => ({ status: 503 }));
      await expect(read()).rejects.toMatchObject({ facts: { kind: 'unknown', status: 503 } });
      expect(cloud.heard()).toHaveLength(3);
    });

    it('does not sit out a long wait', async () => {
      cloud.play(() => ({ status: 503, headers: { 'Retry-After': '30' } }));
      await expect(read()).rejects.toMatchObject({ facts: { kind: 'throttled', retryAfter: 30_000 } });
      expect(cloud.heard()).toHaveLength(1);
    });

    it('of something shaped otherwise tells nothing', async () => {
      cloud.play(() => ({ status: 200, body: { surprise: true } }));
      await expect(read()).rejects.toMatchObject({ facts: { kind: 'unknown', code: 'UnexpectedAnswer' } });
    });
  });

  it('is not sent where the proxy refuses the way', async () => {
    const refused = { id: 'env', url: 'https://refused.crm4.dynamics.com' };
    cloud.play(() => ({ status: 204 }));
    expect(await microsoft.fault('environments', 'setAccessMode', [refused, row, 4])).toMatchObject({
      kind: 'notSent',
      code: 'ERR_PROXY_TUNNEL',
    });
  });

  it('never lets the token go to the host of a foreign next page', async () => {
    cloud.play(() => ({
      status: 200,
      body: {
        value: [],
        '@odata.nextLink': 'https://evil.crm4.dynamics.com/api/data/v9.2/systemusers?page=2',
      },
    }));
    await expect(microsoft.call('environments', 'nonInteractiveUsers', [at])).rejects.toThrow();
    expect(cloud.heard()).toHaveLength(1);
  });

  it('leaves no secret in faults and logs', async () => {
    cloud.play(vaultSays({ status: 400, body: { error: { code: 'Bad', message: draft.password } } }));
    const faults = [await writes.Graph(), await writes['Key Vault']()];
    const everything = JSON.stringify(faults) + microsoft.output();
    expect(everything).toContain('Bad');
    expect(everything).not.toContain(draft.password);
    expect(everything).not.toContain('a-token');
  });

  it('to a proxy that is not there is not sent', async () => {
    const alone = await startMicrosoft({
      proxyUrl: 'http://127.0.0.1:9',
      caFile: cloud.caFile,
    });
    try {
      expect(await alone.fault('directory', 'createAccount', [draft])).toMatchObject({ kind: 'notSent' });
      expect(await alone.fault('environments', 'bringIn', [at, oid])).toMatchObject({ kind: 'notSent' });
      expect(await alone.fault('vault', 'store', [vault, 'a', 'b', {}])).toMatchObject({ kind: 'notSent' });
    } finally {
      await alone.close();
    }
  });
});
