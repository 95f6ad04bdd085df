import { createHash, randomUUID } from 'node:crypto';
import type { output } from 'zod/v4';
import { graphValue } from '../../schemas/graph';
import { graphCreateUser, graphUpdateUser, requiredOfUser } from '../../schemas/graphRequests';
import { directoryUser } from '../../world/contosoUsers';
import type { DirectoryUser } from '../../world/world';
import { isProtectedFrom } from '../directoryRoles';
import { settleGroupLicences } from '../groupLicences';
import { readJson } from '../routes';
import { assignLicence } from './assignLicence';
import type { GraphCall } from './graphCall';
import { userKind, userRow } from './graphKinds';
import { badRequest, GraphRefusal, notFound, requestDenied } from './graphRefusal';
import { permissions, type GraphRoute } from './graphRoute';
import { userOf } from './userRoutes';

const { writeUsers, assignLicences } = permissions;

/** Writes of users. A replica that does not know the user yet refuses them. */
export const userWriteRoutes: readonly GraphRoute[] = [
  { method: 'POST', path: /^\/users$/, roles: writeUsers, answer: createUser },
  { method: 'PATCH', path: /^\/users\/([^/]+)$/, roles: writeUsers, answer: updateUser },
  { method: 'DELETE', path: /^\/users\/([^/]+)$/, roles: writeUsers, answer: deleteUser },
  {
    method: 'POST',
    path: /^\/users\/([^/]+)\/revokeSignInSessions$/,
    roles: writeUsers,
    answer: revokeSessions,
  },
  { method: 'POST', path: /^\/users\/([^/]+)\/assignLicense$/, roles: assignLicences, answer: assignLicence },
  {
    method: 'POST',
    path: /^\/directory\/deletedItems\/([^/]+)\/restore$/,
    roles: ['User.DeleteRestore.All', ...writeUsers],
    answer: restoreUser,
  },
];

async function createUser(call: GraphCall): Promise<Response> {
  const { kit } = call;
  const given = await readJson(call.routed.request.clone());
  const sent = typeof given === 'object' && given !== null ? given : {};
  noteAnyPassword(call, sent);
  const missing = requiredOfUser.find((name) => !(name in sent));
  if (missing !== undefined) {
    call.report(`${missing} is missing`);
    throw badRequest(`A value is required for property '${missing}' of resource 'User'.`);
  }
  const unknown = Object.keys(sent).find((name) => !(name in graphCreateUser.shape));
  const draft = await call.body(
    graphCreateUser,
    badRequest(unknown ? `Invalid property '${unknown}'.` : 'Invalid property value.'),
  );
  refuseName(call, draft.userPrincipalName);
  refuseWeak(draft.passwordProfile.password);
  const now = kit.now();
  const user = directoryUser({
    id: randomUUID(),
    displayName: draft.displayName,
    userPrincipalName: draft.userPrincipalName,
    usageLocation: null,
    mail: null,
    givenName: null,
    surname: null,
    createdAt: now,
    sessionsValidFrom: now,
  });
  apply(user, draft);
  kit.world.directory.addUser(user);
  return call.one(userKind, userRow(user), 'users/$entity', 201);
}

async function updateUser(call: GraphCall): Promise<Response> {
  const user = writableOf(call);
  noteAnyPassword(call, await readJson(call.routed.request.clone()));
  const change = await call.body(graphUpdateUser);
  if (change.passwordProfile !== undefined) {
    // An application needs a directory role for this, which nobody gave it here.
    throw requestDenied;
  }
  const name = change.userPrincipalName;
  if (name !== undefined && name !== user.userPrincipalName) refuseName(call, name);
  call.kit.world.directory.changeUser(user.id, (current) => {
    apply(current, change);
  });
  return call.done();
}

/** The user that the path names. Throws a refusal where a role protects the account from the caller. */
function writableOf(call: GraphCall): DirectoryUser {
  const user = userOf(call.view, call.routed.parts[0]);
  if (isProtectedFrom(call.application, user)) throw requestDenied;
  return user;
}

function deleteUser(call: GraphCall): Response {
  const { id } = writableOf(call);
  call.kit.world.directory.changeUser(id, (user) => {
    user.deletedAt = call.kit.now();
    // So that the name is free again: seen on many tenants, though not in Graph's reference.
    user.userPrincipalName = `${id.replaceAll('-', '')}${user.userPrincipalName}`;
  });
  for (const group of call.kit.world.world.groups) {
    if (!group.members.includes(id)) continue;
    call.kit.world.directory.changeGroup(group.id, (current) => {
      current.members = current.members.filter((member) => member !== id);
    });
  }
  settleGroupLicences(call.kit.world);
  return call.done();
}

function restoreUser(call: GraphCall): Response {
  const [id = ''] = call.routed.parts;
  const deleted = call.view.deletedUsers().find((user) => user.id === id.toLowerCase());
  if (deleted === undefined) throw notFound(id);
  if (isProtectedFrom(call.application, deleted)) throw requestDenied;
  const name = deleted.userPrincipalName.slice(deleted.id.replaceAll('-', '').length);
  refuseName(call, name);
  call.kit.world.directory.changeUser(deleted.id, (user) => {
    user.deletedAt = null;
    user.userPrincipalName = name;
  });
  const restored = call.kit.world.directory.asOf(0).user(deleted.id) ?? deleted;
  return call.one(userKind, userRow(restored), 'directoryObjects/$entity');
}

function revokeSessions(call: GraphCall): Response {
  const { id } = writableOf(call);
  call.kit.world.directory.changeUser(id, (user) => {
    user.sessionsValidFrom = call.kit.now();
  });
  return call.answer(200, { '@odata.context': call.context('Edm.Boolean'), value: true }, graphValue);
}

function noteAnyPassword({ kit }: GraphCall, body: unknown): void {
  const profile: unknown =
    typeof body === 'object' && body !== null ? Reflect.get(body, 'passwordProfile') : undefined;
  const password: unknown =
    typeof profile === 'object' && profile !== null ? Reflect.get(profile, 'password') : undefined;
  if (typeof password === 'string') kit.secrets.note(password);
}

function refuseName({ kit }: GraphCall, name: string): void {
  const domain = name.split('@')[1]?.toLowerCase();
  const verified = kit.world.world.tenant.domains.filter((one) => one.verified).map((one) => one.name);
  if (!verified.includes(domain ?? '')) {
    throw badRequest(
      'The domain portion of the userPrincipalName property is invalid. You must use one of the verified domain names in your organization.',
    );
  }
  // Names are unique in the whole directory, whatever a replica knows.
  if (kit.world.directory.asOf(0).user(name) === undefined) return;
  const message = 'Another object with the same value for property userPrincipalName already exists.';
  throw new GraphRefusal(400, 'Request_BadRequest', message, [
    { code: 'ObjectConflict', message, target: 'userPrincipalName' },
  ]);
}

function refuseWeak(password: string): void {
  const kinds = [/[a-z]/, /[A-Z]/, /[0-9]/, /[^A-Za-z0-9]/].filter((kind) => kind.test(password)).length;
  if (kinds < 3) {
    throw badRequest(
      'The specified password does not comply with password complexity requirements. Please provide a different password.',
    );
  }
}

type Change = output<typeof graphUpdateUser>;

function apply(user: DirectoryUser, change: Change): void {
  const { passwordProfile, onPremisesExtensionAttributes: attributes, ...plain } = change;
  Object.assign(user, plain);
  if (passwordProfile !== undefined) {
    user.passwordHash = createHash('sha256').update(passwordProfile.password).digest('hex');
  }
  const set = Object.entries({ ...user.extensionAttributes, ...attributes });
  user.extensionAttributes = Object.fromEntries(
    set.filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}
