import { roleReference, systemUserPatch } from '../../schemas/dataverse';
import type { SystemUser } from '../../world/world';
import { readJson } from '../routes';
import type { DataverseCall } from './dataverseCall';
import {
  bringInRefusal,
  DataverseRefusal,
  doesNotExist,
  invalidRequest,
  platformColumns,
  platformColumnsOfNew,
  rowRefusal,
  userIsDisabled,
} from './dataverseRefusal';
import { administersTheTenant, isSystemAdministratorRole } from './administration';
import { faultCodes } from './faultCodes';
import type { DataverseRoute } from './dataverseRoute';
import { systemUsers } from './tables';

const guid = '([0-9a-f-]{36})';
const alternateKey = `/systemusers\\(azureactivedirectoryobjectid=${guid}\\)`;

/** Writes of users, and the read by alternate key, which makes the row where there is none. */
export const systemUserRoutes: readonly DataverseRoute[] = [
  {
    method: 'GET',
    path: new RegExp(`^${alternateKey}$`, 'i'),
    writes: true,
    answer: (call) => call.one(systemUsers, broughtIn(call).id),
  },
  { method: 'POST', path: /^\/systemusers$/, writes: true, answer: refuseCreating },
  {
    method: 'PATCH',
    path: new RegExp(`^/systemusers\\(${guid}\\)$`, 'i'),
    writes: true,
    answer: change,
  },
  {
    method: 'POST',
    path: new RegExp(`^/systemusers\\(${guid}\\)/systemuserroles_association/\\$ref$`, 'i'),
    writes: true,
    answer: (call) => assignRole(call, rowOf(call)),
  },
  {
    method: 'POST',
    path: new RegExp(`^${alternateKey}/systemuserroles_association/\\$ref$`, 'i'),
    writes: true,
    answer: (call) => assignRole(call, broughtIn(call)),
  },
  {
    method: 'DELETE',
    path: new RegExp(`^/systemusers\\(${guid}\\)/systemuserroles_association(?:\\(${guid}\\))?/\\$ref$`, 'i'),
    writes: true,
    answer: removeRole,
  },
];

function broughtIn(call: DataverseCall): SystemUser {
  const objectId = (call.routed.parts[0] ?? '').toLowerCase();
  const { platform } = call.kit.world;
  const row = platform.bringIn(call.environment, objectId, 0);
  if (typeof row === 'string') throw bringInRefusal(row, objectId, call.environment.securityGroupId);
  // Asked for by addUser and not there yet: this makes it appear.
  row.appearsAt = Math.min(row.appearsAt, call.kit.now());
  platform.settle(call.environment);
  return row;
}

function rowOf(call: DataverseCall): SystemUser {
  const row = findRow(call);
  if (row === undefined) throw doesNotExist('systemuser', call.routed.parts[0] ?? '');
  return row;
}

function findRow(call: DataverseCall): SystemUser | undefined {
  const id = call.routed.parts[0]?.toLowerCase();
  return call.kit.world.platform.settle(call.environment).find((row) => row.id === id);
}

/** Users come from Entra. What a create says that is wrong in itself has its own code; else it is not played. */
async function refuseCreating(call: DataverseCall): Promise<never> {
  call.report('users are not made here, neither by a POST nor by a PATCH without If-Match');
  const { directory, platform } = call.kit.world;
  const body = await readJson(call.routed.request);
  const sent = new Map(typeof body === 'object' && body !== null ? Object.entries(body) : []);
  const kept = [...sent.keys()].find((name) => name in platformColumnsOfNew);
  if (kept !== undefined) {
    throw new DataverseRefusal(400, platformColumnsOfNew[kept] ?? '', `${kept} cannot be set by a caller.`);
  }
  const name = String(sent.get('domainname') ?? '').toLowerCase();
  if (platform.settle(call.environment).some(({ domainName }) => domainName.toLowerCase() === name)) {
    throw new DataverseRefusal(400, faultCodes.userAlreadyExists, 'A user of this name is there already.');
  }
  if (name !== '' && directory.asOf(call.kit.lags.of('directoryToDataverse')).user(name) === undefined) {
    throw bringInRefusal('notFound', name, null);
  }
  throw invalidRequest('Users come from Microsoft Entra ID and cannot be created here.');
}

async function change(call: DataverseCall): Promise<Response> {
  const condition = call.routed.request.headers.get('if-match');
  const row = findRow(call);
  if (row === undefined && condition === null) return refuseCreating(call);
  if (row === undefined) throw doesNotExist('systemuser', call.routed.parts[0] ?? '');
  if (condition !== null && condition !== '*' && condition !== `W/"${String(row.rowVersion)}"`) {
    throw new DataverseRefusal(
      412,
      faultCodes.concurrencyVersionMismatch,
      "The version of the existing record doesn't match the RowVersion property provided.",
    );
  }
  const body = await call.body(systemUserPatch, columnRefusal);
  const unit = body['businessunitid@odata.bind'];
  const unitId = unit === undefined ? undefined : unitOf(call, unit);
  const { platform } = call.kit.world;
  if (body.accessmode !== undefined) {
    const why = platform.setAccessMode(call.environment, row, body.accessmode);
    if (why !== undefined) throw rowRefusal(why);
  }
  if (body.isdisabled !== undefined) {
    const why = platform.setDisabled(call.environment, row, body.isdisabled);
    if (why !== undefined) throw rowRefusal(why);
  }
  if (unitId !== undefined && unitId !== row.unitId) move(call, row, unitId);
  return call.done(row.id);
}

function columnRefusal(body: unknown): DataverseRefusal | undefined {
  const names = typeof body === 'object' && body !== null ? Object.keys(body) : [];
  const kept = names.find((name) => name in platformColumns);
  if (kept !== undefined) {
    return new DataverseRefusal(400, platformColumns[kept] ?? '', `The property ${kept} cannot be modified.`);
  }
  const unknown = names.find((name) => !(name in systemUserPatch.shape));
  return unknown === undefined
    ? undefined
    : invalidRequest(`The property '${unknown}' does not exist or cannot be written.`);
}

function unitOf(call: DataverseCall, reference: string): string {
  const id = lastKey(reference);
  const unit = call.environment.units.find((one) => one.id === id);
  if (unit === undefined) throw doesNotExist('businessunit', id);
  return unit.id;
}

function move(call: DataverseCall, row: SystemUser, unitId: string): void {
  row.unitId = unitId;
  row.roleIds = [];
  delete row.licenceRoleId;
  call.kit.world.platform.touch(call.environment, row);
}

async function assignRole(call: DataverseCall, row: SystemUser): Promise<Response> {
  const { '@odata.id': reference } = await call.body(roleReference);
  const role = roleOf(call, reference);
  if (row.isDisabled) throw userIsDisabled;
  if (role.unitId !== row.unitId) {
    throw new DataverseRefusal(
      400,
      faultCodes.userInWrongBusiness,
      "The role is not in the user's business unit.",
    );
  }
  if (!row.roleIds.includes(role.id)) {
    row.roleIds.push(role.id);
    call.kit.world.platform.touch(call.environment, row);
  }
  return call.done();
}

function removeRole(call: DataverseCall): Response {
  const row = rowOf(call);
  const [, key = ''] = call.routed.parts;
  const reference = key === '' ? lastKey(call.routed.url.searchParams.get('$id') ?? '') : key;
  if (reference === '') throw invalidRequest('The reference to remove is missing.');
  if (row.roleIds.includes(reference.toLowerCase())) {
    if (isSystemAdministratorRole(call.environment, reference) && administersTheTenant(call.kit, row)) {
      throw new DataverseRefusal(
        400,
        faultCodes.cannotRemoveTenantAdministrator,
        'An administrator of the tenant cannot be removed from System Administrator.',
      );
    }
    row.roleIds = row.roleIds.filter((id) => id !== reference.toLowerCase());
    call.kit.world.platform.touch(call.environment, row);
  }
  return call.done();
}

function roleOf(call: DataverseCall, reference: string): { id: string; unitId: string } {
  const id = lastKey(reference);
  const here = reference.toLowerCase().startsWith(`https://${call.environment.host}/`);
  const role = call.environment.roles.find((one) => one.id === id);
  if (!here || role === undefined) throw invalidRequest(`The role ${id} does not exist in this environment.`);
  return role;
}

function lastKey(reference: string): string {
  return /\(([0-9a-f-]{36})\)$/i.exec(reference)?.[1]?.toLowerCase() ?? '';
}
