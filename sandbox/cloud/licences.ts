import type { DirectoryUser, SubscribedLicence, World } from '../world/world';

/** Seats of a licence that are taken: by living accounts, and by those that the world does not show. */
export function consumedUnits(world: World, licence: SubscribedLicence): number {
  const holders = world.users.filter(
    (user) =>
      user.deletedAt === null &&
      user.licences.some(({ skuId, error }) => skuId === licence.skuId && error === undefined),
  );
  return holders.length + licence.elsewhere;
}

/** Service plans that make an account a licensed user of Dataverse (Microsoft's list of service plans). */
const opensDataverse = /^(CRM|DYN365_(ENTERPRISE_|CDS_P\d|TEAM_MEMBERS)|D365_)/;

/** Whether this account has a licence that Dataverse takes. */
export function opensDataverseTo(world: World, user: DirectoryUser): boolean {
  return user.licences.some((held) => {
    if (held.error !== undefined) return false;
    const licence = world.licences.find(({ skuId }) => skuId === held.skuId);
    return (licence?.plans ?? []).some(
      (plan) => opensDataverse.test(plan.servicePlanName) && !held.disabledPlans.includes(plan.servicePlanId),
    );
  });
}
