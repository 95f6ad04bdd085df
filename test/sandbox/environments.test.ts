import { environments, groups, people } from '../../sandbox/world/contosoIds';
import { roleIdIn, roleTemplates, unitIdIn } from '../../sandbox/world/contosoRoles';
import { startCloudClient, type CloudClient, type RawAnswer } from '../support/cloudClient';

const dataverse = 'https://contoso.crm4.dynamics.com/api/data/v9.2';
const bap = 'https://api.bap.microsoft.com/providers/Microsoft.BusinessAppPlatform/scopes/admin/environments';

describe('An environment', () => {
  let client: CloudClient;
  beforeEach(async () => {
    client = await startCloudClient();
  });
  afterEach(async () => {
    expect(client.cloud.violations).toEqual([]);
    await client.cloud.close();
  });
  const get = (path: string): Promise<RawAnswer> => client.signedCall('GET', `${dataverse}${path}`);
  const values = async (path: string): Promise<readonly Record<string, unknown>[]> =>
    ((await get(path)).body as { value: Record<string, unknown>[] }).value;
  const patch = (id: string, body: object, ifMatch = '*'): Promise<RawAnswer> =>
    client.signedCall('PATCH', `${dataverse}/systemusers(${id})`, { body, headers: { 'if-match': ifMatch } });

  it('says who administers it: directly, by an owner team, by a group team', async () => {
    const filter = `_roletemplateid_value eq ${roleTemplates['System Administrator'] ?? ''}`;
    const roles = await values(`/roles?$select=roleid&$filter=${filter}`);
    expect(roles).toHaveLength(2);
    const root = roleIdIn(1, 'System Administrator', 'root');
    const holders = await values(`/roles(${root})/systemuserroles_association?$select=fullname`);
    expect(holders.map(({ fullname }) => fullname)).toEqual(
      expect.arrayContaining(['Adele Vance', 'Megan Bowen', 'Joni Sherman', '# Countersign']),
    );
    const teams = await values(
      `/roles(${root})/teamroles_association?$select=teamtype,azureactivedirectoryobjectid`,
    );
    expect(teams).toMatchObject([
      { teamtype: 0 },
      { teamtype: 2, azureactivedirectoryobjectid: groups.administrators },
    ]);
    const members = await values(
      `/teams(${String(teams[0]?.['teamid'])})/teammembership_association?$select=fullname`,
    );
    expect(members).toMatchObject([{ fullname: 'Alex Wilber' }]);
    await expect(
      values(`/teams(${String(teams[1]?.['teamid'])})/teammembership_association`),
    ).resolves.toEqual([]);
    const diego = `/RetrieveAadUserRoles(DirectoryObjectId=${people['Diego Siciliani']})?$select=name`;
    await expect(values(diego)).resolves.toMatchObject([{ name: 'System Administrator' }]);
  });

  it('tells its limit, or does not', async () => {
    const told = async (): Promise<unknown> => (await get('/RetrieveOrganizationResources()')).body;
    expect(await told()).toMatchObject({
      OrganizationResources: { MaxNumberOfNonInteractiveUsers: 7, CurrentNumberOfNonInteractiveUsers: 2 },
    });
    client.cloud.edit('setLimit', { environment: 'Contoso Production', toldLimit: -1 });
    expect(await told()).toMatchObject({ OrganizationResources: { MaxNumberOfNonInteractiveUsers: -1 } });
  });

  it('finds rows by a filter without making any, and makes one by the alternate key', async () => {
    const filter = `azureactivedirectoryobjectid eq ${people['Diego Siciliani']}`;
    await expect(values(`/systemusers?$select=fullname&$filter=${filter}`)).resolves.toEqual([]);
    const key = `/systemusers(azureactivedirectoryobjectid=${people['Diego Siciliani']})?$select=fullname`;
    const made = (await get(key)).body as { systemuserid: string };
    expect((await get(key)).body).toMatchObject({
      systemuserid: made.systemuserid,
      fullname: 'Diego Siciliani',
    });
    await expect(values(`/systemusers?$select=fullname&$filter=${filter}`)).resolves.toHaveLength(1);
  });

  it('knows its units, and a copy of each role in each', async () => {
    await expect(
      values('/businessunits?$select=name&$filter=_parentbusinessunitid_value eq null'),
    ).resolves.toMatchObject([{ businessunitid: unitIdIn(1, 'root'), name: 'Contoso Production' }]);
    const copy = `_businessunitid_value eq ${unitIdIn(1, 'child')} and _parentrootroleid_value eq ${roleIdIn(1, 'Basic User', 'root')}`;
    await expect(values(`/roles?$select=name&$filter=${copy}`)).resolves.toMatchObject([
      { roleid: roleIdIn(1, 'Basic User', 'child'), name: 'Basic User' },
    ]);
  });

  it('changes a row only in the version that the caller knows, and no application user', async () => {
    const { id, rowVersion } = client.cloud.world.systemUser('Contoso Production', 'Lidia Holloway');
    expect(await patch(id, { accessmode: 2 }, 'W/"1"')).toMatchObject({
      body: { error: { code: '0x80060882' } },
    });
    expect((await patch(id, { accessmode: 2 }, `W/"${String(rowVersion)}"`)).status).toBe(204);
    const bap4 = client.cloud.world.systemUser('Contoso Production', '# BAP');
    expect(await patch(bap4.id, { accessmode: 0 })).toMatchObject({
      body: { error: { code: '0x80040d40' } },
    });
    const nobody = await patch('00000000-0000-4000-8000-000000000000', { accessmode: 0 });
    expect(nobody).toMatchObject({ status: 404, body: { error: { code: '0x80040217' } } });
  });

  it('assigns no role to a disabled user, and takes roles away', async () => {
    const joni = client.cloud.world.systemUser('Contoso Production', 'Joni Sherman');
    const address = (id: string): string =>
      `${dataverse}/systemusers(${id})/systemuserroles_association/$ref`;
    const role = `${dataverse}/roles(${roleIdIn(1, 'System Customizer', 'root')})`;
    const assign = (id: string): Promise<RawAnswer> =>
      client.signedCall('POST', address(id), { body: { '@odata.id': role } });
    expect(await assign(joni.id)).toMatchObject({ body: { error: { code: '0x80040225' } } });
    const { id } = client.cloud.world.systemUser('Contoso Production', 'Old DMS');
    expect((await assign(id)).status).toBe(204);
    expect(client.cloud.world.roleNames('Contoso Production', id)).toContain('System Customizer');
    const away = await client.signedCall('DELETE', `${address(id)}?$id=${encodeURIComponent(role)}`);
    expect(away.status).toBe(204);
    expect(client.cloud.world.roleNames('Contoso Production', id)).toEqual(['Stock Sync Reader']);
  });

  it('is known to Power Platform, with its security group', async () => {
    const version = '?api-version=2023-06-01';
    const finance = await client.signedCall('GET', `${bap}/${environments.finance}${version}`);
    expect(finance.body).toMatchObject({
      properties: {
        displayName: 'Contoso Finance',
        linkedEnvironmentMetadata: { securityGroupId: groups.financeUsers },
      },
    });
    const all = await client.signedCall('GET', `${bap}${version}`);
    expect((all.body as { value: unknown[] }).value).toHaveLength(5);
    const none = await client.signedCall('GET', `${bap}/${people['Adele Vance']}${version}`);
    expect(none).toMatchObject({ status: 404, body: { error: { code: 'EnvironmentNotFound' } } });
    const nestor = people['Nestor Wilke'];
    client.cloud.edit('assignLicence', { user: nestor, licence: 'POWERAPPS_PER_USER' });
    const add = `${bap}/${environments.finance}/addUser${version}`;
    expect(await client.signedCall('POST', add, { body: { objectId: nestor } })).toMatchObject({
      body: { error: { code: 'UserNotMemberOfCdsSecurityGroup' } },
    });
  });
});
