import { groups, people, skus } from '../../../sandbox/world/contosoIds';
import { accountDraft } from '../../support/accountDraft';
import type { CloudClient, RawCall } from '../../support/cloudClient';

type Played = (client: CloudClient) => Promise<RawCall & { readonly path: string }>;

const user = `/users/${people['Adele Vance']}`;
const group = `/groups/${groups.administrators}`;

/** Examples that the sandbox plays, by method and path, with what of Contoso they are asked about. */
export const playedExamples: Readonly<Record<string, Played>> = {
  'GET /users': read('/users'),
  'GET /users/*': read(user),
  'GET /users/*/memberOf': read(`${user}/memberOf`),
  'GET /users/*/transitiveMemberOf': read(`${user}/transitiveMemberOf`),
  'GET /me/licenseDetails': read(`${user}/licenseDetails`),
  'GET /groups/*': read(group),
  'GET /groups/*/members': read(`${group}/members`),
  'GET /groups/*/members?$count=true&$filter=startswith(displayName,*)': read(
    `${group}/members?$count=true&$filter=startswith(displayName,'D')`,
    { ConsistencyLevel: 'eventual' },
  ),
  'GET /subscribedSkus': read('/subscribedSkus'),
  'GET /organization': read('/organization'),
  'GET /domains': read('/domains'),
  'POST /users': newUser(() => ({ path: '/users' })),
  'PATCH /users/*': () => Promise.resolve({ path: user, body: { jobTitle: 'Director' } }),
  'DELETE /users/*': madeUser((id) => ({ path: `/users/${id}` })),
  'POST /me/checkMemberGroups': () =>
    Promise.resolve({ path: `${user}/checkMemberGroups`, body: { groupIds: Object.values(groups) } }),
  'POST /me/assignLicense': madeUser((id) => ({
    path: `/users/${id}/assignLicense`,
    body: { addLicenses: [{ skuId: skus.sales, disabledPlans: [] }], removeLicenses: [] },
  })),
  'POST /groups/*/members/$ref': madeUser((id) => ({
    path: `/groups/${groups.financeUsers}/members/$ref`,
    body: { '@odata.id': `https://graph.microsoft.com/v1.0/directoryObjects/${id}` },
  })),
  'DELETE /groups/*/members/*/$ref': () =>
    Promise.resolve({ path: `${group}/members/${people['Diego Siciliani']}/$ref` }),
};

/** Recorded properties that the sandbox does not show, because nothing in this product reads them. */
export const notShown: Readonly<Record<string, readonly string[]>> = {
  'GET /organization': ['value[].mobileDeviceManagementAuthority'],
  'GET /domains': ['value[].availabilityStatus'],
  // An action's answer shows the usual properties of a user; the example shows others.
  'POST /me/assignLicense': ['accountEnabled', 'assignedLicenses', 'city', 'companyName'],
  'GET /groups/*': [
    'deletedDateTime',
    'classification',
    'expirationDateTime',
    'isAssignableToRole',
    'membershipRuleProcessingState',
    'onPremisesDomainName',
    'onPremisesLastSyncDateTime',
    'onPremisesNetBiosName',
    'onPremisesSamAccountName',
    'onPremisesSecurityIdentifier',
    'preferredDataLocation',
    'preferredLanguage',
    'proxyAddresses',
    'renewedDateTime',
    'resourceBehaviorOptions',
    'resourceProvisioningOptions',
    'securityIdentifier',
    'serviceProvisioningErrors',
    'theme',
    'visibility',
    'onPremisesProvisioningErrors',
  ],
};

/** Examples made from a template that contradict the text of the reference on the same call. */
export const documentedOtherwise: Readonly<
  Record<string, { readonly status: number; readonly why: string }>
> = {
  'GET /users/*': { status: 200, why: 'one user is answered as itself and not within "value"' },
  'PATCH /users/*': { status: 204, why: 'the reference (update user) says 204 without a body' },
};

/** Examples that the sandbox does not play: a request of that kind, and why nobody needs it. */
export const refusedExamples: Readonly<Record<string, { readonly path: string; readonly why: string }>> = {
  'GET /groups/*/members/microsoft.graph.user?$count=true&$orderby=displayName&$search="displayName:*"&$select=displayName,id':
    { path: `${group}/members?$search="displayName:Pr"`, why: 'nothing is searched for or ordered' },
  'GET /groups/*?$select=allowExternalSenders,autoSubscribeNewMembers,isSubscribedByMail,unseenCount': {
    path: `${group}?$select=unseenCount`,
    why: 'properties of mail groups',
  },
  'GET /users/*/memberOf/microsoft.graph.group?$filter=* gt *&$select=id,displayName': {
    path: `${user}/memberOf/microsoft.graph.group?$filter=appRoleAssignments/$count gt 0`,
    why: 'no roles of applications',
  },
  'GET /users/*?$select=displayName,givenName,postalCode,identities': {
    path: `${user}?$select=postalCode`,
    why: 'no addresses',
  },
  'GET /users/*?$select=ext55gb1l09_msLearnCourses': {
    path: `${user}?$select=ext55gb1l09_msLearnCourses`,
    why: 'no schema extensions',
  },
  'GET /users/*?$select=customSecurityAttributes': {
    path: `${user}?$select=customSecurityAttributes`,
    why: 'no custom security attributes',
  },
  'GET /groups/delta?$select=displayName,description,mailNickname': {
    path: '/groups/delta',
    why: 'no deltas',
  },
  'GET /groups/delta': { path: '/groups/delta', why: 'no deltas' },
  'GET /users/delta?$select=displayName,jobTitle,mobilePhone': { path: '/users/delta', why: 'no deltas' },
  'GET /users/delta': { path: '/users/delta', why: 'no deltas' },
  'GET /groups/*/members/microsoft.graph.user/$count': {
    path: `${group}/members/microsoft.graph.user/$count`,
    why: 'nothing is counted alone',
  },
  'GET /groups/*/members/$count': { path: `${group}/members/$count`, why: 'nothing is counted alone' },
  'GET /users/$count': { path: '/users/$count', why: 'nothing is counted alone' },
  'GET /subscribedSkus/*': { path: `/subscribedSkus/${skus.sales}`, why: 'licences are read as a list' },
  'POST /users/*/reprocessLicenseAssignment': {
    path: `${user}/reprocessLicenseAssignment`,
    why: 'no licences by groups',
  },
  'POST /groups/*/assignLicense': { path: `${group}/assignLicense`, why: 'no licences by groups' },
  'POST /me/checkMemberObjects': { path: `${user}/checkMemberObjects`, why: 'groups alone are checked' },
  'POST /me/getMemberGroups': { path: `${user}/getMemberGroups`, why: 'memberships are read as a list' },
  'DELETE /groups/*': { path: group, why: 'groups are given' },
  'PATCH /groups/*': { path: group, why: 'groups are given' },
  'POST /domains': { path: '/domains', why: 'domains are given' },
};

function read(path: string, headers?: Readonly<Record<string, string>>): Played {
  return () => Promise.resolve(headers === undefined ? { path } : { path, headers });
}

function newUser(call: () => { readonly path: string }): Played {
  return () => Promise.resolve({ ...call(), body: accountDraft(freshName()) });
}

/** A call about an account that was made for it. */
function madeUser(call: (id: string) => RawCall & { readonly path: string }): Played {
  return async (client) => {
    const body = accountDraft(freshName());
    const { body: made } = await client.signedCall('POST', 'https://graph.microsoft.com/v1.0/users', {
      body,
    });
    return call((made as { id: string }).id);
  };
}

function freshName(): string {
  return `svc-${crypto.randomUUID().slice(0, 8)}`;
}
