import { setTimeout as pause } from 'node:timers/promises';
import { accountDraft } from '../support/accountDraft';
import { startCloudClient, type CloudClient } from '../support/cloudClient';

const graph = 'https://graph.microsoft.com/v1.0';
const rows = 'https://contoso.crm4.dynamics.com/api/data/v9.2/systemusers';

describe('Trouble on request', () => {
  let client: CloudClient;
  beforeEach(async () => {
    client = await startCloudClient();
  });
  afterEach(() => client.cloud.close());
  const make = (name: string): ReturnType<CloudClient['signedCall']> =>
    client.signedCall('POST', `${graph}/users`, { body: accountDraft(name) });
  const creates = { service: 'Graph', method: 'POST', path: '/v1.0/users', times: 1 } as const;

  it('loses a request before the service acts', async () => {
    client.cloud.faults.add({ ...creates, kind: 'lostBefore' });
    await expect(make('svc-one')).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(client.cloud.world.findUser('svc-one@contoso.com')).toBeUndefined();
    expect((await make('svc-one')).status).toBe(201);
  });

  it('loses the answer after the service acted', async () => {
    client.cloud.faults.add({ ...creates, kind: 'lostAfter' });
    await expect(make('svc-one')).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(client.cloud.world.user('svc-one@contoso.com').accountEnabled).toBe(true);
    expect((await make('svc-one')).status).toBe(400);
    expect(client.cloud.calls.after().filter(({ service }) => service === 'Graph')).toMatchObject([
      { method: 'POST', status: 0 },
      { method: 'POST', status: 400 },
    ]);
  });

  it.each([
    ['POST', `${graph}/users`, accountDraft('svc-late')],
    [
      'PUT',
      'https://contoso-countersign.vault.azure.net/secrets/late?api-version=2025-07-01',
      { value: 'x' },
    ],
  ])('acts on a %s only after its caller has hung up', async (method, url, body) => {
    const { cloud } = client;
    const isThere = (): boolean =>
      method === 'POST'
        ? cloud.world.findUser('svc-late@contoso.com') !== undefined
        : cloud.world.world.vaults.some(({ secrets }) => secrets.some(({ name }) => name === 'late'));
    cloud.faults.add({ method, path: /late|users/, times: 1, kind: 'late', milliseconds: 150 });
    const sent = client.signedCall(method, url, { body, patience: 300 });
    await expect(sent).rejects.toMatchObject({ name: 'AbortError' });
    expect(isThere()).toBe(false);
    for (let looks = 0; looks < 100 && !isThere(); looks += 1) await pause(20);
    expect(isThere()).toBe(true);
  });

  it('throttles, and answers as told, as often as told', async () => {
    client.cloud.faults.add({ service: 'Graph', times: 1, kind: 'throttle', retryAfterSeconds: 7 });
    client.cloud.faults.add({ service: 'Graph', times: 1, skip: 1, kind: 'status', status: 503 });
    const statuses = [];
    for (const name of ['svc-a', 'svc-a', 'svc-a']) statuses.push(await make(name));
    expect(statuses).toMatchObject([
      { status: 429, headers: { 'retry-after': '7' }, body: { error: { code: 'TooManyRequests' } } },
      { status: 503 },
      { status: 201 },
    ]);
    expect(client.cloud.faults.list().map(({ met }) => met)).toEqual([1, 1]);
  });

  it('makes a call wait', async () => {
    client.cloud.faults.add({ ...creates, kind: 'delay', milliseconds: 150 });
    const started = performance.now();
    await make('svc-slow');
    expect(performance.now() - started).toBeGreaterThan(140);
  });

  it('changes the Access Mode behind the back of a call', async () => {
    const { id } = client.cloud.world.systemUser('Contoso Production', 'Old DMS');
    client.cloud.faults.add({
      service: 'Dataverse',
      method: 'GET',
      path: /systemusers\(/,
      times: 1,
      kind: 'flip',
      environment: 'Contoso Production',
      user: id,
      accessMode: 0,
    });
    const reading = (): ReturnType<CloudClient['signedCall']> =>
      client.signedCall('GET', `${rows}(${id})?$select=accessmode,isdisabled`);
    expect((await reading()).body).toMatchObject({ accessmode: 4, isdisabled: false });
    expect((await reading()).body).toMatchObject({ accessmode: 0, isdisabled: true });
  });

  it('plays an environment in which the mode does not stick', async () => {
    const made = (await make('svc-loose')).body as { id: string };
    client.cloud.edit('assignLicence', { user: made.id, licence: 'DYN365_ENTERPRISE_SALES' });
    client.cloud.edit('modeDoesNotStick', {
      environment: 'Contoso Production',
      user: made.id,
      after: 'licenceRemoval',
      times: 1,
    });
    await client.signedCall('GET', `${rows}(azureactivedirectoryobjectid=${made.id})`);
    const row = (): { id: string; accessMode: number; isDisabled: boolean } =>
      client.cloud.world.systemUser('Contoso Production', made.id);
    const setMode = (): ReturnType<CloudClient['signedCall']> =>
      client.signedCall('PATCH', `${rows}(${row().id})`, {
        body: { accessmode: 4 },
        headers: { 'if-match': '*' },
      });
    await setMode();
    expect(row().accessMode).toBe(4);
    client.cloud.edit('removeLicence', { user: made.id, licence: 'DYN365_ENTERPRISE_SALES' });
    expect(row()).toMatchObject({ accessMode: 0, isDisabled: true });
    client.cloud.edit('assignLicence', { user: made.id, licence: 'DYN365_ENTERPRISE_SALES' });
    expect((await setMode()).status).toBe(204);
    client.cloud.edit('removeLicence', { user: made.id, licence: 'DYN365_ENTERPRISE_SALES' });
    expect(row()).toMatchObject({ accessMode: 4, isDisabled: false });
  });
});

describe('The control surface', () => {
  let client: CloudClient;
  beforeEach(async () => {
    client = await startCloudClient();
  });
  afterEach(() => client.cloud.close());
  const control = async (
    method: string,
    path: string,
    body?: object,
  ): Promise<{ status: number; body: unknown }> => {
    const answer = await fetch(`${client.cloud.controlUrl}${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: answer.status, body: await answer.json() };
  };

  it('sets faults up, shows them and takes them away', async () => {
    const fault = { service: 'Graph', path: '/users$/', kind: 'status', status: 500, times: 'always' };
    const { body } = await control('POST', '/faults', fault);
    expect((await client.signedCall('GET', `${graph}/domains`)).status).toBe(200);
    expect(await control('GET', '/faults')).toMatchObject({ body: [{ met: 0 }] });
    expect((await control('DELETE', `/faults/${(body as { id: string }).id}`)).body).toEqual([]);
    expect(await control('POST', '/faults', { kind: 'nonsense' })).toMatchObject({ status: 400 });
  });

  it('changes the lags and the world, and says what it cannot do', async () => {
    expect(await control('PUT', '/lags', { licence: 20, speed: 2 })).toMatchObject({
      body: { licence: 20, speed: 2 },
    });
    expect(await control('PUT', '/lags', { speed: 0 })).toMatchObject({ status: 400 });
    await control('POST', '/world/blockUser', { user: 'Adele Vance' });
    expect(client.cloud.world.user('Adele Vance').accountEnabled).toBe(false);
    await control('POST', '/world/consumeSeats', { licence: 'DYN365_ENTERPRISE_SALES', seats: 3 });
    expect(client.cloud.world.consumedUnits('DYN365_ENTERPRISE_SALES')).toBe(10);
    await control('POST', '/world/fillSlots', { environment: 'Contoso Production', free: 1 });
    const { body } = await control('GET', '/state');
    expect(body).toMatchObject({
      environments: expect.arrayContaining([
        expect.objectContaining({ displayName: 'Contoso Production', nonInteractive: 6, limit: 7 }),
      ]) as unknown,
    });
    expect(await control('POST', '/world/blockUser', { user: 'Nobody' })).toMatchObject({
      status: 400,
      body: { error: expect.stringContaining('Nobody') as unknown },
    });
    expect(await control('POST', '/world/nonsense', {})).toMatchObject({ status: 400 });
  });

  it('shows calls and violations, and no secret', async () => {
    await client.signedCall('GET', `${graph}/nonsense`, { headers: { 'client-request-id': 'R-1' } });
    expect(await control('GET', '/calls?after=1')).toMatchObject({
      body: [{ number: 2, service: 'Graph', path: '/v1.0/nonsense', status: 400, correlationId: 'R-1' }],
    });
    expect(await control('GET', '/violations')).toMatchObject({ body: [{ what: 'unknown path' }] });
    const everything = JSON.stringify([
      await control('GET', '/state'),
      await control('GET', '/calls'),
      await control('GET', '/violations'),
    ]);
    const secrets = client.cloud.secrets.all();
    expect(secrets.length).toBeGreaterThan(1);
    expect(secrets.filter((secret) => everything.includes(secret))).toEqual([]);
  });
});
