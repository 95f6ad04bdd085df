import { setTimeout as pause } from 'node:timers/promises';
import { environments, people, skus } from '../../sandbox/world/contosoIds';
import { accountDraft } from '../support/accountDraft';
import { startCloudClient, type CloudClient, type RawAnswer } from '../support/cloudClient';

const graph = 'https://graph.microsoft.com/v1.0';
const production = 'Contoso Production';
const dataverse = 'https://contoso.crm4.dynamics.com/api/data/v9.2';
const bap = 'https://api.bap.microsoft.com/providers/Microsoft.BusinessAppPlatform/scopes/admin/environments';
const day = 86_400_000;
const diego = people['Diego Siciliani'];

describe('What the platform does by itself', () => {
  let now = Date.now();
  let client: CloudClient;
  beforeEach(async () => {
    client = await startCloudClient({ now: () => now });
  });
  afterEach(async () => {
    expect(client.cloud.violations).toEqual([]);
    await client.cloud.close();
  });
  const post = (path: string, body?: object): Promise<RawAnswer> =>
    client.signedCall('POST', `${graph}${path}`, body === undefined ? {} : { body });
  const make = async (name: string): Promise<string> =>
    ((await post('/users', accountDraft(name))).body as { id: string }).id;
  const deleted = (id: string): Promise<RawAnswer> => client.signedCall('DELETE', `${graph}/users/${id}`);
  const restore = (id: string): Promise<RawAnswer> => post(`/directory/deletedItems/${id}/restore`);
  const bringIn = (objectId: string): Promise<RawAnswer> =>
    client.signedCall('GET', `${dataverse}/systemusers(azureactivedirectoryobjectid=${objectId})`);
  const row = (who: string): object | undefined => client.cloud.world.findSystemUser(production, who);

  it('restores a deleted account with name and licence, unless the name is taken or 30 days are over', async () => {
    const id = await make('svc-back');
    client.cloud.edit('assignLicence', { user: id, licence: skus.sales });
    await bringIn(id);
    await deleted(id);
    expect(row(id)).toMatchObject({ isDisabled: true, azureState: 1 });
    expect(await restore(id)).toMatchObject({
      status: 200,
      body: { id, userPrincipalName: 'svc-back@contoso.com' },
    });
    expect(row(id)).toMatchObject({ isDisabled: false, isLicensed: true, azureState: 0 });
    expect((await restore(id)).status).toBe(404);
    await deleted(id);
    const other = await make('svc-back');
    expect(await restore(id)).toMatchObject({
      status: 400,
      body: { error: { details: [{ code: 'ObjectConflict' }] } },
    });
    await deleted(other);
    now += 31 * day;
    expect(await restore(id)).toMatchObject({
      status: 404,
      body: { error: { code: 'Request_ResourceNotFound' } },
    });
    expect(row(id)).toMatchObject({ azureState: 2 });
  });

  it('gives licences by groups, as long as there are seats, and takes them with the membership', async () => {
    const ids = [];
    for (const name of ['svc-g1', 'svc-g2', 'svc-g3', 'svc-g4']) ids.push(await make(name));
    client.cloud.edit('setGroupLicences', { group: 'Nobody yet', licences: ['DYN365_ENTERPRISE_SALES'] });
    for (const user of ids) client.cloud.edit('addMember', { group: 'Nobody yet', user });
    expect(client.cloud.world.consumedUnits(skus.sales)).toBe(10);
    const told = async (id = ''): Promise<unknown> =>
      (
        await client.signedCall(
          'GET',
          `${graph}/users/${id}?$select=assignedLicenses,licenseAssignmentStates`,
        )
      ).body;
    expect(await told(ids[0])).toMatchObject({
      assignedLicenses: [{ skuId: skus.sales }],
      licenseAssignmentStates: [{ state: 'Active' }],
    });
    expect(await told(ids[3])).toMatchObject({
      assignedLicenses: [],
      licenseAssignmentStates: [{ state: 'Error', error: 'CountViolation' }],
    });
    client.cloud.edit('removeMember', { group: 'Nobody yet', user: ids[0] ?? '' });
    expect(await told(ids[0])).toMatchObject({ assignedLicenses: [], licenseAssignmentStates: [] });
    expect(client.cloud.world.consumedUnits(skus.sales)).toBe(9);
  });

  it('makes administrators of the tenant Administrative as long as they have no licence', async () => {
    const id = await make('svc-admin');
    client.cloud.edit('assignLicence', { user: id, licence: skus.sales });
    await bringIn(id);
    client.cloud.edit('setAccessMode', { environment: production, user: id, accessMode: 4 });
    client.cloud.edit('setDirectoryRoles', { user: id, roles: ['Dynamics 365 Administrator'] });
    expect(row(id)).toMatchObject({ accessMode: 4 });
    client.cloud.edit('removeLicence', { user: id, licence: skus.sales });
    expect(row(id)).toMatchObject({ accessMode: 1, isDisabled: false, administrative: true });
    expect(client.cloud.world.roleNames(production, id)).toContain('System Administrator');
    client.cloud.edit('assignLicence', { user: id, licence: skus.sales });
    expect(row(id)).toMatchObject({ accessMode: 0, administrative: false });
    const block = (): Promise<RawAnswer> =>
      client.signedCall('PATCH', `${graph}/users/${id}`, { body: { accountEnabled: false } });
    expect((await block()).status).toBe(403);
    expect((await deleted(id)).status).toBe(403);
    client.cloud.edit('setApplication', {
      application: 'Countersign',
      directoryRoles: ['User Administrator'],
    });
    expect((await block()).status).toBe(204);
  });

  it('gives a role with the licence, and takes it away with it', async () => {
    client.cloud.edit('setLicenceRole', { environment: production, role: 'Basic User' });
    const id = await make('svc-role');
    await bringIn(id);
    expect(client.cloud.world.roleNames(production, id)).toEqual([]);
    client.cloud.edit('assignLicence', { user: id, licence: skus.sales });
    expect(client.cloud.world.roleNames(production, id)).toEqual(['Basic User']);
    client.cloud.edit('assignRole', { environment: production, user: id, role: 'Stock Sync Reader' });
    client.cloud.edit('removeLicence', { user: id, licence: skus.sales });
    expect(client.cloud.world.roleNames(production, id)).toEqual(['Stock Sync Reader']);
  });

  it('brings people in by itself, but in trial and developer environments', async () => {
    for (const type of ['Trial', 'Developer'] as const) {
      client.cloud.edit('setEnvironmentType', { environment: production, type, createdBy: 'Adele Vance' });
      client.cloud.edit('bringInLicensed', { environment: production });
      expect(row(diego)).toBeUndefined();
    }
    expect(await bringIn(diego)).toMatchObject({ status: 404, body: { error: { code: '0x80040217' } } });
    expect(() => {
      client.cloud.edit('setSecurityGroup', { environment: production, group: 'IT leads' });
    }).toThrow('developer environment');
    client.cloud.edit('setEnvironmentType', { environment: production, type: 'Trial' });
    expect((await bringIn(diego)).status).toBe(200);
    const finance = 'Contoso Finance';
    client.cloud.edit('bringInLicensed', { environment: finance });
    expect(client.cloud.world.findSystemUser(finance, diego)).toBeDefined();
    // Licensed, but not in the security group.
    expect(client.cloud.world.findSystemUser(finance, people['Pradeep Gupta'])).toBeUndefined();
  });

  it('has environments without Dataverse, which have no users and no address', async () => {
    client.cloud.edit('setEnvironmentType', { environment: production, type: 'None' });
    const url = `${bap}/${environments.production}`;
    const { body } = await client.signedCall('GET', `${url}?api-version=2023-06-01`);
    expect(body).toMatchObject({ properties: { databaseType: 'None' } });
    expect(JSON.stringify(body)).not.toContain('instanceUrl');
    const added = await client.signedCall('POST', `${url}/addUser?api-version=2023-06-01`, {
      body: { objectId: diego },
    });
    expect(added.status).toBe(404);
    const token = await client.token('https://contoso-emea.crm4.dynamics.com');
    await expect(client.call('GET', `${dataverse}/WhoAmI()`, { token })).rejects.toThrow();
  });

  it('may leave a caller without any answer when it is asked for its limit', async () => {
    client.cloud.edit('setLimit', { environment: production, toldAs: 'silent' });
    const asked = client
      .signedCall('GET', `${dataverse}/RetrieveOrganizationResources()`)
      .catch(() => 'broken');
    await expect(Promise.race([asked, pause(400, 'silent')])).resolves.toBe('silent');
  });

  it('lets a caller go on once its budget is there again, and not before', async () => {
    client.cloud.budgets.set({ dataverseRequests: 3, dataverseWindowSeconds: 60 });
    const token = await client.token('https://contoso.crm4.dynamics.com');
    const ask = (): Promise<RawAnswer> => client.call('GET', `${dataverse}/WhoAmI()`, { token });
    const statuses = [];
    for (let calls = 0; calls < 4; calls += 1) statuses.push((await ask()).status);
    expect(statuses).toEqual([200, 200, 200, 429]);
    now += 20_000;
    const refused = await ask();
    expect(refused.headers['retry-after']).toBe('40');
    now += 39_000;
    expect((await ask()).status).toBe(429);
    now += 1_000;
    expect((await ask()).status).toBe(200);
    // Another environment has a budget of its own.
    const emea = 'https://contoso-emea.crm4.dynamics.com/api/data/v9.2/WhoAmI()';
    expect((await client.signedCall('GET', emea)).status).toBe(200);
    const control = `${client.cloud.controlUrl}/budgets`;
    const set = await fetch(control, { method: 'PUT', body: JSON.stringify({ dataverseRequests: 6000 }) });
    expect(await set.json()).toMatchObject({ dataverseRequests: 6000, graphWrites: 3000 });
    expect((await fetch(control, { method: 'PUT', body: '{"graphUnits":0}' })).status).toBe(400);
  });
});
