import { graphCheckMemberGroups } from '../../schemas/graphRequests';
import { graphValue } from '../../schemas/graph';
import type { DirectoryGroup, DirectoryUser } from '../../world/world';
import type { DirectoryView } from '../directory';
import { transitiveMembers } from '../directory';
import type { GraphCall } from './graphCall';
import { groupKind, groupRow, licenceDetailsKind, licenceDetailsRow, userKind, userRow } from './graphKinds';
import { notFound } from './graphRefusal';
import { permissions, type GraphRoute } from './graphRoute';

const { readUsers, readMemberships } = permissions;

/** Reads of users. */
export const userRoutes: readonly GraphRoute[] = [
  { method: 'GET', path: /^\/users$/, roles: readUsers, answer: listUsers },
  { method: 'GET', path: /^\/users\/([^/]+)$/, roles: readUsers, answer: readUser },
  { method: 'GET', path: /^\/users\/([^/]+)\/licenseDetails$/, roles: readUsers, answer: readLicenceDetails },
  {
    method: 'GET',
    path: /^\/users\/([^/]+)\/memberOf(\/microsoft\.graph\.group)?$/,
    roles: readMemberships,
    answer: (call) => listGroups(call, (group, user) => group.members.includes(user.id)),
  },
  {
    method: 'GET',
    path: /^\/users\/([^/]+)\/transitiveMemberOf(\/microsoft\.graph\.group)?$/,
    roles: readMemberships,
    answer: (call) => listGroups(call, (group, user) => transitiveMembers(call.view, group.id).has(user.id)),
  },
  {
    method: 'POST',
    path: /^\/users\/([^/]+)\/checkMemberGroups$/,
    roles: readMemberships,
    answer: checkMemberGroups,
  },
  {
    method: 'GET',
    path: /^\/directory\/deletedItems\/microsoft\.graph\.user$/,
    roles: readUsers,
    answer: (call) =>
      call.page(
        userKind,
        call.view.deletedUsers().map(userRow),
        contextOf(call, 'directoryObjects/microsoft.graph.user'),
      ),
  },
];

/** The user that the path names, as this replica knows it. Throws a refusal where it does not. */
export function userOf(view: DirectoryView, idOrName: string | undefined): DirectoryUser {
  const user = view.user(idOrName ?? '');
  if (user === undefined) throw notFound(idOrName ?? '');
  return user;
}

function listUsers(call: GraphCall): Response {
  return call.page(userKind, call.view.users().map(userRow), contextOf(call, 'users'));
}

function readUser(call: GraphCall): Response {
  const user = userOf(call.view, call.routed.parts[0]);
  return call.one(userKind, userRow(user), `${contextOf(call, 'users')}/$entity`);
}

function readLicenceDetails(call: GraphCall): Response {
  const user = userOf(call.view, call.routed.parts[0]);
  const held = call.kit.world.world.licences.filter(({ skuId }) =>
    user.licences.some((one) => one.skuId === skuId),
  );
  return call.page(licenceDetailsKind, held.map(licenceDetailsRow), `users('${user.id}')/licenseDetails`);
}

function listGroups(
  call: GraphCall,
  holds: (group: DirectoryGroup, user: DirectoryUser) => boolean,
): Response {
  const [idOrName, cast] = call.routed.parts;
  const user = userOf(call.view, idOrName);
  const rows = call.view.groups().filter((group) => holds(group, user));
  return call.page(groupKind, rows.map(groupRow), cast ? 'groups' : 'directoryObjects', !cast);
}

async function checkMemberGroups(call: GraphCall): Promise<Response> {
  const user = userOf(call.view, call.routed.parts[0]);
  const { groupIds } = await call.body(graphCheckMemberGroups);
  const value = groupIds.filter((id) => transitiveMembers(call.view, id.toLowerCase()).has(user.id));
  return call.answer(200, { '@odata.context': call.context('Collection(Edm.String)'), value }, graphValue);
}

function contextOf(call: GraphCall, of: string): string {
  const { select } = call.options;
  return select === undefined ? of : `${of}(${select.join(',')})`;
}
