import { botApplication, environments, people } from '../../../sandbox/world/contosoIds';
import type { CloudClient, RawAnswer } from '../../support/cloudClient';
import { makeAccount, type Provoked } from './provoked';

const powerPlatform =
  'https://api.bap.microsoft.com/providers/Microsoft.BusinessAppPlatform/scopes/admin/environments';
const vault = 'https://contoso-countersign.vault.azure.net';
const unknown = '00000000-0000-4000-8000-000000000009';

/** Answers of Power Platform and refusals of Key Vault, by their name in the catalogue. */
export const otherErrors: Readonly<Record<string, Provoked>> = {
  'powerPlatform.addUserNotLicensed': async ({ client }) => addUser(client, await makeAccount(client)),
  'powerPlatform.addUserOk': ({ client }) => addUser(client, people['Diego Siciliani']),
  'powerPlatform.environmentNotFound': ({ client }) =>
    client.signedCall('GET', `${powerPlatform}/${unknown}?api-version=2023-06-01`),
  'powerPlatform.forbidden': ({ client }) => {
    client.cloud.edit('setApplication', { application: botApplication.appId, managementApplication: false });
    return client.signedCall('GET', `${powerPlatform}/${environments.production}?api-version=2023-06-01`);
  },
  'keyVault.challenge': ({ client }) => client.call('GET', `${vault}/secrets?api-version=7.3`),
  'keyVault.throttled': ({ client }) => {
    client.cloud.faults.add({ service: 'Key Vault', times: 1, kind: 'throttle', retryAfterSeconds: 5 });
    return client.signedCall('GET', `${vault}/secrets?api-version=7.3`);
  },
  'keyVault.secretNotFound': ({ client }) =>
    client.signedCall('GET', `${vault}/secrets/nothing?api-version=7.3`),
};

function addUser(client: CloudClient, objectId: string): Promise<RawAnswer> {
  const url = `${powerPlatform}/${environments.production}/addUser?api-version=2023-06-01`;
  return client.signedCall('POST', url, { body: { objectId } });
}
