import { groups, people, skus } from '../../../sandbox/world/contosoIds';
import { accountDraft } from '../../support/accountDraft';
import type { CloudClient, RawAnswer } from '../../support/cloudClient';
import { inTurn, nobody, type CodeCause } from './cause';

const graph = 'https://graph.microsoft.com/v1.0';
const diego = people['Diego Siciliani'];

async function account(
  client: CloudClient,
  changes: Readonly<Record<string, unknown>> = {},
): Promise<string> {
  const made = await client.signedCall('POST', `${graph}/users`, {
    body: accountDraft('svc-code', changes),
  });
  return (made.body as { id: string }).id;
}

function licences(client: CloudClient, id: string, add: string[], remove: string[] = []): Promise<RawAnswer> {
  return client.signedCall('POST', `${graph}/users/${id}/assignLicense`, {
    body: { addLicenses: add.map((skuId) => ({ skuId })), removeLicenses: remove },
  });
}

/** Refusals of Graph; `text` is a piece of the message, for Graph has one code for many things. */
export const graphCauses: readonly (CodeCause & { readonly text: string })[] = [
  {
    code: 'Request_BadRequest',
    text: 'invalid usage location',
    status: 400,
    when: 'a licence is assigned to an account without a usage location',
    cause: async (client) =>
      licences(client, await account(client, { usageLocation: undefined }), [skus.sales]),
  },
  {
    code: 'Request_BadRequest',
    text: 'does not have any available licenses',
    status: 400,
    when: 'no seat is left',
    cause: async (client) => licences(client, await account(client), [skus.customerService]),
  },
  {
    code: 'Request_BadRequest',
    text: 'inherited from a group membership',
    status: 400,
    when: 'a licence that came by a group is taken from the account',
    cause: async (client) => {
      const id = await account(client);
      client.cloud.edit('setGroupLicences', { group: 'IT leads', licences: ['POWERAPPS_PER_USER'] });
      client.cloud.edit('addMember', { group: 'IT leads', user: id });
      return licences(client, id, [], [skus.powerAppsPerUser]);
    },
  },
  {
    code: 'Request_BadRequest',
    text: 'does not have a corresponding license',
    status: 400,
    when: 'a licence is taken that is not there',
    cause: async (client) => licences(client, await account(client), [], [skus.sales]),
  },
  {
    code: 'Request_BadRequest',
    text: 'userPrincipalName already exists',
    status: 400,
    when: 'the name is taken',
    cause: async (client) => {
      await account(client);
      return client.signedCall('POST', `${graph}/users`, { body: accountDraft('svc-code') });
    },
  },
  {
    code: 'Request_ResourceNotFound',
    text: 'does not exist',
    status: 404,
    when: 'the account is not there',
    cause: (client) => client.signedCall('GET', `${graph}/users/${nobody}`),
  },
  {
    code: 'Authorization_RequestDenied',
    text: 'Insufficient privileges',
    status: 403,
    when: 'the permission is missing',
    cause: (client) => {
      client.cloud.edit('setApplication', { application: 'Countersign', graphRoles: ['Domain.Read.All'] });
      return client.signedCall('GET', `${graph}/subscribedSkus`);
    },
  },
  {
    code: 'Authorization_RequestDenied',
    text: 'Insufficient privileges',
    status: 403,
    when: 'the account holds an administrative role and the caller none',
    cause: (client) => {
      client.cloud.edit('setDirectoryRoles', { user: diego, roles: ['User Administrator'] });
      return client.signedCall('PATCH', `${graph}/users/${diego}`, { body: { accountEnabled: false } });
    },
  },
  {
    code: 'InvalidAuthenticationToken',
    text: 'Access token',
    status: 401,
    when: 'there is no token',
    cause: (client) => client.call('GET', `${graph}/domains`),
  },
  {
    code: 'Request_UnsupportedQuery',
    text: '$count',
    status: 400,
    when: 'the index is not asked for what it alone answers',
    cause: (client) => client.signedCall('GET', `${graph}/users?$count=true`),
  },
  {
    code: 'BadRequest',
    text: 'Could not find a property',
    status: 400,
    when: 'a property is selected that there is not',
    cause: (client) => client.signedCall('GET', `${graph}/users?$select=shoeSize`),
  },
  {
    code: 'TooManyRequests',
    text: '',
    status: 429,
    when: 'the resource units of the window are used up',
    cause: (client) => {
      client.cloud.budgets.set({ graphUnits: 3 });
      const read = (): Promise<RawAnswer> => client.signedCall('GET', `${graph}/users?$select=id`);
      return inTurn(read, read);
    },
  },
  {
    code: 'TooManyRequests',
    text: '',
    status: 429,
    when: 'the writes of the window are used up',
    cause: (client) => {
      client.cloud.budgets.set({ graphWrites: 1 });
      const check = (): Promise<RawAnswer> =>
        client.signedCall('POST', `${graph}/users/${diego}/revokeSignInSessions`);
      return inTurn(check, check);
    },
  },
  {
    code: 'Request_BadRequest',
    text: 'dynamic membership',
    status: 400,
    when: 'somebody is added to a group whose members a rule computes',
    cause: (client) =>
      client.signedCall('POST', `${graph}/groups/${groups.dynamic}/members/$ref`, {
        body: { '@odata.id': `${graph}/directoryObjects/${diego}` },
      }),
  },
];
