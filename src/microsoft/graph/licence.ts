import { z } from 'zod/v4';
import type { Licence } from '../../ports';

/** A subscribed SKU as Graph v1.0 describes it, as far as it is asked for. */
export const subscribedSku = z.object({
  skuId: z.string(),
  skuPartNumber: z.string(),
  consumedUnits: z.number().nullish(),
  prepaidUnits: z.object({ enabled: z.number().nullish() }).nullish(),
  servicePlans: z
    .array(z.object({ servicePlanName: z.string(), provisioningStatus: z.string().nullish() }))
    .nullish(),
});

/**
 * Service plans that make an account a licensed user of a Dataverse environment (Microsoft's product names and
 * service plan identifiers for licensing). The Dataverse plans within Office and per-app passes do not.
 */
const dataversePlan =
  /^(CRM|D365_|DYN365_(ENTERPRISE_|TEAM_MEMBERS|SALES|CUSTOMER_SERVICE|CS_|MARKETING|FIELD_SERVICE|CDS_P\d))/;

/** An attach licence is worth nothing without its base licence. */
const attach = /_ATTACH(_|$)/;

/** The licence in our words. */
export function licenceOf(sku: z.infer<typeof subscribedSku>): Licence {
  const plans = (sku.servicePlans ?? []).filter((plan) => plan.provisioningStatus !== 'Disabled');
  return {
    skuId: sku.skuId,
    partNumber: sku.skuPartNumber,
    enabled: sku.prepaidUnits?.enabled ?? 0,
    used: sku.consumedUnits ?? 0,
    opensDataverse:
      !attach.test(sku.skuPartNumber) && plans.some((plan) => dataversePlan.test(plan.servicePlanName)),
  };
}
