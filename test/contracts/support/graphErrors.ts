import { botApplication, people, skus } from '../../../sandbox/world/contosoIds';
import { accountDraft } from '../../support/accountDraft';
import type { CloudClient, RawAnswer } from '../../support/cloudClient';
import { makeAccount, type Provoked } from './provoked';

const graph = 'https://graph.microsoft.com/v1.0';
const unknown = '00000000-0000-4000-8000-000000000009';

/** Refusals of Graph, by their name in the catalogue. */
export const graphErrors: Readonly<Record<string, Provoked>> = {
  'graph.usageLocationMissing': async ({ client }) => {
    const { usageLocation: _, ...body } = accountDraft('svc-nowhere') as Record<string, unknown>;
    const { body: made } = await client.signedCall('POST', `${graph}/users`, { body });
    return assign(client, (made as { id: string }).id, {
      addLicenses: [{ skuId: skus.sales }],
      removeLicenses: [],
    });
  },
  'graph.noLicencesLeft': async ({ client }) => {
    client.cloud.edit('consumeSeats', { licence: 'DYN365_ENTERPRISE_SALES', seats: 100 });
    const id = await makeAccount(client);
    return assign(client, id, { addLicenses: [{ skuId: skus.sales }], removeLicenses: [] });
  },
  'graph.skuUnknown': ({ client }) =>
    assign(client, people['Megan Bowen'], { addLicenses: [{ skuId: unknown }], removeLicenses: [] }),
  'graph.licenceNotAssigned': ({ client }) =>
    assign(client, people['Megan Bowen'], { addLicenses: [], removeLicenses: [skus.customerService] }),
  'graph.actionParameterMissing': ({ client }) => assign(client, people['Megan Bowen'], { addLicenses: [] }),
  'graph.invalidGuid': ({ client }) =>
    assign(client, people['Megan Bowen'], { addLicenses: [{ skuId: 'sales' }], removeLicenses: [] }),
  'graph.upnExists': async ({ client }) => {
    await makeAccount(client);
    return client.signedCall('POST', `${graph}/users`, { body: accountDraft('svc-provoked') });
  },
  'graph.notFound': ({ client }) => client.signedCall('GET', `${graph}/users/${unknown}`),
  'graph.throttled': ({ client }) => {
    client.cloud.faults.add({ service: 'Graph', times: 1, kind: 'throttle', retryAfterSeconds: 10 });
    return client.signedCall('GET', `${graph}/users`);
  },
  'graph.forbidden': ({ client }) => {
    client.cloud.edit('setApplication', {
      application: botApplication.appId,
      graphRoles: ['Domain.Read.All'],
    });
    return client.signedCall('POST', `${graph}/users`, { body: accountDraft('svc-refused') });
  },
  'graph.methodNotAllowed': ({ client }) => client.signedCall('DELETE', `${graph}/organization`),
  'graph.tokenExpired': async ({ client, passTime }) => {
    const token = await client.token('https://graph.microsoft.com');
    passTime(2 * 3_600_000);
    return client.call('GET', `${graph}/users`, { token });
  },
};

function assign(client: CloudClient, id: string, body: object): Promise<RawAnswer> {
  return client.signedCall('POST', `${graph}/users/${id}/assignLicense`, { body });
}
