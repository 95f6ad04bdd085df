import { botApplication, idIn, longAgo, people } from './contosoIds';
import { roleIdIn, unitIdIn } from './contosoRoles';
import { serviceAccountId, serviceAccountName, serviceAccounts } from './contosoUsers';
import type { SystemUser } from './world';

/** The rows of systemuser that the environment with this number begins with: 1 to 5. */
export function contosoRows(number: number): SystemUser[] {
  const administrator = [roleIdIn(number, 'System Administrator', 'root')];
  const basic = [roleIdIn(number, 'Basic User', 'root')];
  const known = serviceAccounts.map(([name, knownIn], index) => ({ name, knownIn, index }));
  return [
    personRow(number, 1, 'Adele Vance', { roleIds: administrator }),
    personRow(number, 2, 'Megan Bowen', { roleIds: administrator }),
    personRow(number, 3, 'Alex Wilber', { roleIds: basic }),
    personRow(number, 4, 'Lidia Holloway', { roleIds: basic }),
    personRow(number, 5, 'Joni Sherman', { roleIds: administrator, isDisabled: true, isLicensed: false }),
    ...known
      .filter(({ knownIn }) => knownIn.includes(number))
      .map(({ name, index }) => nonInteractiveRow(number, name, index)),
    applicationRow(number, 40, '# Flow-RP', '0eda3b13-ddc9-4c25-b7dd-2f6ea073d6b7', basic),
    applicationRow(number, 41, '# BAP', '978b42f5-e03e-4695-b8bc-454d032b49e8', basic),
    ...(number === 5
      ? []
      : [applicationRow(number, 42, '# Countersign', botApplication.appId, administrator)]),
  ];
}

function personRow(
  number: number,
  n: number,
  name: keyof typeof people,
  given: Partial<SystemUser>,
): SystemUser {
  const [firstName = '', lastName = ''] = name.split(' ');
  const domainName = `${firstName}${lastName.slice(0, 1)}@contoso.com`;
  return row(number, n, {
    objectId: people[name],
    firstName,
    lastName,
    domainName,
    email: domainName,
    ...given,
  });
}

function nonInteractiveRow(number: number, name: string, index: number): SystemUser {
  const [firstName = name, lastName = name] = name.split(' ');
  const domainName = serviceAccountName(name);
  return row(number, 20 + index, {
    objectId: serviceAccountId(index),
    firstName,
    lastName,
    domainName,
    email: domainName,
    accessMode: 4,
    isLicensed: false,
    roleIds: [roleIdIn(number, 'Stock Sync Reader', 'root')],
  });
}

function applicationRow(
  number: number,
  n: number,
  name: string,
  applicationId: string,
  roleIds: string[],
): SystemUser {
  const [firstName = '#', lastName = name] = name.split(' ');
  const ofTheBot = applicationId === botApplication.appId;
  return row(number, n, {
    objectId: ofTheBot ? botApplication.objectId : idIn(number, '5b0', n),
    applicationId,
    firstName,
    lastName,
    domainName: `${applicationId}@contoso.onmicrosoft.com`,
    email: `${lastName.toLowerCase()}@contoso.onmicrosoft.com`,
    accessMode: 4,
    isLicensed: false,
    roleIds,
  });
}

function row(number: number, n: number, given: Partial<SystemUser>): SystemUser {
  return {
    id: idIn(number, '5a0', n),
    objectId: null,
    applicationId: null,
    domainName: '',
    firstName: '#',
    lastName: '',
    email: '',
    accessMode: 0,
    isDisabled: false,
    isLicensed: true,
    azureState: 0,
    disabledReason: null,
    disabledByHand: false,
    unitId: unitIdIn(number, 'root'),
    roleIds: [],
    createdAt: longAgo,
    modifiedAt: longAgo,
    modeSetAt: longAgo,
    rowVersion: 1000 + n,
    appearsAt: 0,
    ...given,
  };
}
