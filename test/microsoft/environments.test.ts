import { startScriptedMicrosoft, type ScriptedMicrosoft } from '../support/startScriptedMicrosoft';

const at = { id: 'env', url: 'https://contoso.crm4.dynamics.com' };
const api = `${at.url}/api/data/v9.2`;
const oid = '11111111-1111-4111-8111-111111111111';
const row = '22222222-2222-4222-8222-222222222222';
const unit = '55555555-5555-4555-8555-555555555555';
const roleId = '66666666-6666-4666-8666-666666666666';
const systemUser = {
  '@odata.etag': 'W/"1"',
  systemuserid: row,
  azureactivedirectoryobjectid: oid,
  domainname: 'svc-erp@contoso.com',
  fullname: 'svc erp-prod',
  accessmode: 4,
  isdisabled: false,
  islicensed: false,
  applicationid: null,
  _businessunitid_value: unit,
  disabledreason: null,
  systemuserroles_association: [{ roleid: roleId, name: 'Stock Sync Reader' }],
};
const user = {
  systemUserId: row,
  objectId: oid,
  userPrincipalName: 'svc-erp@contoso.com',
  name: 'svc erp-prod',
  accessMode: 4,
  enabled: true,
  licensed: false,
  applicationUser: false,
  businessUnitId: unit,
  roles: [{ id: roleId, name: 'Stock Sync Reader' }],
};

describe('An environment', () => {
  let scripted: ScriptedMicrosoft;
  beforeAll(async () => {
    scripted = await startScriptedMicrosoft();
  });
  afterAll(() => scripted.close());
  const sent = (): { method?: string; url?: string; ifMatch?: string; body: unknown } => {
    const [one] = scripted.cloud.heard();
    const ifMatch = one?.headers['if-match'];
    return {
      ...one,
      ...(ifMatch === undefined ? {} : { ifMatch }),
      body: one?.body ? (JSON.parse(one.body) as unknown) : undefined,
    };
  };

  it('finds a user by a filter, which makes no row', async () => {
    scripted.bodies({ '/systemusers': { value: [systemUser] } });
    await expect(scripted.microsoft.call('environments', 'userByObjectId', [at, oid])).resolves.toEqual(user);
    expect(sent().url).toContain(`$filter=azureactivedirectoryobjectid eq ${oid}`);
    expect(sent().url).toContain('$expand=systemuserroles_association($select=roleid,name)');
  });

  it('finds a user by name, whatever the name holds', async () => {
    scripted.bodies({ '/systemusers': { value: [] } });
    const found = scripted.microsoft.call('environments', 'userByName', [at, "o'neil&co@contoso.com"]);
    await expect(found).resolves.toBeUndefined();
    expect(sent().url).toContain("domainname eq 'o''neil&co@contoso.com'");
  });

  it('brings an account in by the alternate key', async () => {
    scripted.bodies({ [`(azureactivedirectoryobjectid=${oid})`]: { systemuserid: row } });
    await scripted.microsoft.call('environments', 'bringIn', [at, oid]);
    expect(scripted.cloud.heard()).toHaveLength(1);
  });

  it('sets the Access Mode and the unit of a row that is there, and makes no new row', async () => {
    scripted.cloud.play(() => ({ status: 204 }));
    await scripted.microsoft.call('environments', 'setAccessMode', [at, row, 4]);
    expect(sent()).toMatchObject({ method: 'PATCH', ifMatch: '*', body: { accessmode: 4 } });
    scripted.cloud.play(() => ({ status: 204 }));
    await scripted.microsoft.call('environments', 'moveToUnit', [at, row, unit]);
    expect(sent()).toMatchObject({
      method: 'PATCH',
      ifMatch: '*',
      body: { 'businessunitid@odata.bind': `/businessunits(${unit})` },
    });
  });

  it('assigns a role and takes it away by reference', async () => {
    const reference = `${api}/systemusers(${row})/systemuserroles_association/$ref`;
    scripted.cloud.play(() => ({ status: 204 }));
    await scripted.microsoft.call('environments', 'assignRole', [at, row, roleId]);
    expect(sent()).toMatchObject({
      method: 'POST',
      url: reference,
      body: { '@odata.id': `${api}/roles(${roleId})` },
    });
    scripted.cloud.play(() => ({ status: 204 }));
    await scripted.microsoft.call('environments', 'removeRole', [at, row, roleId]);
    expect(sent()).toMatchObject({ method: 'DELETE', url: `${reference}?$id=${api}/roles(${roleId})` });
  });

  it('lists its non-interactive users without application users, page after page', async () => {
    const disabled = { ...systemUser, isdisabled: true, disabledreason: 'No licence' };
    scripted.bodies({
      '$skiptoken=2': { value: [disabled] },
      '/systemusers': { value: [systemUser], '@odata.nextLink': `${api}/systemusers?$skiptoken=2` },
    });
    const users = await scripted.microsoft.call('environments', 'nonInteractiveUsers', [at]);
    expect(users).toEqual([user, { ...user, enabled: false, disabledReason: 'No licence' }]);
    expect(sent().url).toContain('$filter=accessmode eq 4 and applicationid eq null');
  });

  it.each([
    [7, 7],
    [1000, 1000],
    [0, undefined],
    [-1, undefined],
    [2147483647, undefined],
    [null, undefined],
  ])('that tells %p as its limit is taken to tell %p', async (told, limit) => {
    const body = { OrganizationResources: { MaxNumberOfNonInteractiveUsers: told } };
    scripted.bodies({ '/RetrieveOrganizationResources()': body });
    await expect(scripted.microsoft.call('environments', 'toldLimit', [at])).resolves.toBe(limit);
  });

  it('that does not let its limit be read tells none', async () => {
    scripted.cloud.play(() => ({ status: 403, body: { error: { code: '0x80040220' } } }));
    await expect(scripted.microsoft.call('environments', 'toldLimit', [at])).resolves.toBeUndefined();
  });

  it('knows its root business unit and the roles in it', async () => {
    scripted.bodies({
      '/businessunits': { value: [{ businessunitid: unit, name: 'Contoso' }] },
      '/roles': {
        value: [
          { roleid: roleId, name: 'Stock Sync Reader' },
          { roleid: row, name: 'Basic User' },
        ],
      },
    });
    const { call } = scripted.microsoft;
    await expect(call('environments', 'rootUnit', [at])).resolves.toEqual({ id: unit, name: 'Contoso' });
    await expect(call('environments', 'roles', [at, unit, ['Stock Sync Reader', 'Gone']])).resolves.toEqual([
      { id: roleId, name: 'Stock Sync Reader' },
    ]);
  });

  it('tells its administrators: directly, through owner teams, and the groups of group teams', async () => {
    const holder = (id: string, change: object = {}): object => ({
      azureactivedirectoryobjectid: id,
      isdisabled: false,
      accessmode: 0,
      applicationid: null,
      ...change,
    });
    const team = (teamid: string, teamtype: number, group: string | null): object => ({
      teamid,
      teamtype,
      azureactivedirectoryobjectid: group,
    });
    scripted.bodies({
      '/roles': { value: [{ roleid: 'root' }, { roleid: 'child' }] },
      '/roles(root)/systemuserroles_association': {
        value: [
          holder('adele'),
          holder('joni', { isdisabled: true }),
          holder('program', { accessmode: 4 }),
          holder('bot', { accessmode: 4, applicationid: 'app' }),
        ],
      },
      '/roles(child)/systemuserroles_association': { value: [holder('adele'), holder('megan')] },
      '/roles(root)/teamroles_association': {
        value: [team('owners', 0, null), team('group', 2, 'entra-group')],
      },
      '/roles(child)/teamroles_association': {
        value: [team('owners', 0, null), team('office', 3, 'office-group')],
      },
      '/teams(owners)/teammembership_association': { value: [holder('alex')] },
      '/teams(group)/teammembership_association': {
        value: [holder('diego'), holder('left', { isdisabled: true })],
      },
      '/teams(office)/teammembership_association': { value: [] },
    });
    const { objectIds, groupIds, excluded } = await scripted.microsoft.call(
      'environments',
      'administrators',
      [at],
    );
    expect(objectIds.toSorted()).toEqual(['adele', 'alex', 'megan']);
    expect(groupIds.toSorted()).toEqual(['entra-group', 'office-group']);
    expect(excluded.toSorted()).toEqual(['bot', 'joni', 'left', 'program']);
  });
});
