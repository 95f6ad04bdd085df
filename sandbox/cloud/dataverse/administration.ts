import { roleTemplates } from '../../world/contosoRoles';
import type { Environment, EnvironmentRole, SystemUser, Team } from '../../world/world';

/** Whether the row holds System Administrator, directly or by an owner team. */
export function isSystemAdministrator(environment: Environment, row: SystemUser): boolean {
  const held = [...row.roleIds, ...teamsOf(environment, row.id).flatMap(({ roleIds }) => roleIds)];
  return environment.roles.some(
    ({ id, templateId }) => templateId === roleTemplates['System Administrator'] && held.includes(id),
  );
}

/** Roles with these ids. */
export function rolesWith(environment: Environment, ids: readonly string[]): readonly EnvironmentRole[] {
  return environment.roles.filter(({ id }) => ids.includes(id));
}

/** Teams whose rows have this member. */
export function teamsOf(environment: Environment, systemUserId: string): readonly Team[] {
  return environment.teams.filter(({ memberIds }) => memberIds.includes(systemUserId));
}
