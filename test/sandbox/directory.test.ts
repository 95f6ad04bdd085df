import { groups, people, skus } from '../../sandbox/world/contosoIds';
import { accountDraft } from '../support/accountDraft';
import { startCloudClient, type CloudClient, type RawAnswer } from '../support/cloudClient';

const graph = 'https://graph.microsoft.com/v1.0';

describe('The directory', () => {
  let client: CloudClient;
  beforeEach(async () => {
    client = await startCloudClient();
  });
  afterEach(async () => {
    expect(client.cloud.violations).toEqual([]);
    await client.cloud.close();
  });
  const get = (path: string, headers = {}): Promise<RawAnswer> =>
    client.signedCall('GET', `${graph}${path}`, { headers });
  const post = (path: string, body?: object): Promise<RawAnswer> =>
    client.signedCall('POST', `${graph}${path}`, body === undefined ? {} : { body });
  const make = async (name: string, changes = {}): Promise<string> =>
    ((await post('/users', accountDraft(name, changes))).body as { id: string }).id;
  const assign = (id: string, add: string[], remove: string[]): Promise<RawAnswer> =>
    post(`/users/${id}/assignLicense`, {
      addLicenses: add.map((skuId) => ({ skuId, disabledPlans: [] })),
      removeLicenses: remove,
    });

  it('finds an account by name, id, filter and its own mark', async () => {
    const mark = { onPremisesExtensionAttributes: { extensionAttribute15: "countersign:o'neil" } };
    const id = await make('svc-find', mark);
    const byName = await get('/users/svc-find%40contoso.com?$select=id');
    expect(byName.body).toMatchObject({ id });
    for (const filter of [
      "userPrincipalName eq 'SVC-find@contoso.com'",
      `id eq '${id}'`,
      "startswith(displayName,'svc-f')",
      "(employeeId eq null and displayName eq 'svc-find')",
    ]) {
      const found = await get(`/users?$select=id&$filter=${encodeURIComponent(filter)}`);
      expect((found.body as { value: unknown }).value).toEqual([{ id }]);
    }
    const byMark = encodeURIComponent(
      "onPremisesExtensionAttributes/extensionAttribute15 eq 'countersign:o''neil'",
    );
    const found = await get(`/users?$select=id&$count=true&$filter=${byMark}`, {
      ConsistencyLevel: 'eventual',
    });
    expect(found.body).toMatchObject({ '@odata.count': 1, value: [{ id }] });
  });

  it('has each name once, and takes names of verified domains alone', async () => {
    await make('svc-once');
    expect(await post('/users', accountDraft('svc-once'))).toMatchObject({
      status: 400,
      body: { error: { code: 'Request_BadRequest', details: [{ code: 'ObjectConflict' }] } },
    });
    const unverified = accountDraft('svc-lab', { userPrincipalName: 'svc-lab@contoso-labs.com' });
    expect((await post('/users', unverified)).status).toBe(400);
    const weak = accountDraft('svc-weak', { passwordProfile: { password: 'onlysmallletters' } });
    expect((await post('/users', weak)).status).toBe(400);
  });

  it('gives seats while there are some, to accounts with a usage location', async () => {
    const ids = [];
    for (const name of ['svc-1', 'svc-2', 'svc-3', 'svc-4']) ids.push(await make(name));
    const statuses = [];
    for (const id of ids) statuses.push((await assign(id, [skus.sales], [])).status);
    expect(statuses).toEqual([200, 200, 200, 400]);
    expect((await get('/subscribedSkus')).body).toMatchObject({
      value: expect.arrayContaining([
        expect.objectContaining({ skuId: skus.sales, consumedUnits: 10 }),
      ]) as unknown,
    });
    expect((await assign(ids[0] ?? '', [], [skus.sales])).status).toBe(200);
    expect((await assign(ids[0] ?? '', [], [skus.sales])).status).toBe(400);
    expect((await assign(ids[3] ?? '', [skus.sales], [])).status).toBe(200);
    const nowhere = await make('svc-nowhere', { usageLocation: undefined });
    expect(await assign(nowhere, [skus.powerAppsPerUser], [])).toMatchObject({
      body: { error: { message: 'License assignment cannot be done for user with invalid usage location.' } },
    });
  });

  it('does not take away a licence that came by a group', async () => {
    const id = await make('svc-group');
    client.cloud.edit('assignLicence', { user: id, licence: 'POWERAPPS_PER_USER', byGroup: 'IT leads' });
    expect((await assign(id, [], [skus.powerAppsPerUser])).status).toBe(400);
    expect((await get(`/users/${id}?$select=licenseAssignmentStates`)).body).toMatchObject({
      licenseAssignmentStates: [{ assignedByGroup: groups.itLeads, state: 'Active' }],
    });
  });

  it('deletes softly, frees the name and the seat, and lists what was deleted', async () => {
    const id = await make('svc-gone');
    await assign(id, [skus.sales], []);
    expect((await client.signedCall('DELETE', `${graph}/users/${id}`)).status).toBe(204);
    expect((await get(`/users/${id}`)).status).toBe(404);
    expect(client.cloud.world.consumedUnits(skus.sales)).toBe(7);
    const deleted = await get('/directory/deletedItems/microsoft.graph.user?$select=id,userPrincipalName');
    const userPrincipalName = `${id.replaceAll('-', '')}svc-gone@contoso.com`;
    expect((deleted.body as { value: unknown }).value).toEqual([{ id, userPrincipalName }]);
    await expect(make('svc-gone')).resolves.not.toBe(id);
  });

  it('blocks an account, and resets no password without a directory role', async () => {
    const id = await make('svc-block');
    const patch = (body: object): Promise<RawAnswer> =>
      client.signedCall('PATCH', `${graph}/users/${id}`, { body });
    expect((await patch({ accountEnabled: false })).status).toBe(204);
    expect((await post(`/users/${id}/revokeSignInSessions`)).body).toMatchObject({ value: true });
    expect(client.cloud.world.user(id).accountEnabled).toBe(false);
    expect((await patch({ passwordProfile: { password: 'Another-1-of-them' } })).status).toBe(403);
  });

  it('knows groups, nested ones too', async () => {
    const advanced = { ConsistencyLevel: 'eventual' };
    const cast = '/microsoft.graph.user?$select=displayName&$count=true';
    const direct = await get(`/groups/${groups.approvers}/members${cast}`, advanced);
    expect(direct.body).toMatchObject({ value: [{ displayName: 'Megan Bowen' }] });
    const nested = await get(`/groups/${groups.approvers}/transitiveMembers${cast}`, advanced);
    expect(nested.body).toMatchObject({ '@odata.count': 2 });
    const alex = `/users/${people['Alex Wilber']}`;
    expect((await get(`${alex}/memberOf?$select=id`)).body).toMatchObject({
      value: [{ id: groups.financeUsers }, { id: groups.itLeads }],
    });
    expect((await get(`${alex}/transitiveMemberOf?$select=id`)).body).toMatchObject({
      value: [{ id: groups.financeUsers }, { id: groups.approvers }, { id: groups.itLeads }],
    });
    const groupIds = [groups.approvers, groups.operators];
    expect((await post(`${alex}/checkMemberGroups`, { groupIds })).body).toMatchObject({
      value: [groups.approvers],
    });
    expect((await get(`/groups/${groups.dynamic}?$select=groupTypes`)).body).toMatchObject({
      groupTypes: ['DynamicMembership'],
    });
    const adele = { '@odata.id': `${graph}/directoryObjects/${people['Adele Vance']}` };
    expect((await post(`/groups/${groups.dynamic}/members/$ref`, adele)).status).toBe(400);
    expect((await post(`/groups/${groups.synced}/members/$ref`, adele)).status).toBe(400);
  });

  it('knows the organisation and its domains', async () => {
    expect((await get('/organization?$select=displayName')).body).toMatchObject({
      value: [{ displayName: 'Contoso' }],
    });
    const domains = (await get('/domains?$select=id,isVerified')).body as { value: unknown };
    expect(domains.value).toContainEqual({ id: 'contoso-labs.com', isVerified: false });
  });
});
