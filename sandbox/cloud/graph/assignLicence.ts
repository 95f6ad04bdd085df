import { graphAssignLicense } from '../../schemas/graphRequests';
import type { DirectoryUser, HeldLicence } from '../../world/world';
import { consumedUnits } from '../licences';
import { readJson } from '../routes';
import type { GraphCall } from './graphCall';
import { userKind, userRow } from './graphKinds';
import { badRequest } from './graphRefusal';
import { userOf } from './userRoutes';

/** Answers assignLicense, with the refusals that were recorded; nothing is changed where one thing is refused. */
export async function assignLicence(call: GraphCall): Promise<Response> {
  const seen = userOf(call.view, call.routed.parts[0]);
  const missing = await missingParameters(call);
  if (missing.length > 0) {
    call.report(`${missing.join(', ')} missing`);
    throw badRequest(
      `One or more parameters of the operation 'assignLicense' are missing from the request payload. The missing parameters are: ${missing.join(', ')}.`,
    );
  }
  const { addLicenses, removeLicenses } = await call.body(graphAssignLicense);
  const { world, directory } = call.kit.world;
  const current = world.users.find(({ id }) => id === seen.id) ?? seen;
  for (const { skuId } of addLicenses) refuseAdding(call, seen, current, skuId);
  for (const skuId of removeLicenses) refuseRemoving(current, skuId);
  directory.changeUser(seen.id, (user) => {
    // What came by a group stays beside what is assigned directly.
    const stays = ({ skuId, byGroup }: HeldLicence, changed: readonly string[]): boolean =>
      byGroup !== undefined || !changed.includes(skuId);
    user.licences = user.licences.filter((held) => stays(held, removeLicenses));
    for (const { skuId, disabledPlans = [] } of addLicenses) {
      user.licences = user.licences.filter((held) => stays(held, [skuId]));
      user.licences.push({ skuId, disabledPlans, since: call.kit.now() });
    }
  });
  return call.one(
    userKind,
    userRow(world.users.find(({ id }) => id === seen.id) ?? current),
    'users/$entity',
  );
}

async function missingParameters(call: GraphCall): Promise<string[]> {
  const body = await readJson(call.routed.request.clone());
  const sent = typeof body === 'object' && body !== null ? body : {};
  return ['addLicenses', 'removeLicenses'].filter((name) => !(name in sent));
}

function refuseAdding(call: GraphCall, seen: DirectoryUser, current: DirectoryUser, skuId: string): void {
  const { world } = call.kit.world;
  const licence = world.licences.find((one) => one.skuId === skuId);
  if (licence === undefined) {
    throw badRequest(`License ${skuId} does not correspond to a valid company License.`);
  }
  // By what this replica knows: a location that was just set may be missing here.
  if (seen.usageLocation === null) {
    throw badRequest('License assignment cannot be done for user with invalid usage location.');
  }
  const held = current.licences.some((one) => one.skuId === skuId && one.error === undefined);
  if (!held && consumedUnits(world, licence) >= licence.enabled) {
    throw badRequest(`Subscription with SKU ${skuId} does not have any available licenses.`);
  }
}

function refuseRemoving(current: DirectoryUser, skuId: string): void {
  const held = current.licences.filter((one) => one.skuId === skuId);
  if (held.length === 0) throw badRequest('User does not have a corresponding license.');
  if (held.every(({ byGroup }) => byGroup !== undefined)) {
    throw badRequest(
      'User license is inherited from a group membership and it cannot be removed directly from the user.',
    );
  }
}
