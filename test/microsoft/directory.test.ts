import { startScriptedMicrosoft, type ScriptedMicrosoft } from '../support/startScriptedMicrosoft';

const oid = '11111111-1111-4111-8111-111111111111';
const groupId = '44444444-4444-4444-8444-444444444444';
const sales = '1e1a282c-9c54-43a2-9310-98ef728faace';
const mark = '33333333-3333-4333-8333-333333333333';
const user = {
  id: oid,
  userPrincipalName: 'svc-erp@contoso.com',
  displayName: 'svc-erp-prod',
  accountEnabled: true,
  userType: 'Member',
  usageLocation: 'DE',
  onPremisesExtensionAttributes: { extensionAttribute15: `countersign:${mark}` },
  assignedLicenses: [{ skuId: sales, disabledPlans: [] }],
  licenseAssignmentStates: [{ skuId: sales, assignedByGroup: groupId }],
};
const account = {
  objectId: oid,
  userPrincipalName: 'svc-erp@contoso.com',
  displayName: 'svc-erp-prod',
  enabled: true,
  guest: false,
  mark,
  usageLocation: 'DE',
  licences: [{ skuId: sales, byGroup: true }],
};

describe('The directory', () => {
  let scripted: ScriptedMicrosoft;
  beforeAll(async () => {
    scripted = await startScriptedMicrosoft();
  });
  afterAll(() => scripted.close());
  const sent = (): { method?: string; url?: string; body: unknown } => {
    const [one] = scripted.cloud.heard();
    return { ...one, body: one?.body ? (JSON.parse(one.body) as unknown) : undefined };
  };

  it('reads an account by name or by id, always with everything that is asked of an account', async () => {
    scripted.bodies({ '/users/svc-erp#EXT#@contoso.com': user, [`/users/${oid}`]: user });
    await expect(
      scripted.microsoft.call('directory', 'accountByName', ['svc-erp#EXT#@contoso.com']),
    ).resolves.toEqual(account);
    await expect(scripted.microsoft.call('directory', 'accountById', [oid])).resolves.toEqual(account);
    for (const { url } of scripted.cloud.heard()) {
      expect(url).toMatch(/\$select=id,userPrincipalName,.*licenseAssignmentStates$/);
    }
  });

  it('says nothing of what is not there, and throws nothing', async () => {
    scripted.bodies({});
    const { call } = scripted.microsoft;
    await expect(call('directory', 'accountById', [oid])).resolves.toBeUndefined();
    await expect(call('directory', 'group', [groupId])).resolves.toBeUndefined();
    await expect(call('directory', 'groupMembers', [groupId])).resolves.toEqual([]);
    await expect(call('directory', 'isMember', [groupId, oid])).resolves.toBe(false);
  });

  it('finds the account of a request by its mark, which only the index can answer', async () => {
    scripted.bodies({ '/users': { value: [user] } });
    await expect(scripted.microsoft.call('directory', 'accountByMark', [mark])).resolves.toEqual(account);
    const [heard] = scripted.cloud.heard();
    expect(heard?.url).toContain(`extensionAttribute15 eq 'countersign:${mark}'&$count=true`);
    expect(heard?.headers['consistencylevel']).toBe('eventual');
  });

  it('takes no foreign extension attribute for a mark', async () => {
    scripted.bodies({
      [oid]: { ...user, onPremisesExtensionAttributes: { extensionAttribute15: 'Building 7' } },
    });
    const read = await scripted.microsoft.call('directory', 'accountById', [oid]);
    expect(read).not.toHaveProperty('mark');
  });

  it('counts a licence as the group’s only where no direct assignment stands beside it', async () => {
    const direct = { skuId: sales, assignedByGroup: null };
    scripted.bodies({
      [oid]: { ...user, licenseAssignmentStates: [...user.licenseAssignmentStates, direct] },
    });
    const read = await scripted.microsoft.call('directory', 'accountById', [oid]);
    expect(read?.licences).toEqual([{ skuId: sales, byGroup: false }]);
  });

  it('knows a deleted account by its name behind the object id, on any page', async () => {
    const deleted = { id: oid, userPrincipalName: '11111111111141118111111111111111svc-ERP@contoso.com' };
    scripted.bodies({
      'skip=1': { value: [deleted] },
      '/directory/deletedItems/microsoft.graph.user': {
        value: [{ id: groupId, userPrincipalName: 'other@contoso.com' }],
        '@odata.nextLink':
          'https://graph.microsoft.com/v1.0/directory/deletedItems/microsoft.graph.user?skip=1',
      },
    });
    const exists = (name: string): Promise<boolean> =>
      scripted.microsoft.call('directory', 'deletedAccountExists', [name]);
    await expect(exists('svc-erp@contoso.com')).resolves.toBe(true);
    await expect(exists('erp@contoso.com')).resolves.toBe(false);
  });

  it.each([
    ['svc-erp-prod', 'svc', 'erp-prod'],
    ['Stock sync', 'Stock', 'sync'],
    ['Importer', 'Importer', 'Importer'],
  ])(
    'creates the account %s with two names, so that Dataverse writes no #',
    async (displayName, first, last) => {
      scripted.bodies({ '/users': user });
      const draft = {
        userPrincipalName: 'svc-erp@contoso.com',
        displayName,
        usageLocation: 'DE',
        mark,
        password: 'secret',
      };
      await expect(scripted.microsoft.call('directory', 'createAccount', [draft])).resolves.toBe(oid);
      expect(sent()).toMatchObject({ method: 'POST', url: 'https://graph.microsoft.com/v1.0/users' });
      expect(sent().body).toEqual({
        accountEnabled: true,
        displayName,
        givenName: first,
        surname: last,
        mailNickname: 'svc-erp',
        userPrincipalName: 'svc-erp@contoso.com',
        usageLocation: 'DE',
        passwordPolicies: 'DisablePasswordExpiration',
        passwordProfile: { password: 'secret', forceChangePasswordNextSignIn: false },
        onPremisesExtensionAttributes: { extensionAttribute15: `countersign:${mark}` },
      });
    },
  );

  it('lends a licence and takes it back with both lists in the body', async () => {
    scripted.bodies({ '/assignLicense': user });
    await scripted.microsoft.call('directory', 'lendLicence', [oid, sales]);
    expect(sent().body).toEqual({ addLicenses: [{ skuId: sales, disabledPlans: [] }], removeLicenses: [] });
    scripted.bodies({ '/assignLicense': user });
    await scripted.microsoft.call('directory', 'returnLicence', [oid, sales]);
    expect(sent().body).toEqual({ addLicenses: [], removeLicenses: [sales] });
  });

  it('blocks the sign-in and changes nothing else', async () => {
    scripted.cloud.play(() => ({ status: 204 }));
    await scripted.microsoft.call('directory', 'blockSignIn', [oid]);
    expect(sent()).toMatchObject({ method: 'PATCH', body: { accountEnabled: false } });
  });

  it('opens the sign-in and puts the new mark in place of the old one, in one change', async () => {
    scripted.cloud.play(() => ({ status: 204 }));
    await scripted.microsoft.call('directory', 'openSignIn', [oid, mark]);
    const body = {
      accountEnabled: true,
      onPremisesExtensionAttributes: { extensionAttribute15: `countersign:${mark}` },
    };
    expect(sent()).toMatchObject({ method: 'PATCH', body });
    expect(scripted.cloud.heard()).toHaveLength(1);
  });

  it('deletes the account by its id', async () => {
    scripted.cloud.play(() => ({ status: 204 }));
    await scripted.microsoft.call('directory', 'deleteAccount', [oid]);
    const [heard] = scripted.cloud.heard();
    expect([heard?.method, heard?.url]).toEqual(['DELETE', expect.stringMatching(`/users/${oid}$`)]);
  });

  it('offers the licences that open Dataverse, but no attach licence, Office plan or per-app pass', async () => {
    const sku = (skuPartNumber: string, ...plans: string[]): object => ({
      skuId: sales,
      skuPartNumber,
      consumedUnits: 7,
      prepaidUnits: { enabled: 10, suspended: 0, warning: 0 },
      servicePlans: plans.map((servicePlanName) => ({ servicePlanName, provisioningStatus: 'Success' })),
    });
    const value = [
      sku('DYN365_ENTERPRISE_SALES', 'DYN365_ENTERPRISE_SALES', 'SHAREPOINTWAC'),
      sku('POWERAPPS_PER_USER', 'DYN365_CDS_P2', 'POWERAPPS_PER_USER'),
      sku('D365_SALES_ENT_ATTACH', 'DYN365_ENTERPRISE_SALES'),
      sku('SPE_E3', 'DYN365_CDS_O365_P2', 'EXCHANGE_S_ENTERPRISE'),
      sku('POWERAPPS_PER_APP_NEW', 'CDS_PER_APP'),
    ];
    scripted.bodies({ '/subscribedSkus': { value } });
    const licences = await scripted.microsoft.call('directory', 'licences', []);
    expect(licences[0]).toEqual({
      skuId: sales,
      partNumber: 'DYN365_ENTERPRISE_SALES',
      enabled: 10,
      used: 7,
      opensDataverse: true,
    });
    expect(licences.map(({ opensDataverse }) => opensDataverse)).toEqual([true, true, false, false, false]);
  });

  it('says whether members can be added to a group', async () => {
    scripted.bodies({
      [groupId]: {
        id: groupId,
        displayName: 'Finance',
        groupTypes: ['DynamicMembership'],
        onPremisesSyncEnabled: true,
      },
    });
    await expect(scripted.microsoft.call('directory', 'group', [groupId])).resolves.toEqual({
      id: groupId,
      name: 'Finance',
      dynamic: true,
      synced: true,
    });
  });

  it('reads all people of a group, nested ones too, page after page', async () => {
    const next = `https://graph.microsoft.com/v1.0/groups/${groupId}/transitiveMembers/microsoft.graph.user?$skiptoken=a%3D`;
    scripted.bodies({
      '$skiptoken=a=': { value: [{ ...user, userType: 'Guest' }] },
      '/transitiveMembers/microsoft.graph.user': { value: [user], '@odata.nextLink': next },
    });
    const members = await scripted.microsoft.call('directory', 'groupMembers', [groupId]);
    expect(members).toEqual([account, { ...account, guest: true }]);
  });

  it('adds a member, sees it, and takes the membership away and not the account', async () => {
    scripted.bodies({ '/memberOf': { value: [{ id: groupId.toUpperCase() }] } });
    await expect(scripted.microsoft.call('directory', 'isMember', [groupId, oid])).resolves.toBe(true);
    scripted.cloud.play(() => ({ status: 204 }));
    await scripted.microsoft.call('directory', 'addMember', [groupId, oid]);
    expect(sent()).toMatchObject({
      method: 'POST',
      body: { '@odata.id': `https://graph.microsoft.com/v1.0/directoryObjects/${oid}` },
    });
    scripted.cloud.play(() => ({ status: 204 }));
    await scripted.microsoft.call('directory', 'removeMember', [groupId, oid]);
    expect(sent()).toMatchObject({
      method: 'DELETE',
      url: `https://graph.microsoft.com/v1.0/groups/${groupId}/members/${oid}/$ref`,
    });
  });

  it('reads what decides about the sign-in, and tells a condition that nobody can foresee from one that takes all', async () => {
    const policy = (
      displayName: string,
      conditions: object,
      grantControls: object | null = null,
    ): object => ({
      id: oid,
      displayName,
      state: 'enabled',
      conditions: { clientAppTypes: ['all'], signInRiskLevels: [], ...conditions },
      grantControls,
    });
    const everywhere = { includeLocations: ['All'], excludeLocations: [] };
    const strength = { operator: 'AND', builtInControls: [], authenticationStrength: { id: groupId } };
    const users = {
      includeUsers: ['All'],
      excludeUsers: [oid],
      includeRoles: ['r'],
      excludeGroups: [groupId],
    };
    scripted.bodies({
      '/policies/identitySecurityDefaultsEnforcementPolicy': { isEnabled: true },
      '/identity/conditionalAccess/policies': {
        value: [
          policy('Everywhere', { locations: everywhere, users }, strength),
          policy('At a place', { locations: { ...everywhere, excludeLocations: ['AllTrusted'] } }),
          policy('At a risk', { signInRiskLevels: ['high'] }),
          policy('Of a kind to come', { weather: ['rain'] }),
        ],
      },
      '/transitiveMemberOf': {
        value: [
          { '@odata.type': '#microsoft.graph.group', id: groupId },
          { '@odata.type': '#microsoft.graph.directoryRole', id: mark, roleTemplateId: 'template' },
          { '@odata.type': '#microsoft.graph.directoryRole', id: mark },
        ],
      },
    });
    const rules = await scripted.microsoft.call('directory', 'signInRules', [oid]);
    expect(rules).toMatchObject({ securityDefaults: true, roles: ['template'], unreadRole: true });
    expect(rules.groups).toContain(groupId);
    expect(rules.policies.map(({ conditional }) => conditional)).toEqual([false, true, true, true]);
    expect(rules.policies[0]).toMatchObject({
      users: { include: ['All'], exclude: [oid] },
      groups: { include: [], exclude: [groupId] },
      roles: { include: ['r'], exclude: [] },
      anyControl: false,
      controls: ['authenticationStrength'],
    });
  });
});
