import { graphMemberReference } from '../../schemas/graphRequests';
import type { DirectoryGroup } from '../../world/world';
import { transitiveMembers } from '../directory';
import { settleGroupLicences } from '../groupLicences';
import type { GraphCall } from './graphCall';
import { groupKind, groupRow, userKind, userRow } from './graphKinds';
import { badRequest, notFound, unsupportedQuery } from './graphRefusal';
import { permissions, type GraphRoute } from './graphRoute';

const { readGroups, writeMembers } = permissions;

/** Groups and their members. */
export const groupRoutes: readonly GraphRoute[] = [
  {
    method: 'GET',
    path: /^\/groups$/,
    roles: readGroups,
    answer: (call) => call.page(groupKind, call.view.groups().map(groupRow), 'groups'),
  },
  {
    method: 'GET',
    path: /^\/groups\/([^/]+)$/,
    roles: readGroups,
    answer: (call) => call.one(groupKind, groupRow(groupOf(call)), 'groups/$entity'),
  },
  {
    method: 'GET',
    path: /^\/groups\/([^/]+)\/members(\/microsoft\.graph\.user)?$/,
    roles: readGroups,
    answer: (call) => listPeople(call, new Set(groupOf(call).members)),
  },
  {
    method: 'GET',
    path: /^\/groups\/([^/]+)\/transitiveMembers(\/microsoft\.graph\.user)?$/,
    roles: readGroups,
    answer: (call) => listPeople(call, transitiveMembers(call.view, groupOf(call).id)),
  },
  { method: 'POST', path: /^\/groups\/([^/]+)\/members\/\$ref$/, roles: writeMembers, answer: addMember },
  {
    method: 'DELETE',
    path: /^\/groups\/([^/]+)\/members\/([^/]+)\/\$ref$/,
    roles: writeMembers,
    answer: removeMember,
  },
];

function groupOf(call: GraphCall): DirectoryGroup {
  const [id = ''] = call.routed.parts;
  const group = call.view.group(id);
  if (group === undefined) throw notFound(id);
  return group;
}

function listPeople(call: GraphCall, members: ReadonlySet<string>): Response {
  const cast = call.routed.parts[1] !== '';
  if (cast && !call.advanced) {
    throw unsupportedQuery('A cast of members needs ConsistencyLevel: eventual and $count=true.');
  }
  const rows = call.view.users().filter(({ id }) => members.has(id));
  return call.page(userKind, rows.map(userRow), cast ? 'users' : 'directoryObjects', !cast);
}

async function addMember(call: GraphCall): Promise<Response> {
  const group = groupOf(call);
  refuseFixed(group);
  const { '@odata.id': reference } = await call.body(graphMemberReference);
  const id = reference.split('/').at(-1)?.toLowerCase() ?? '';
  if (call.view.user(id) === undefined && call.view.group(id) === undefined) throw notFound(id);
  const current = call.kit.world.world.groups.find((one) => one.id === group.id);
  if (current?.members.includes(id)) {
    throw badRequest(
      "One or more added object references already exist for the following modified properties: 'members'.",
    );
  }
  call.kit.world.directory.changeGroup(group.id, ({ members }) => {
    members.push(id);
  });
  settleGroupLicences(call.kit.world);
  return call.done();
}

function removeMember(call: GraphCall): Response {
  const group = groupOf(call);
  refuseFixed(group);
  const id = call.routed.parts[1]?.toLowerCase() ?? '';
  const current = call.kit.world.world.groups.find((one) => one.id === group.id);
  if (!current?.members.includes(id)) throw notFound(id);
  call.kit.world.directory.changeGroup(group.id, (changed) => {
    changed.members = changed.members.filter((member) => member !== id);
  });
  settleGroupLicences(call.kit.world);
  return call.done();
}

function refuseFixed(group: DirectoryGroup): void {
  if (group.groupTypes.includes('DynamicMembership')) {
    throw badRequest('Adding or removing members of a group with dynamic membership is not allowed.');
  }
  if (group.onPremisesSyncEnabled === true) {
    throw badRequest(
      'Unable to update the specified properties for on-premises mastered Directory Sync objects or objects currently undergoing migration.',
    );
  }
}
