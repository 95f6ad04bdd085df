import {
  dataversePage,
  dataverseRow,
  organizationResources,
  roleShape,
  whoAmI,
} from '../../schemas/dataverse';
import { transitiveMembers } from '../directory';
import { rolesWith, teamsOf } from './administration';
import type { DataverseCall } from './dataverseCall';
import type { DataverseRoute } from './dataverseRoute';
import { roles } from './tables';

/** Functions of the Web API. */
export const functionRoutes: readonly DataverseRoute[] = [
  { method: 'GET', path: /^\/WhoAmI(?:\(\))?$/, answer: answerWhoAmI },
  { method: 'GET', path: /^\/RetrieveOrganizationResources(?:\(\))?$/, answer: answerResources },
  {
    method: 'GET',
    path: /^\/RetrieveAadUserRoles\(DirectoryObjectId=([0-9a-f-]{36})\)$/i,
    answer: answerRoles,
  },
];

function answerWhoAmI(call: DataverseCall): Response {
  const { caller, environment } = call;
  const body = {
    '@odata.context': call.context('Microsoft.Dynamics.CRM.WhoAmIResponse'),
    BusinessUnitId: caller.unitId,
    UserId: caller.id,
    OrganizationId: environment.organizationId,
  };
  return call.answer(body, whoAmI);
}

function answerResources(call: DataverseCall): Response {
  const { environment, kit } = call;
  const rows = kit.world.platform.settle(environment);
  const told = environment.toldLimit;
  const body = {
    '@odata.context': call.context('Microsoft.Dynamics.CRM.RetrieveOrganizationResourcesResponse'),
    OrganizationResources: {
      CurrentNumberOfActiveUsers: rows.filter(({ isDisabled }) => !isDisabled).length,
      CurrentNumberOfCustomEntities: 12,
      CurrentNumberOfNonInteractiveUsers:
        told === null ? null : kit.world.platform.nonInteractive(environment).length,
      CurrentNumberOfPublishedWorkflows: 3,
      CurrentStorage: 885,
      MaxNumberOfActiveUsers: -1,
      MaxNumberOfCustomEntities: -1,
      MaxNumberOfNonInteractiveUsers: told,
      MaxNumberOfPublishedWorkflows: -1,
      MaxStorage: 10_240,
    },
  };
  return call.answer(body, organizationResources);
}

/** Roles held directly, by owner teams, and by group teams whose members Entra knows. */
function answerRoles(call: DataverseCall): Response {
  const { environment, kit } = call;
  const objectId = call.routed.parts[0]?.toLowerCase() ?? '';
  const row = kit.world.platform.settle(environment).find((one) => one.objectId === objectId);
  const view = kit.world.directory.asOf(kit.lags.of('directoryToDataverse'));
  const byGroup = environment.teams.filter(
    ({ groupId }) => groupId !== null && transitiveMembers(view, groupId).has(objectId),
  );
  const byTeam = row === undefined ? [] : teamsOf(environment, row.id);
  const held = [...(row?.roleIds ?? []), ...[...byTeam, ...byGroup].flatMap(({ roleIds }) => roleIds)];
  const ids = rolesWith(environment, held).map(({ id }) => id);
  const names = ['roleid', ...(call.options.select ?? Object.keys(roleShape))];
  const value = roles
    .rows(kit.world, environment)
    .filter(({ roleid }) => ids.includes(String(roleid)))
    .map((role) => ({
      '@odata.etag': `W/"${String(role.versionnumber)}"`,
      ...Object.fromEntries(Object.entries(role).filter(([name]) => names.includes(name))),
    }));
  const body = { '@odata.context': call.context('roles'), value };
  return call.answer(body, dataversePage(dataverseRow(roleShape, names, {})));
}
