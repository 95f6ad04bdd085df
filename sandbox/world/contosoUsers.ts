import { longAgo, people, skus } from './contosoIds';
import type { DirectoryUser } from './world';

type Given = Pick<DirectoryUser, 'id' | 'displayName'> & Partial<DirectoryUser>;

/** An account as Contoso's administrators would have made it; `given` overrides what is usual. */
export function directoryUser(given: Given): DirectoryUser {
  const [first = given.displayName, ...rest] = given.displayName.split(' ');
  const alias = `${first}${rest[0]?.slice(0, 1) ?? ''}`;
  const name = given.userPrincipalName ?? `${alias}@contoso.com`;
  return {
    userPrincipalName: name,
    givenName: first,
    surname: rest.join(' ') || null,
    mailNickname: alias,
    mail: name,
    jobTitle: null,
    department: null,
    accountEnabled: true,
    userType: 'Member',
    usageLocation: 'DE',
    employeeId: null,
    passwordPolicies: null,
    passwordHash: null,
    extensionAttributes: {},
    licences: [],
    createdAt: longAgo,
    deletedAt: null,
    sessionsValidFrom: longAgo,
    ...given,
  };
}

/** Contoso's people, and the accounts behind the non-interactive users that its environments have. */
export function contosoUsers(): DirectoryUser[] {
  const licensed = (...skuIds: string[]): Pick<DirectoryUser, 'licences'> => ({
    licences: skuIds.map((skuId) => ({ skuId, disabledPlans: [], since: longAgo })),
  });
  return [
    person('Adele Vance', { jobTitle: 'Dynamics 365 administrator', ...licensed(skus.sales, skus.office) }),
    person('Megan Bowen', {
      jobTitle: 'Head of business applications',
      ...licensed(skus.sales, skus.office),
    }),
    person('Alex Wilber', { jobTitle: 'Platform engineer', ...licensed(skus.sales, skus.office) }),
    person('Diego Siciliani', { jobTitle: 'Platform engineer', ...licensed(skus.sales, skus.office) }),
    person('Lidia Holloway', { jobTitle: 'Sales analyst', ...licensed(skus.sales, skus.office) }),
    person('Pradeep Gupta', {
      jobTitle: 'Consultant',
      userType: 'Guest',
      userPrincipalName: 'pradeep_fabrikam.com#EXT#@contoso.onmicrosoft.com',
      mail: 'pradeep@fabrikam.com',
      ...licensed(skus.powerAppsPerUser),
    }),
    person('Nestor Wilke', { jobTitle: 'IT operations', ...licensed(skus.office) }),
    person('Isaiah Langer', { jobTitle: 'Internal audit', ...licensed(skus.office) }),
    person('Joni Sherman', { jobTitle: 'Platform engineer (left)', accountEnabled: false }),
    ...serviceAccounts.map(([displayName], index) => serviceAccount(displayName, index)),
  ];
}

/** Names of the accounts behind non-interactive users, with the numbers of the environments that know them. */
export const serviceAccounts: readonly (readonly [name: string, environments: readonly number[]])[] = [
  ['Old DMS', [1, 3]],
  ['EDI gateway', [1, 2, 3]],
  ['Telephony bridge', [2, 3]],
  ['Quote printing', [2, 3]],
  ['Webshop orders', [2, 3]],
  ['Newsletter export', [2, 3]],
  ['Warehouse scanner', [3]],
  ['Ledger posting', [4]],
];

/** Object id of the account behind the n-th of `serviceAccounts`. */
export function serviceAccountId(index: number): string {
  return `5e41ce00-0000-4000-8000-${index.toString(16).padStart(12, '0')}`;
}

/** Sign-in name of the account behind a non-interactive user of this name. */
export function serviceAccountName(displayName: string): string {
  return `svc-${displayName.toLowerCase().replaceAll(' ', '-')}@contoso.com`;
}

function serviceAccount(displayName: string, index: number): DirectoryUser {
  const userPrincipalName = serviceAccountName(displayName);
  return directoryUser({
    id: serviceAccountId(index),
    displayName,
    userPrincipalName,
    mailNickname: userPrincipalName.replace(/@.*/, ''),
    mail: null,
    passwordPolicies: 'DisablePasswordExpiration',
  });
}

function person(displayName: keyof typeof people, given: Partial<DirectoryUser>): DirectoryUser {
  return directoryUser({ id: people[displayName], displayName, ...given });
}
