import { startWork, type Workbench } from '../support/startWork';

const finance = 'Contoso Finance';
const signInName = 'svc-as-agreed-to@contoso.com';

describe('what was agreed to', () => {
  let work: Workbench;
  beforeAll(async () => {
    work = await startWork();
  }, 60_000);
  afterAll(() => work.close(), 60_000);

  it('is carried out, whatever the policy says once the work has begun', async () => {
    const { policy } = work.surroundings;
    const { id } = await work.approved('As agreed to', finance);
    const changed = {
      ...policy,
      vault: 'https://another.vault.azure.net',
      account: { ...policy.account, usageLocation: 'US', deleteOnUndo: true },
      times: { ...policy.times, secret: 1_000 },
      environments: policy.environments.map((one) => ({
        ...one,
        ...{ bringIn: 'addUser' as const, joinSecurityGroup: false },
      })),
    };
    let begun = false;
    work.around((at) => {
      begun ||= at === 'confirmSlot';
      return undefined;
    });
    const end = await work.toRest(id, {
      ...work.surroundings,
      get policy() {
        return begun ? changed : policy;
      },
    });
    expect([begun, end.state]).toEqual([true, 'verified']);
    const { world } = work.client.cloud;
    expect(world.findUser(signInName)).toMatchObject({ usageLocation: 'DE', accountEnabled: true });
    expect(world.findSystemUser(finance, signInName)).toMatchObject({ accessMode: 4 });
    const [secret] = world.world.vaults
      .flatMap(({ secrets }) => secrets)
      .filter(({ name }) => name === 'svc-as-agreed-to');
    expect(secret?.versions).toMatchObject([{ enabled: true }]);
  }, 60_000);
});
