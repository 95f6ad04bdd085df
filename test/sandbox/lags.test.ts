import { environments, skus } from '../../sandbox/world/contosoIds';
import { accountDraft } from '../support/accountDraft';
import { startCloudClient, type CloudClient } from '../support/cloudClient';

const graph = 'https://graph.microsoft.com/v1.0';
const dataverse = 'https://contoso.crm4.dynamics.com/api/data/v9.2';

describe('A change takes its time', () => {
  let now = Date.UTC(2026, 10, 24);
  let client: CloudClient;
  beforeEach(async () => {
    client = await startCloudClient({ now: () => now });
  });
  afterEach(() => client.cloud.close());
  const pass = (milliseconds: number): void => void (now += milliseconds);
  const make = async (): Promise<string> => {
    const answer = await client.signedCall('POST', `${graph}/users`, { body: accountDraft('svc-lag') });
    return (answer.body as { id: string }).id;
  };
  const read = (id: string): ReturnType<CloudClient['signedCall']> =>
    client.signedCall('GET', `${graph}/users/${id}?$select=id,accountEnabled`);
  const lend = (id: string): ReturnType<CloudClient['signedCall']> =>
    client.signedCall('POST', `${graph}/users/${id}/assignLicense`, {
      body: { addLicenses: [{ skuId: skus.sales, disabledPlans: [] }], removeLicenses: [] },
    });
  const bringIn = (id: string): ReturnType<CloudClient['signedCall']> =>
    client.signedCall(
      'GET',
      `${dataverse}/systemusers(azureactivedirectoryobjectid=${id})?$select=islicensed`,
    );

  it('in the directory: a new account is known to one replica and unknown to the other, by turns', async () => {
    client.cloud.lags.set({ replica: 1000 });
    const id = await make();
    const statuses = [];
    for (let reading = 0; reading < 4; reading += 1) statuses.push((await read(id)).status);
    expect(statuses).toEqual([404, 200, 404, 200]);
    expect((await read(id)).body).toMatchObject({ error: { code: 'Request_ResourceNotFound' } });
    pass(1000);
    expect((await read(id)).status).toBe(200);
    expect((await read(id)).status).toBe(200);
  });

  it('in the directory: a replica shows the old value', async () => {
    const id = await make();
    client.cloud.lags.set({ replica: 1000, speed: 10 });
    pass(200);
    await client.signedCall('PATCH', `${graph}/users/${id}`, { body: { accountEnabled: false } });
    expect((await read(id)).body).toMatchObject({ accountEnabled: true });
    expect((await read(id)).body).toMatchObject({ accountEnabled: false });
    pass(100);
    expect((await read(id)).body).toMatchObject({ accountEnabled: false });
  });

  it('from the directory to Dataverse: an account is not found there at first', async () => {
    client.cloud.lags.set({ directoryToDataverse: 1000 });
    const id = await make();
    expect(await bringIn(id)).toMatchObject({ status: 400, body: { error: { code: '0x80041d28' } } });
    pass(1000);
    expect((await bringIn(id)).status).toBe(200);
  });

  it('for a licence: the row is disabled until Dataverse sees it, and enabled until it sees it gone', async () => {
    client.cloud.lags.set({ licence: 2000 });
    const id = await make();
    await lend(id);
    const row = (): { isDisabled: boolean; isLicensed: boolean } =>
      client.cloud.world.systemUser('Contoso Production', id);
    await bringIn(id);
    expect(row()).toMatchObject({ isDisabled: true, isLicensed: false });
    pass(2000);
    expect(row()).toMatchObject({ isDisabled: false, isLicensed: true });
    client.cloud.edit('removeLicence', { user: id, licence: 'DYN365_ENTERPRISE_SALES' });
    pass(1999);
    expect(row()).toMatchObject({ isDisabled: false, isLicensed: true });
    pass(1);
    expect(row()).toMatchObject({ isDisabled: true, isLicensed: false });
  });

  it('for a blocked account: its row is disabled later', () => {
    client.cloud.lags.set({ directoryToDataverse: 500 });
    client.cloud.edit('blockUser', { user: 'Old DMS' });
    expect(client.cloud.world.systemUser('Contoso Production', 'Old DMS').isDisabled).toBe(false);
    pass(500);
    expect(client.cloud.world.systemUser('Contoso Production', 'Old DMS').isDisabled).toBe(true);
  });

  it('for addUser: first the licence has to be seen, then the row appears', async () => {
    client.cloud.lags.set({ licence: 1000, bringIn: 3000 });
    const id = await make();
    await lend(id);
    const bap =
      'https://api.bap.microsoft.com/providers/Microsoft.BusinessAppPlatform/scopes/admin/environments';
    const add = (): ReturnType<CloudClient['signedCall']> =>
      client.signedCall('POST', `${bap}/${environments.production}/addUser?api-version=2023-06-01`, {
        body: { objectId: id },
      });
    expect(await add()).toMatchObject({ status: 403, body: { error: { code: 'userNotLicensed' } } });
    pass(1000);
    expect((await add()).status).toBe(200);
    expect(client.cloud.world.findSystemUser('Contoso Production', id)).toBeUndefined();
    pass(3000);
    expect(client.cloud.world.systemUser('Contoso Production', id)).toMatchObject({ isLicensed: true });
  });
});
