import { skus } from './contosoIds';
import type { SubscribedLicence } from './world';

/**
 * The licences Contoso bought: Sales Enterprise with three seats left, Power Apps Premium with many, Office 365 E3
 * without a plan that opens Dataverse to users, and Customer Service Enterprise without a seat left.
 */
export function contosoLicences(): SubscribedLicence[] {
  const exchange = plan('113feb6c-3fe4-4440-bddc-54d774bf0318', 'EXCHANGE_S_FOUNDATION');
  return [
    {
      skuId: skus.sales,
      skuPartNumber: 'DYN365_ENTERPRISE_SALES',
      enabled: 10,
      elsewhere: 2,
      plans: [plan('2da8e897-7791-486b-b08f-cc63c8129df7', 'DYN365_ENTERPRISE_SALES'), exchange],
    },
    {
      skuId: skus.powerAppsPerUser,
      skuPartNumber: 'POWERAPPS_PER_USER',
      enabled: 25,
      elsewhere: 4,
      plans: [
        plan('ea2cf03b-ac60-46ae-9c1d-eeaeb63cec86', 'POWERAPPS_PER_USER'),
        plan('6ea4c1ef-c259-46df-bce2-943342cd3cb2', 'DYN365_CDS_P2'),
        exchange,
      ],
    },
    {
      skuId: skus.office,
      skuPartNumber: 'ENTERPRISEPACK',
      enabled: 50,
      elsewhere: 31,
      plans: [
        plan('efb87545-963c-4e0d-99df-69c6916d9eb0', 'EXCHANGE_S_ENTERPRISE'),
        plan('57ff2da0-773e-42df-b2af-ffb7a2317929', 'TEAMS1'),
        plan('43de0ff5-c92c-492b-9116-175376d08c38', 'OFFICESUBSCRIPTION'),
      ],
    },
    {
      skuId: skus.customerService,
      skuPartNumber: 'DYN365_ENTERPRISE_CUSTOMER_SERVICE',
      enabled: 3,
      elsewhere: 3,
      plans: [plan('99340b49-fb81-4b1e-976b-8f2ae8e9394f', 'DYN365_ENTERPRISE_CUSTOMER_SERVICE'), exchange],
    },
  ];
}

function plan(servicePlanId: string, servicePlanName: string): SubscribedLicence['plans'][number] {
  return { servicePlanId, servicePlanName, appliesTo: 'User' };
}
