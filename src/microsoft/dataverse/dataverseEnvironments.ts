import { z } from 'zod/v4';
import { accessModes, type AccessMode } from '../../domain/accessMode';
import { ServiceFault } from '../../domain/serviceFault';
import type { Administrators, EnvironmentAddress, Environments, EnvironmentUser } from '../../ports';
import { odataString, query } from '../http/query';
import { readAdministrators, systemAdministrator } from './administrators';
import type { DataverseClient } from './dataverseClient';
import { environmentUserOf, systemUser, userOptions } from './environmentUser';
import { readToldLimit } from './toldLimit';

interface Named {
  readonly id: string;
  readonly name: string;
}

const unit = z.object({
  businessunitid: z.string(),
  name: z.string(),
  _parentbusinessunitid_value: z.string().nullish(),
});
const isRoot = (one: z.infer<typeof unit>): boolean => one._parentbusinessunitid_value == null;
const role = z.object({ roleid: z.string(), name: z.string() });
const templatedRole = role.extend({ _roletemplateid_value: z.string().nullish() });

/** Of System Customizer: the same in every environment and language (recorded role lists). */
const systemCustomizer = '119f245c-3cc8-4b62-b31c-d1a046ced15d';

function isPrivilegedTemplate(template: string | null | undefined): boolean {
  const id = template?.toLowerCase();
  return id === systemAdministrator || id === systemCustomizer;
}

/** Without it a PATCH makes a new row where none is there (Dataverse: upsert a table row). */
const onlyIfThere = { 'If-Match': '*' };

/** Dynamics 365 / Dataverse environments, by the Web API v9.2. */
export class DataverseEnvironments implements Environments {
  constructor(private readonly client: DataverseClient) {}

  userByObjectId(at: EnvironmentAddress, objectId: string): Promise<EnvironmentUser | undefined> {
    return this.firstUser(at, 'look for the user', `azureactivedirectoryobjectid eq ${objectId}`);
  }

  userByName(at: EnvironmentAddress, userPrincipalName: string): Promise<EnvironmentUser | undefined> {
    return this.firstUser(at, 'look for the user by name', `domainname eq ${odataString(userPrincipalName)}`);
  }

  async bringIn(at: EnvironmentAddress, objectId: string): Promise<void> {
    const path = `/systemusers(azureactivedirectoryobjectid=${objectId})${query({ $select: 'systemuserid' })}`;
    await this.client.write('bring the account in', at, { method: 'get', path });
  }

  async setAccessMode(at: EnvironmentAddress, systemUserId: string, mode: AccessMode): Promise<void> {
    await this.patch('set the Access Mode', at, systemUserId, { accessmode: mode });
  }

  async moveToUnit(at: EnvironmentAddress, systemUserId: string, businessUnitId: string): Promise<void> {
    const body = { 'businessunitid@odata.bind': `/businessunits(${businessUnitId})` };
    await this.patch('move the user into its business unit', at, systemUserId, body);
  }

  async assignRole(at: EnvironmentAddress, systemUserId: string, roleId: string): Promise<void> {
    const path = `/systemusers(${systemUserId})/systemuserroles_association/$ref`;
    const body = { '@odata.id': roleAddress(at, roleId) };
    await this.client.write('assign the role', at, { method: 'post', path, body });
  }

  async removeRole(at: EnvironmentAddress, systemUserId: string, roleId: string): Promise<void> {
    const reference = query({ $id: roleAddress(at, roleId) });
    const path = `/systemusers(${systemUserId})/systemuserroles_association/$ref${reference}`;
    await this.client.write('take the role away', at, { method: 'delete', path });
  }

  nonInteractiveUsers(at: EnvironmentAddress): Promise<readonly EnvironmentUser[]> {
    const filter = `accessmode eq ${String(accessModes.nonInteractive)} and applicationid eq null`;
    return this.users(at, 'read the non-interactive users', filter);
  }

  toldLimit(at: EnvironmentAddress): Promise<number | undefined> {
    return readToldLimit(this.client, at);
  }

  async rootUnit(at: EnvironmentAddress): Promise<Named> {
    const what = 'read the root business unit';
    const filter = query({ $select: 'businessunitid,name', $filter: '_parentbusinessunitid_value eq null' });
    const [root] = await this.client.list(what, at, `/businessunits${filter}`, unit);
    if (root === undefined) throw new ServiceFault({ service: 'Dataverse', what, kind: 'notFound' });
    return { id: root.businessunitid, name: root.name };
  }

  async roles(
    at: EnvironmentAddress,
    businessUnitId: string,
    names: readonly string[],
  ): Promise<readonly Named[]> {
    const filter = query({
      $select: 'roleid,name,_roletemplateid_value',
      $filter: `_businessunitid_value eq ${businessUnitId}`,
    });
    const roles = await this.client.list('read the roles', at, `/roles${filter}`, templatedRole);
    return roles
      .filter(({ name }) => names.includes(name))
      .map(({ roleid, name, _roletemplateid_value: template }) =>
        isPrivilegedTemplate(template) ? { id: roleid, name, privileged: true } : { id: roleid, name },
      );
  }

  async units(at: EnvironmentAddress): Promise<readonly Named[]> {
    const what = 'read the business units';
    const options = query({
      $select: 'businessunitid,name,_parentbusinessunitid_value',
      $filter: 'isdisabled eq false',
    });
    const units = await this.client.list(what, at, `/businessunits${options}`, unit);
    const [root, others] = [units.filter(isRoot), units.filter((one) => !isRoot(one))];
    return [...root, ...others].map(({ businessunitid, name }) => ({ id: businessunitid, name }));
  }

  async findRoles(
    at: EnvironmentAddress,
    businessUnitId: string,
    text: string,
    most: number,
  ): Promise<readonly Named[]> {
    const holds = text === '' ? '' : ` and contains(name,${odataString(text)})`;
    const options = query({
      $select: 'roleid,name',
      $filter: `_businessunitid_value eq ${businessUnitId}${holds}`,
      $orderby: 'name',
      $top: String(most),
    });
    const roles = await this.client.list('look for roles', at, `/roles${options}`, role);
    return roles.slice(0, most).map(({ roleid, name }) => ({ id: roleid, name }));
  }

  administrators(at: EnvironmentAddress): Promise<Administrators> {
    return readAdministrators(this.client, at);
  }

  private async firstUser(
    at: EnvironmentAddress,
    what: string,
    filter: string,
  ): Promise<EnvironmentUser | undefined> {
    const [user] = await this.users(at, what, filter);
    return user;
  }

  private async users(
    at: EnvironmentAddress,
    what: string,
    filter: string,
  ): Promise<readonly EnvironmentUser[]> {
    const path = `/systemusers${query({ ...userOptions, $filter: filter })}`;
    const rows = await this.client.list(what, at, path, systemUser);
    return rows.map(environmentUserOf);
  }

  private async patch(
    what: string,
    at: EnvironmentAddress,
    systemUserId: string,
    body: object,
  ): Promise<void> {
    const path = `/systemusers(${systemUserId})`;
    await this.client.write(what, at, { method: 'patch', path, headers: onlyIfThere, body });
  }
}

function roleAddress(at: EnvironmentAddress, roleId: string): string {
  return `${at.url}/api/data/v9.2/roles(${roleId})`;
}
