import { environments, groups, people, skus } from '../../../sandbox/world/contosoIds';
import type { Directory, Environments, PowerPlatform, Vault } from '../../../src/ports';
import type { RecordedBot } from './startRecordedBot';

/** One call of every method: the compiler misses a method that is not here. */
type Every<Port> = { readonly [Method in keyof Port]: () => unknown };

const at = { id: environments.production, url: 'https://contoso.crm4.dynamics.com' };
const vault = 'https://contoso-countersign.vault.azure.net';
const signInName = 'svc-erp-prod@contoso.com';
const mark = '33333333-3333-4333-8333-333333333333';

/** Calls every method of the directory, in an order in which the sandbox grants them all. */
export async function callDirectory({ microsoft: { call } }: RecordedBot): Promise<void> {
  let account = '';
  await inOrder<Directory>({
    deletedAccountExists: () => call('directory', 'deletedAccountExists', [signInName]),
    licences: () => call('directory', 'licences', []),
    domains: () => call('directory', 'domains', []),
    people: () => call('directory', 'people', ["O'", 5]),
    createAccount: async () => {
      const draft = { userPrincipalName: signInName, displayName: 'svc-erp-prod', usageLocation: 'DE', mark };
      account = await call('directory', 'createAccount', [{ ...draft, password: 'Only-4-the-sandbox!' }]);
    },
    accountByName: () => call('directory', 'accountByName', [signInName]),
    accountById: () => call('directory', 'accountById', [account]),
    accountByMark: () => call('directory', 'accountByMark', [mark]),
    lendLicence: () => call('directory', 'lendLicence', [account, skus.sales]),
    returnLicence: () => call('directory', 'returnLicence', [account, skus.sales]),
    group: () => call('directory', 'group', [groups.financeUsers]),
    addMember: () => call('directory', 'addMember', [groups.financeUsers, account]),
    isMember: () => call('directory', 'isMember', [groups.financeUsers, account]),
    signInRules: () => call('directory', 'signInRules', [account]),
    groupMembers: () => call('directory', 'groupMembers', [groups.approvers]),
    removeMember: () => call('directory', 'removeMember', [groups.financeUsers, account]),
    blockSignIn: () => call('directory', 'blockSignIn', [account]),
    openSignIn: () => call('directory', 'openSignIn', [account, mark]),
    deleteAccount: () => call('directory', 'deleteAccount', [account]),
  });
}

/** Calls every method of an environment, on the row of somebody who is brought in. */
export async function callEnvironments({ microsoft: { call }, client }: RecordedBot): Promise<void> {
  const { world } = client.cloud;
  const account = people['Diego Siciliani'];
  const row = (): string => world.systemUser('Contoso Production', account).id;
  let unit = '';
  let role = '';
  await inOrder<Environments>({
    rootUnit: async () => (unit = (await call('environments', 'rootUnit', [at])).id),
    roles: async () => {
      const [found] = await call('environments', 'roles', [at, unit, ['Stock Sync Reader']]);
      role = found?.id ?? '';
    },
    units: () => call('environments', 'units', [at]),
    findRoles: () => call('environments', 'findRoles', [at, unit, 'reader', 15]),
    administrators: () => call('environments', 'administrators', [at]),
    toldLimit: () => call('environments', 'toldLimit', [at]),
    bringIn: () => call('environments', 'bringIn', [at, account]),
    userByObjectId: () => call('environments', 'userByObjectId', [at, account]),
    userByName: () => call('environments', 'userByName', [at, 'DiegoS@contoso.com']),
    moveToUnit: () => call('environments', 'moveToUnit', [at, row(), unit]),
    assignRole: () => call('environments', 'assignRole', [at, row(), role]),
    setAccessMode: () => call('environments', 'setAccessMode', [at, row(), 4]),
    nonInteractiveUsers: () => call('environments', 'nonInteractiveUsers', [at]),
    removeRole: () => call('environments', 'removeRole', [at, row(), role]),
  });
}

/** Calls every method of Power Platform's administration. */
export async function callPowerPlatform({ microsoft: { call } }: RecordedBot): Promise<void> {
  await inOrder<PowerPlatform>({
    environment: () => call('powerPlatform', 'environment', [environments.finance]),
    addUser: () => call('powerPlatform', 'addUser', [environments.production, people['Diego Siciliani']]),
  });
}

/** Calls every method of the vault. */
export async function callVault({ microsoft: { call } }: RecordedBot): Promise<void> {
  let version = '';
  const tags = { request: 'R-1' };
  await inOrder<Vault>({
    store: async () =>
      (version = await call('vault', 'store', [vault, 'svc-erp', 'Only-4-the-sandbox!', tags])),
    versions: () => call('vault', 'versions', [vault, 'svc-erp']),
    value: () => call('vault', 'value', [vault, 'svc-erp', version]),
    change: () =>
      call('vault', 'change', [
        vault,
        'svc-erp',
        version,
        { enabled: false, expiresAt: 2_000_000_000_000, tags },
      ]),
    // No call goes out for it.
    link: () => undefined,
  });
}

async function inOrder<Port>(steps: Every<Port>): Promise<void> {
  for (const step of Object.values<() => unknown>(steps)) await step();
}
