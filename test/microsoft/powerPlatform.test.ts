import { startScriptedMicrosoft, type ScriptedMicrosoft } from '../support/startScriptedMicrosoft';

const oid = '11111111-1111-4111-8111-111111111111';
const group = '44444444-4444-4444-8444-444444444444';

describe('Power Platform', () => {
  let scripted: ScriptedMicrosoft;
  beforeAll(async () => {
    scripted = await startScriptedMicrosoft();
  });
  afterAll(() => scripted.close());
  const environmentWith = (linkedEnvironmentMetadata: object): void => {
    scripted.bodies({
      '/scopes/admin/environments/env': {
        name: 'env',
        properties: { displayName: 'Contoso Production', linkedEnvironmentMetadata },
      },
    });
  };
  const instanceUrl = 'https://contoso.crm4.dynamics.com/';

  it('knows an environment, its address and the group that guards it', async () => {
    environmentWith({ instanceUrl, securityGroupId: group });
    await expect(scripted.microsoft.call('powerPlatform', 'environment', ['env'])).resolves.toEqual({
      name: 'Contoso Production',
      url: 'https://contoso.crm4.dynamics.com',
      securityGroupId: group,
    });
  });

  it.each([{}, { securityGroupId: null }, { securityGroupId: '00000000-0000-0000-0000-000000000000' }])(
    'knows an environment that no group guards by %j',
    async (guard) => {
      environmentWith({ instanceUrl, ...guard });
      const environment = await scripted.microsoft.call('powerPlatform', 'environment', ['env']);
      expect(environment).not.toHaveProperty('securityGroupId');
    },
  );

  it('says nothing of an environment that is not there', async () => {
    scripted.bodies({});
    await expect(scripted.microsoft.call('powerPlatform', 'environment', ['env'])).resolves.toBeUndefined();
  });

  it('adds an account to an environment', async () => {
    scripted.cloud.play(() => ({ status: 200 }));
    await scripted.microsoft.call('powerPlatform', 'addUser', ['env', oid]);
    const [heard] = scripted.cloud.heard();
    expect(heard).toMatchObject({ method: 'POST', body: JSON.stringify({ objectId: oid }) });
    expect(heard?.url).toMatch(/\/environments\/env\/addUser\?api-version=2023-06-01$/);
  });

  it.each([
    ['userNotLicensed', 'refused'],
    ['UserNotMemberOfCdsSecurityGroup', 'refused'],
    ['Forbidden', 'denied'],
  ])('that answers 403 %s has %s', async (code, kind) => {
    scripted.cloud.play(() => ({ status: 403, body: { error: { code } } }));
    expect(await scripted.microsoft.fault('powerPlatform', 'addUser', ['env', oid])).toMatchObject({
      kind,
      code,
    });
  });
});
