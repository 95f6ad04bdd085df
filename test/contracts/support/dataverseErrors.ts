import { people } from '../../../sandbox/world/contosoIds';
import type { CloudClient, RawAnswer } from '../../support/cloudClient';
import { makeAccount, type Provoked } from './provoked';

const host = (alias: string): string => `https://${alias}.crm4.dynamics.com/api/data/v9.2`;
const api = host('contoso');
const unknown = '00000000-0000-4000-8000-000000000009';
const licence = 'DYN365_ENTERPRISE_SALES';

/** Refusals of Dataverse, by their name in the catalogue. */
export const dataverseErrors: Readonly<Record<string, Provoked>> = {
  'dataverse.notFound': ({ client }) => client.signedCall('GET', `${api}/systemusers(${unknown})`),
  'dataverse.etagMismatch': ({ client }) =>
    change(client, `${api}/systemusers(${rowOf(client)})`, { accessmode: 4 }, 'W/"1"'),
  'dataverse.invalidRole': ({ client }) =>
    client.signedCall('POST', `${api}/systemusers(${rowOf(client)})/systemuserroles_association/$ref`, {
      body: { '@odata.id': `${api}/roles(${unknown})` },
    }),
  'dataverse.nonInteractiveQuota': async ({ client }) => {
    const row = await bringIn(client, 'contoso-legacy');
    return change(client, `${host('contoso-legacy')}/systemusers(${row})`, { accessmode: 4 });
  },
  'dataverse.accessModeWithoutLicence': async ({ client }) => {
    const row = await bringIn(client, 'contoso');
    client.cloud.edit('removeLicence', { user: 'svc-provoked', licence });
    return change(client, `${api}/systemusers(${row})`, { accessmode: 4 });
  },
  'dataverse.enableUnlicensed': ({ client }) =>
    change(client, `${api}/systemusers(${rowOf(client, 'Joni Sherman')})`, { isdisabled: false }),
  'dataverse.isLicensedReadOnly': ({ client }) =>
    change(client, `${api}/systemusers(${rowOf(client)})`, { islicensed: true }),
  'dataverse.privilege': ({ client }) => {
    const bot = { environment: 'Contoso Production', user: '# Countersign' };
    client.cloud.edit('assignRole', { ...bot, role: 'Basic User' });
    client.cloud.edit('removeRole', { ...bot, role: 'System Administrator' });
    return change(client, `${api}/systemusers(${rowOf(client)})`, { accessmode: 4 });
  },
  'dataverse.throttleRequests': ({ client }) => {
    client.cloud.faults.add({ service: 'Dataverse', times: 1, kind: 'throttle', retryAfterSeconds: 30 });
    return client.signedCall('GET', `${api}/systemusers`);
  },
};

function rowOf({ cloud }: CloudClient, name: keyof typeof people = 'Lidia Holloway'): string {
  return cloud.world.systemUser('Contoso Production', people[name]).id;
}

function change(client: CloudClient, url: string, body: object, match = '*'): Promise<RawAnswer> {
  return client.signedCall('PATCH', url, { body, headers: { 'if-match': match } });
}

/** Makes an account with a licence, brings it in, and returns its row's id. */
async function bringIn(client: CloudClient, alias: string): Promise<string> {
  const id = await makeAccount(client);
  client.cloud.edit('assignLicence', { user: id, licence });
  const url = `${host(alias)}/systemusers(azureactivedirectoryobjectid=${id})`;
  return ((await client.signedCall('GET', url)).body as { systemuserid: string }).systemuserid;
}
