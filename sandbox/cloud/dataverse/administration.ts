import { roleTemplates } from '../../world/contosoRoles';
import type { CloudKit } from '../cloudKit';
import { isTenantAdministrator } from '../directoryRoles';
import type { Environment, EnvironmentRole, SystemUser, Team } from '../../world/world';

/** Whether the row holds System Administrator, directly or by an owner team. */
export function isSystemAdministrator(environment: Environment, row: SystemUser): boolean {
  const held = [...row.roleIds, ...teamsOf(environment, row.id).flatMap(({ roleIds }) => roleIds)];
  return environment.roles.some(
    ({ id, templateId }) => templateId === roleTemplates['System Administrator'] && held.includes(id),
  );
}

/** Whether this is a copy of System Administrator. */
export function isSystemAdministratorRole({ roles }: Environment, id: string): boolean {
  const role = roles.find((one) => one.id === id.toLowerCase());
  return role?.templateId === roleTemplates['System Administrator'];
}

/** Whether the account behind the row holds a role of the tenant that administers every environment. */
export function administersTheTenant({ world }: Pick<CloudKit, 'world'>, row: SystemUser): boolean {
  const user = world.world.users.find(({ id }) => id === row.objectId);
  return user !== undefined && isTenantAdministrator(user);
}

/** Roles with these ids. */
export function rolesWith(environment: Environment, ids: readonly string[]): readonly EnvironmentRole[] {
  return environment.roles.filter(({ id }) => ids.includes(id));
}

/** Teams whose rows have this member. */
export function teamsOf(environment: Environment, systemUserId: string): readonly Team[] {
  return environment.teams.filter(({ memberIds }) => memberIds.includes(systemUserId));
}
