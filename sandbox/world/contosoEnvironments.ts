import { contosoRows } from './contosoRows';
import { environments, groups, idIn, people } from './contosoIds';
import { roleIdIn, roleNames, roleTemplates, unitIdIn } from './contosoRoles';
import type { Environment, EnvironmentRole, SystemUser, Team } from './world';

/** Contoso's five environments: roomy, nearly full, full, behind a security group, and closed to the bot. */
export function contosoEnvironments(): Environment[] {
  return [
    environment(1, environments.production, 'Contoso Production', 'contoso'),
    environment(2, environments.salesEmea, 'Contoso Sales EMEA', 'contoso-emea'),
    environment(3, environments.legacy, 'Contoso Legacy', 'contoso-legacy'),
    {
      ...environment(4, environments.finance, 'Contoso Finance', 'contoso-finance'),
      securityGroupId: groups.financeUsers,
    },
    environment(5, environments.sealed, 'Contoso Sealed', 'contoso-sealed'),
  ];
}

function environment(number: number, id: string, displayName: string, alias: string): Environment {
  const root = unitIdIn(number, 'root');
  const users = contosoRows(number);
  return {
    id,
    displayName,
    host: `${alias}.crm4.dynamics.com`,
    uniqueName: `unq${alias.replaceAll('-', '')}`,
    organizationId: idIn(number, '0a9', 1),
    securityGroupId: null,
    limit: 7,
    toldLimit: 7,
    units: [
      { id: root, name: displayName, parentId: null },
      { id: unitIdIn(number, 'child'), name: 'Warehouse', parentId: root },
    ],
    roles: (['root', 'child'] as const).flatMap((unit) => rolesOf(number, unit)),
    users,
    teams: teamsOf(number, displayName, users),
    rowVersion: 2000,
    modeRules: [],
  };
}

function rolesOf(number: number, unit: 'root' | 'child'): EnvironmentRole[] {
  return roleNames.map((name) => ({
    id: roleIdIn(number, name, unit),
    name,
    unitId: unitIdIn(number, unit),
    templateId: roleTemplates[name],
    rootId: roleIdIn(number, name, 'root'),
  }));
}

function teamsOf(number: number, displayName: string, users: readonly SystemUser[]): Team[] {
  const administrator = [roleIdIn(number, 'System Administrator', 'root')];
  const team = (n: number, name: string, given: Partial<Team>): Team => ({
    id: idIn(number, '7ea', n),
    name,
    type: 0,
    groupId: null,
    unitId: unitIdIn(number, 'root'),
    roleIds: [],
    memberIds: [],
    ...given,
  });
  const alex = users.filter((user) => user.objectId === people['Alex Wilber']);
  return [
    team(1, displayName, { memberIds: users.map(({ id }) => id) }),
    team(2, 'Platform team', { roleIds: administrator, memberIds: alex.map(({ id }) => id) }),
    team(3, 'Dynamics administrators', {
      type: 2,
      groupId: groups.administrators,
      roleIds: administrator,
    }),
  ];
}
