import { groups, skus } from '../../sandbox/world/contosoIds';
import { roleIdIn, unitIdIn } from '../../sandbox/world/contosoRoles';
import { accountDraft } from '../support/accountDraft';
import { startCloudClient, type CloudClient } from '../support/cloudClient';

interface Row {
  systemuserid: string;
  accessmode: number;
  isdisabled: boolean;
  islicensed: boolean;
  disabledreason: string | null;
  systemuserroles_association?: { name: string }[];
}

describe('Microsoft’s own procedure, by clients that are not the bot', () => {
  let client: CloudClient;
  beforeEach(async () => {
    client = await startCloudClient();
  });
  afterEach(() => client.cloud.close());

  const graph = async (
    method: 'get' | 'post' | 'delete',
    path: string,
    body?: object,
  ): Promise<{ status: string; body: Record<string, unknown> }> => {
    const resource = client.graph().pathUnchecked(path);
    const response = await resource[method](body === undefined ? {} : { body });
    return { status: response.status, body: response.body as Record<string, unknown> };
  };
  const makeAccount = async (): Promise<string> =>
    String((await graph('post', '/users', accountDraft('svc-sap-stock'))).body['id']);
  const lend = (id: string): ReturnType<typeof graph> =>
    graph('post', `/users/${id}/assignLicense`, { addLicenses: [{ skuId: skus.sales }], removeLicenses: [] });
  const takeBack = (id: string): ReturnType<typeof graph> =>
    graph('post', `/users/${id}/assignLicense`, { addLicenses: [], removeLicenses: [skus.sales] });
  const bringIn = (id: string, host?: string): Promise<Row> =>
    client.dataverse(host).retrieve<Row>({
      collection: 'systemusers',
      key: `azureactivedirectoryobjectid=${id}`,
      select: ['systemuserid', 'accessmode', 'isdisabled', 'islicensed', 'disabledreason'],
    });
  const read = (id: string, host?: string): Promise<Row> =>
    client.dataverse(host).retrieve<Row>({
      collection: 'systemusers',
      key: id,
      select: ['systemuserid', 'accessmode', 'isdisabled', 'islicensed', 'disabledreason'],
      expand: [{ property: 'systemuserroles_association', select: ['name'] }],
    });
  const setMode = (id: string, accessmode: number, host?: string): Promise<unknown> =>
    client.dataverse(host).update({ collection: 'systemusers', key: id, data: { accessmode } });

  it('makes a non-interactive user which stays so without its licence', async () => {
    const id = await makeAccount();
    await lend(id);
    expect(client.cloud.world.consumedUnits('DYN365_ENTERPRISE_SALES')).toBe(8);
    const row = await bringIn(id);
    expect(row).toMatchObject({ accessmode: 0, isdisabled: false, islicensed: true });
    await setMode(row.systemuserid, 4);
    await client.dataverse().associate({
      collection: 'systemusers',
      primaryKey: row.systemuserid,
      relationshipName: 'systemuserroles_association',
      relatedCollection: 'roles',
      relatedKey: roleIdIn(1, 'Stock Sync Reader', 'root'),
    });
    await takeBack(id);
    expect(await read(row.systemuserid)).toMatchObject({
      accessmode: 4,
      isdisabled: false,
      islicensed: false,
      systemuserroles_association: [{ name: 'Stock Sync Reader' }],
    });
    expect(client.cloud.world.consumedUnits('DYN365_ENTERPRISE_SALES')).toBe(7);
    expect(client.cloud.violations).toEqual([]);
  });

  it('disables a user that loses its licence before it is non-interactive', async () => {
    const id = await makeAccount();
    await lend(id);
    const row = await bringIn(id);
    await takeBack(id);
    expect(await read(row.systemuserid)).toMatchObject({
      isdisabled: true,
      disabledreason: expect.stringContaining('licence') as unknown,
    });
    await expect(setMode(row.systemuserid, 4)).rejects.toMatchObject({ code: '0x80041d66', status: 400 });
  });

  it('disables a user that leaves the mode without a licence', async () => {
    const ledger = client.cloud.world.systemUser('Contoso Production', 'Old DMS');
    await setMode(ledger.id, 0);
    expect(await read(ledger.id)).toMatchObject({ accessmode: 0, isdisabled: true });
  });

  it('takes no more users than the limit, and does not count application users', async () => {
    const host = 'contoso-legacy.crm4.dynamics.com';
    const id = await makeAccount();
    await lend(id);
    const row = await bringIn(id, host);
    await expect(setMode(row.systemuserid, 4, host)).rejects.toMatchObject({ code: '0x8004b050' });
    client.cloud.edit('disableSystemUser', { environment: 'Contoso Legacy', user: 'Old DMS' });
    await setMode(row.systemuserid, 4, host);
    expect(await read(row.systemuserid, host)).toMatchObject({ accessmode: 4, isdisabled: false });
  });

  it('brings nobody in who is not in the environment’s security group, and disables who leaves it', async () => {
    const host = 'contoso-finance.crm4.dynamics.com';
    const id = await makeAccount();
    await lend(id);
    await expect(bringIn(id, host)).rejects.toMatchObject({ code: 'UserNotMemberOfCdsSecurityGroup' });
    const member = { '@odata.id': `https://graph.microsoft.com/v1.0/directoryObjects/${id}` };
    await graph('post', `/groups/${groups.financeUsers}/members/$ref`, member);
    const twice = await graph('post', `/groups/${groups.financeUsers}/members/$ref`, member);
    expect(twice).toMatchObject({ status: '400', body: { error: { code: 'Request_BadRequest' } } });
    const row = await bringIn(id, host);
    await setMode(row.systemuserid, 4, host);
    await graph('delete', `/groups/${groups.financeUsers}/members/${id}/$ref`);
    expect(await read(row.systemuserid, host)).toMatchObject({ accessmode: 4, isdisabled: true });
  });

  it('drops the roles of a user that moves, and takes only roles of its business unit', async () => {
    const id = await makeAccount();
    await lend(id);
    const row = await bringIn(id);
    const assign = (relatedKey: string): Promise<unknown> =>
      client.dataverse().associate({
        collection: 'systemusers',
        primaryKey: row.systemuserid,
        relationshipName: 'systemuserroles_association',
        relatedCollection: 'roles',
        relatedKey,
      });
    await assign(roleIdIn(1, 'Basic User', 'root'));
    await client.dataverse().update({
      collection: 'systemusers',
      key: row.systemuserid,
      data: { 'businessunitid@odata.bind': `/businessunits(${unitIdIn(1, 'child')})` },
    });
    expect((await read(row.systemuserid)).systemuserroles_association).toEqual([]);
    await expect(assign(roleIdIn(1, 'Basic User', 'root'))).rejects.toMatchObject({ code: '0x80041409' });
    await assign(roleIdIn(1, 'Basic User', 'child'));
    expect(client.cloud.world.roleNames('Contoso Production', id)).toEqual(['Basic User']);
  });
});
