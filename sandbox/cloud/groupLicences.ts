import type { DirectoryUser, HeldLicence } from '../world/world';
import { consumedUnits } from './licences';
import type { WorldState } from './worldState';

/**
 * Gives every account the licences of the groups that it is directly in, and takes those away whose group it has
 * left: what Entra does when a membership or a group's licences change. Without a seat the licence is there with its
 * error, and not held.
 */
export function settleGroupLicences({ world, directory, now }: WorldState): void {
  for (const user of world.users) {
    if (user.deletedAt !== null) continue;
    const due = world.groups
      .filter((group) => group.members.includes(user.id))
      .flatMap(({ id, licences = [] }) => licences.map((skuId) => ({ skuId, byGroup: id })));
    const gone = user.licences.filter((held) => isGone(world.groups, user, held));
    const missing = due.filter(
      ({ skuId, byGroup }) => !user.licences.some((one) => one.skuId === skuId && one.byGroup === byGroup),
    );
    if (gone.length === 0 && missing.length === 0) continue;
    directory.changeUser(user.id, (one) => {
      one.licences = one.licences.filter((held) => !gone.includes(held));
      for (const { skuId, byGroup } of missing) {
        const licence = world.licences.find((known) => known.skuId === skuId);
        const held = one.licences.some((other) => other.skuId === skuId && other.error === undefined);
        const full = licence === undefined || (!held && consumedUnits(world, licence) >= licence.enabled);
        const error = full ? ({ error: 'CountViolation' } as const) : {};
        one.licences.push({ skuId, byGroup, disabledPlans: [], since: now(), ...error });
      }
    });
  }
}

/** Whether the licence came by a group that gives it, and that the account is no longer in. */
function isGone(
  groups: WorldState['world']['groups'],
  user: DirectoryUser,
  { skuId, byGroup }: HeldLicence,
): boolean {
  const group = groups.find(({ id }) => id === byGroup);
  return group?.licences?.includes(skuId) === true && !group.members.includes(user.id);
}
