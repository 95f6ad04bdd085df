import { botApplication } from '../../../sandbox/world/contosoIds';
import type { CloudClient, RawAnswer } from '../../support/cloudClient';
import type { CodeCause } from './cause';

const vault = 'https://contoso-countersign.vault.azure.net';

function secretCall(client: CloudClient, method: string, name: string, body?: object): Promise<RawAnswer> {
  const url = `${vault}/secrets/${name}?api-version=7.5`;
  return client.signedCall(method, url, body === undefined ? {} : { body });
}

/** Refusals of the vault. */
export const vaultCauses: readonly CodeCause[] = [
  {
    code: 'ForbiddenByPolicy',
    status: 403,
    when: 'the vault does not let the caller set',
    cause: (client) => {
      client.cloud.edit('setVaultAccess', {
        vault: 'contoso-countersign',
        application: botApplication.appId,
        may: ['get'],
      });
      return secretCall(client, 'PUT', 'one', { value: 'Not-stored-1' });
    },
  },
  {
    code: 'SecretNotFound',
    status: 404,
    when: 'there is no such secret',
    cause: (client) => secretCall(client, 'GET', 'one'),
  },
  {
    code: 'SecretDisabled',
    status: 403,
    when: 'the version is disabled',
    cause: async (client) => {
      await secretCall(client, 'PUT', 'one', { value: 'Stored-1', attributes: { enabled: false } });
      return secretCall(client, 'GET', 'one');
    },
  },
  {
    code: 'Unauthorized',
    status: 401,
    when: 'there is no token',
    cause: (client) => client.call('GET', `${vault}/secrets?api-version=7.5`),
  },
];
