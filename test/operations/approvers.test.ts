import type { EnvironmentPolicy } from '../../src/domain/policy';
import type { Microsoft } from '../../src/ports';
import { approversOf, askable } from '../../src/operations/approvers';
import {
  botApplication,
  contosoTenantId,
  environments,
  groups,
  people,
  skus,
} from '../../sandbox/world/contosoIds';
import { roleIdIn, unitIdIn } from '../../sandbox/world/contosoRoles';
import { directoryUser } from '../../sandbox/world/contosoUsers';
import type { Team } from '../../sandbox/world/world';
import { startCloudClient, type CloudClient } from '../support/cloudClient';
import { startMicrosoft, type StartedMicrosoft } from '../support/startMicrosoft';
import { personNumber, pendingRequest } from '../support/requestFixture';

const production: EnvironmentPolicy = {
  id: environments.production,
  name: 'Contoso Production',
  url: 'https://contoso.crm4.dynamics.com',
  roles: ['Basic User'],
  approvers: 'systemAdministrators',
  approvals: 1,
  sensitive: false,
  nearAt: 1,
  bringIn: 'alternateKey',
  joinSecurityGroup: true,
};
const administrator = roleIdIn(1, 'System Administrator', 'root');
const office = '96009000-0000-4000-8000-0000000000a1';
const leads = '96009000-0000-4000-8000-0000000000a2';

/** People who are in Contoso for these cases alone, by the way they come to the role. */
const ways = ['Olga Office', 'Nora Nested', 'Carl Child'] as const;
const idOf = (name: string): string =>
  `ade1e000-0000-4000-8000-0000000000${String(50 + ways.indexOf(name as (typeof ways)[number]))}`;

describe('who may approve, read over the wire', () => {
  let client: CloudClient;
  let started: StartedMicrosoft;
  let microsoft: Microsoft;

  beforeAll(async () => {
    client = await startCloudClient();
    const { world } = client.cloud.world;
    const licences = [{ skuId: skus.sales, disabledPlans: [], since: 0 }];
    world.users.push(...ways.map((name) => directoryUser({ id: idOf(name), displayName: name, licences })));
    const [pattern] = world.groups;
    if (pattern === undefined) throw new Error('Contoso has no groups to go by.');
    const group = (id: string, displayName: string, members: string[]): void =>
      void world.groups.push({ ...pattern, id, displayName, members });
    group(leads, 'Office leads', [idOf('Nora Nested')]);
    group(office, 'Office administrators', [idOf('Olga Office'), leads]);
    const environment = world.environments.find(({ id }) => id === environments.production);
    const row = environment?.users[2];
    if (environment === undefined || row === undefined) throw new Error('Contoso has no such environment.');
    const team: Team = {
      ...{ id: 'e1000000-0000-4000-8000-000000000099', name: 'Office', type: 3, groupId: office },
      ...{ unitId: unitIdIn(1, 'root'), roleIds: [administrator], memberIds: [] },
    };
    environment.teams.push(team);
    // The role's copy in another business unit counts as well; a program that holds the role does not.
    const carl = { ...row, id: 'e1000000-0000-4000-8000-000000000098', objectId: idOf('Carl Child') };
    environment.users.push({ ...carl, roleIds: [roleIdIn(1, 'System Administrator', 'child')] });
    const program = environment.users.find(({ domainName }) => domainName.startsWith('svc-edi'));
    program?.roleIds.push(administrator);
    started = await startMicrosoft({
      proxyUrl: client.cloud.proxyUrl,
      caFile: client.cloud.caFile,
      secret: { tenantId: contosoTenantId, clientId: botApplication.appId, value: botApplication.secret },
    });
    const { call } = started;
    microsoft = {
      environments: {
        administrators: (at: EnvironmentPolicy) => call('environments', 'administrators', [at]),
      },
      directory: {
        accountById: (id: string) => call('directory', 'accountById', [id]),
        groupMembers: (id: string) => call('directory', 'groupMembers', [id]),
      },
    } as unknown as Microsoft;
  }, 60_000);
  afterAll(async () => {
    await started.close();
    await client.cloud.close();
  });

  const names = async (approvers: EnvironmentPolicy['approvers']): Promise<string[]> => {
    const found = await approversOf(microsoft, { ...production, approvers });
    return found.map(({ displayName }) => displayName).sort();
  };

  it('is every administrator: direct, of any unit, by an owner team, by group teams of both kinds, nested', async () => {
    // Not among them: Joni (disabled), Pradeep (a guest), the EDI gateway (non-interactive), the bot (an application).
    expect(await names('systemAdministrators')).toEqual([
      ...['Adele Vance', 'Alex Wilber', 'Carl Child', 'Diego Siciliani'],
      ...['Megan Bowen', 'Nora Nested', 'Olga Office'],
    ]);
  });

  it('is not whoever was disabled, in the environment or in the directory', async () => {
    client.cloud.edit('disableSystemUser', { environment: 'Contoso Production', user: 'Megan Bowen' });
    client.cloud.edit('blockUser', { user: 'Diego Siciliani' });
    const now = await names('systemAdministrators');
    expect(now).not.toContain('Megan Bowen');
    expect(now).not.toContain('Diego Siciliani');
    client.cloud.edit('enableSystemUser', { environment: 'Contoso Production', user: 'Megan Bowen' });
    client.cloud.edit('unblockUser', { user: 'Diego Siciliani' });
  });

  it('is the group that the policy names, with the groups in it; an empty group means nobody', async () => {
    expect(await names({ group: groups.approvers })).toEqual(['Alex Wilber', 'Megan Bowen']);
    expect(await names({ group: groups.administrators })).toEqual(['Diego Siciliani']);
    expect(await names({ group: groups.empty })).toEqual([]);
  });

  it('never asks the requester or the owner, however their ids are written', async () => {
    const found = await approversOf(microsoft, { ...production, approvers: { group: groups.approvers } });
    const person = (objectId: string): ReturnType<typeof personNumber> => ({ ...personNumber(1), objectId });
    const request = pendingRequest({ requester: person(people['Megan Bowen'].toUpperCase()) });
    const owned = { ...request, content: { ...request.content, owner: person(people['Alex Wilber']) } };
    expect(askable(found, owned, 10)).toEqual([]);
    expect(askable(found, request, 10).map(({ name }) => name)).toEqual(['Alex Wilber']);
  });
});
