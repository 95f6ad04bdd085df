import { roleIdIn } from '../../../sandbox/world/contosoRoles';
import type { CloudClient, RawAnswer } from '../../support/cloudClient';

/** The environment that is spoken to. */
export const production = 'Contoso Production';
/** Its Web API. */
export const dataverse = 'https://contoso.crm4.dynamics.com/api/data/v9.2';
const bap = 'https://api.bap.microsoft.com/providers/Microsoft.BusinessAppPlatform/scopes/admin/environments';

/** Changes a row of Contoso Production. */
export function patch(client: CloudClient, who: string, body: object, ifMatch = '*'): Promise<RawAnswer> {
  const { id } = client.cloud.world.systemUser(production, who);
  return client.signedCall('PATCH', `${dataverse}/systemusers(${id})`, {
    body,
    headers: { 'if-match': ifMatch },
  });
}

/** Assigns a role by the root unit's or the child unit's copy. */
export function assignRole(client: CloudClient, who: string, unit: 'root' | 'child'): Promise<RawAnswer> {
  const { id } = client.cloud.world.systemUser(production, who);
  const role = `${dataverse}/roles(${roleIdIn(1, 'System Customizer', unit)})`;
  const url = `${dataverse}/systemusers(${id})/systemuserroles_association/$ref`;
  return client.signedCall('POST', url, { body: { '@odata.id': role } });
}

/** Reads by the alternate key, which makes the row. */
export function bringIn(client: CloudClient, objectId: string, host = 'contoso'): Promise<RawAnswer> {
  const api = `https://${host}.crm4.dynamics.com/api/data/v9.2`;
  return client.signedCall('GET', `${api}/systemusers(azureactivedirectoryobjectid=${objectId})`);
}

/** Power Platform's addUser. */
export function addUser(client: CloudClient, environment: string, objectId: string): Promise<RawAnswer> {
  const url = `${bap}/${environment}/addUser?api-version=2023-06-01`;
  return client.signedCall('POST', url, { body: { objectId } });
}

/** The smallest call there is. */
export function whoAmI(client: CloudClient, host = 'contoso'): Promise<RawAnswer> {
  return client.signedCall('GET', `https://${host}.crm4.dynamics.com/api/data/v9.2/WhoAmI()`);
}

/** The bot's own row, changed behind the platform's back. */
export function asCaller(client: CloudClient, change: object): void {
  Object.assign(client.cloud.world.systemUser(production, '# Countersign'), change);
}

/** Leaves Adele as the one administrator. */
export function onlyAdele({ cloud }: CloudClient): void {
  cloud.edit('removeRole', { environment: production, user: 'Megan Bowen', role: 'System Administrator' });
  cloud.edit('disableSystemUser', { environment: production, user: 'Alex Wilber' });
}

/** Asks for a row to be made. */
export const createRow = (client: CloudClient, body: object): Promise<RawAnswer> =>
  client.signedCall('POST', `${dataverse}/systemusers`, { body });
