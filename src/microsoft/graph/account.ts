import { z } from 'zod/v4';
import type { Account } from '../../ports';
import { markOf } from './mark';

/** What is read of an account, always all of it: Graph leaves out what is not asked for. */
export const accountSelect = [
  'id',
  'userPrincipalName',
  'displayName',
  'accountEnabled',
  'userType',
  'onPremisesExtensionAttributes',
  'usageLocation',
  'assignedLicenses',
  'licenseAssignmentStates',
].join(',');

/** A user as Graph v1.0 describes it, as far as it is asked for. */
export const graphUser = z.object({
  id: z.string(),
  userPrincipalName: z.string(),
  displayName: z.string().nullish(),
  accountEnabled: z.boolean().nullish(),
  userType: z.string().nullish(),
  onPremisesExtensionAttributes: z.object({ extensionAttribute15: z.string().nullish() }).nullish(),
  usageLocation: z.string().nullish(),
  assignedLicenses: z.array(z.object({ skuId: z.string() })).nullish(),
  licenseAssignmentStates: z
    .array(z.object({ skuId: z.string(), assignedByGroup: z.string().nullish() }))
    .nullish(),
});
type GraphUser = z.infer<typeof graphUser>;

/** The account in our words. */
export function accountOf(user: GraphUser): Account {
  const mark = markOf(user.onPremisesExtensionAttributes?.extensionAttribute15);
  return {
    objectId: user.id,
    userPrincipalName: user.userPrincipalName,
    displayName: user.displayName ?? user.userPrincipalName,
    enabled: user.accountEnabled === true,
    guest: user.userType === 'Guest',
    ...(mark === undefined ? {} : { mark }),
    ...(typeof user.usageLocation === 'string' ? { usageLocation: user.usageLocation } : {}),
    licences: (user.assignedLicenses ?? []).map(({ skuId }) => ({ skuId, byGroup: isByGroup(user, skuId) })),
  };
}

/** By a group only: a licence that was assigned directly as well can be taken back, so it counts as direct. */
function isByGroup(user: GraphUser, skuId: string): boolean {
  const states = (user.licenseAssignmentStates ?? []).filter((state) => state.skuId === skuId);
  return states.length > 0 && states.every((state) => typeof state.assignedByGroup === 'string');
}
