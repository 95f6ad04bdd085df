import {
  dataversePage,
  dataverseRow,
  organizationResources,
  roleShape,
  whoAmI,
} from '../../schemas/dataverse';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ToldAs } from '../../world/world';
import { transitiveMembers } from '../directory';
import { rolesWith, teamsOf } from './administration';
import type { DataverseCall } from './dataverseCall';
import { DataverseRefusal } from './dataverseRefusal';
import type { DataverseRoute } from './dataverseRoute';
import { faultCodes } from './faultCodes';
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

async function answerResources(call: DataverseCall): Promise<Response> {
  const { environment, kit } = call;
  if (environment.toldAs !== undefined) return answerOtherwise(environment.toldAs);
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

/** Nobody knows what an environment online answers, nor which privilege it wants: so it can be anything. */
async function answerOtherwise(how: ToldAs): Promise<Response> {
  switch (how) {
    case 'nonsense':
      return Response.json({ OrganizationResources: { MaxNumberOfNonInteractiveUsers: 'seven' } });
    case 'refused':
      throw new DataverseRefusal(403, faultCodes.privilegeDenied, 'Principal user is missing a privilege.');
    case 'failing':
      return new Response(null, { status: 500 });
    case 'silent':
      await sleep(silence, undefined, { ref: false });
      return new Response(null, { status: 504 });
  }
}

/** Longer than anybody waits for an answer, in ms. */
const silence = 120_000;

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
