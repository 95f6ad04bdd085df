import { environments, people, skus } from '../../../sandbox/world/contosoIds';
import { roleIdIn } from '../../../sandbox/world/contosoRoles';
import { inTurn, nobody, type CodeCause, type NotCaused } from './cause';
import {
  addUser,
  asCaller,
  assignRole,
  bringIn,
  createRow,
  dataverse,
  onlyAdele,
  patch,
  production,
  whoAmI,
} from './dataverseCalls';

const diego = people['Diego Siciliani'];

/** Codes of Dataverse and of Power Platform's addUser. */
export const dataverseCauses: readonly CodeCause[] = [
  {
    code: '0x8004b050',
    status: 400,
    when: 'all slots are taken',
    cause: (client) => {
      client.cloud.edit('fillSlots', { environment: production, free: 0 });
      return patch(client, 'Lidia Holloway', { accessmode: 4 });
    },
  },
  {
    code: '0x80041d66',
    status: 400,
    when: 'an account without a licence is to be non-interactive',
    cause: (client) => patch(client, 'Joni Sherman', { accessmode: 4 }),
  },
  {
    code: '0x8004d24c',
    status: 400,
    when: 'a row without a licence is to be enabled',
    cause: (client) => patch(client, 'Joni Sherman', { isdisabled: false }),
  },
  {
    code: '0x80040225',
    status: 400,
    when: 'a disabled user, licensed though, is to be non-interactive',
    cause: (client) => {
      client.cloud.edit('disableSystemUser', { environment: production, user: 'Lidia Holloway' });
      return patch(client, 'Lidia Holloway', { accessmode: 4 });
    },
  },
  {
    code: '0x80040225',
    status: 400,
    when: 'a disabled user is given a role',
    cause: (client) => assignRole(client, 'Joni Sherman', 'root'),
  },
  {
    code: '0x80040225',
    status: 403,
    when: 'the caller itself is disabled',
    cause: (client) => {
      asCaller(client, { isDisabled: true });
      return whoAmI(client);
    },
  },
  {
    code: '0x80072560',
    status: 403,
    when: 'the caller has no application user there',
    cause: (client) => whoAmI(client, 'contoso-sealed'),
  },
  {
    code: '0x80042f09',
    status: 403,
    when: 'the caller holds no role at all',
    cause: (client) => {
      asCaller(client, { roleIds: [] });
      return whoAmI(client);
    },
  },
  {
    code: '0x80040220',
    status: 403,
    when: 'no role of the caller gives the privilege',
    cause: (client) => {
      asCaller(client, { roleIds: [roleIdIn(1, 'Basic User', 'root')] });
      return patch(client, 'Lidia Holloway', { accessmode: 2 });
    },
  },
  {
    code: '0x80044502',
    status: 403,
    when: "the caller's own Access Mode is Read",
    cause: (client) => {
      asCaller(client, { accessMode: 2 });
      return patch(client, 'Lidia Holloway', { accessmode: 2 });
    },
  },
  {
    code: '0x80041409',
    status: 400,
    when: "the role is another unit's copy",
    cause: (client) => assignRole(client, 'Lidia Holloway', 'child'),
  },
  {
    code: '0x80040d40',
    status: 400,
    when: 'the Access Mode of an application user is to be changed',
    cause: (client) => patch(client, '# BAP', { accessmode: 0 }),
  },
  {
    code: '0x80041d28',
    status: 400,
    when: 'Entra has no such account',
    cause: (client) => bringIn(client, nobody),
  },
  {
    code: '0x80041d2c',
    status: 400,
    when: 'a user is to be made whose name is there',
    cause: (client) => createRow(client, { domainname: 'AdeleV@contoso.com' }),
  },
  {
    code: '0x80060882',
    status: 412,
    when: 'the row was changed since the caller read it',
    cause: (client) => patch(client, 'Lidia Holloway', { accessmode: 2 }, 'W/"1"'),
  },
  {
    code: '0x80041d4c',
    status: 400,
    when: 'islicensed is written',
    cause: (client) => patch(client, 'Lidia Holloway', { islicensed: true }),
  },
  {
    code: '0x80041d4d',
    status: 400,
    when: 'a user is to be made with islicensed',
    cause: (client) => createRow(client, { domainname: 'x@contoso.com', islicensed: true }),
  },
  {
    code: '0x80041d4e',
    status: 400,
    when: 'issyncwithdirectory is written',
    cause: (client) => patch(client, 'Lidia Holloway', { issyncwithdirectory: false }),
  },
  {
    code: '0x80041d4f',
    status: 400,
    when: 'the object id is written',
    cause: (client) => patch(client, 'Lidia Holloway', { azureactivedirectoryobjectid: diego }),
  },
  {
    code: '0x80048360',
    status: 400,
    when: 'azurestate is written',
    cause: (client) => patch(client, 'Lidia Holloway', { azurestate: 1 }),
  },
  {
    code: '0x80041d38',
    status: 400,
    when: 'the last administrator is to be read-only',
    cause: (client) => {
      onlyAdele(client);
      return patch(client, 'Adele Vance', { accessmode: 2 });
    },
  },
  {
    code: '0x80041d2f',
    status: 400,
    when: 'the last administrator is to be disabled',
    cause: (client) => {
      onlyAdele(client);
      return patch(client, 'Adele Vance', { isdisabled: true });
    },
  },
  {
    code: '0x80041d64',
    status: 400,
    when: 'an administrator of the tenant is to lose System Administrator',
    cause: (client) => {
      client.cloud.edit('setDirectoryRoles', { user: 'Megan Bowen', roles: ['Global Administrator'] });
      const { id } = client.cloud.world.systemUser(production, 'Megan Bowen');
      const role = roleIdIn(1, 'System Administrator', 'root');
      const url = `${dataverse}/systemusers(${id})/systemuserroles_association(${role})/$ref`;
      return client.signedCall('DELETE', url);
    },
  },
  {
    code: '0x80072322',
    status: 429,
    when: 'the calls of the window are used up',
    cause: (client) => {
      client.cloud.budgets.set({ dataverseRequests: 1 });
      return inTurn(
        () => whoAmI(client),
        () => whoAmI(client),
      );
    },
  },
  {
    code: '0x80072321',
    status: 429,
    when: 'the execution time of the window is used up',
    cause: (client) => {
      client.cloud.budgets.set({ dataverseExecutionSeconds: 0.000_001 });
      return inTurn(
        () => whoAmI(client),
        () => whoAmI(client),
      );
    },
  },
  {
    code: '0x80072326',
    status: 429,
    when: 'as many calls are running as may',
    cause: async (client) => {
      client.cloud.budgets.set({ dataverseConcurrent: 1 });
      client.cloud.faults.add({ service: 'Dataverse', kind: 'delay', milliseconds: 300, times: 'always' });
      const both = await Promise.all([whoAmI(client), whoAmI(client)]);
      return both.find(({ status }) => status !== 200) ?? both[0];
    },
  },
  {
    code: 'UserNotMemberOfCdsSecurityGroup',
    status: 403,
    when: 'an account outside the security group is read by its alternate key',
    cause: (client) => bringIn(client, people['Nestor Wilke'], 'contoso-finance'),
  },
  {
    code: 'UserNotMemberOfCdsSecurityGroup',
    status: 403,
    when: 'addUser is asked for an account outside the security group',
    cause: (client) => {
      client.cloud.edit('assignLicence', { user: 'Nestor Wilke', licence: skus.powerAppsPerUser });
      return addUser(client, environments.finance, people['Nestor Wilke']);
    },
  },
  {
    code: 'userNotLicensed',
    status: 403,
    when: 'addUser is asked for an account without a licence',
    cause: (client) => addUser(client, environments.production, people['Nestor Wilke']),
  },
  {
    code: '0x80040217',
    status: 404,
    when: 'a row is not there',
    cause: (client) => client.signedCall('GET', `${dataverse}/systemusers(${nobody})`),
  },
  {
    code: '0x80060888',
    status: 400,
    when: 'a column is asked for that the table does not have',
    cause: (client) => client.signedCall('GET', `${dataverse}/systemusers?$select=colour`),
  },
];

/** Codes of Dataverse that domain knowledge names and the sandbox has no call for. */
export const notCaused: readonly NotCaused[] = [
  { code: '0x8004d24b', because: 'for a person who calls without a licence; only applications call here' },
  { code: '0x80042f14', because: 'seats are counted by Entra when a licence is assigned, and refused there' },
  {
    code: '0x80048306',
    because: 'access to single rows; System Administrator reaches all, other roles none',
  },
  { code: '0x80044160', because: 'for a sign-in to the pages of Dynamics 365, which are not played' },
  { code: '0x8004b049', because: 'the quota of interactive users, which online licences stand for' },
  { code: '0x8004b011', because: 'the quota of all users, which online licences stand for' },
  { code: '0x8004e023', because: 'aggregates of FetchXML, which is not played' },
  { code: '0x8006088d', because: 'users have optimistic concurrency here; tables without it are not played' },
  { code: '0x80041d54', because: 'Entra fails inside Dataverse: a fault (`status`) plays it' },
  { code: '0x80072559', because: 'Entra fails inside Dataverse: a fault (`status`) plays it' },
  { code: '0x80048d19', because: '`$batch` is not played' },
];
