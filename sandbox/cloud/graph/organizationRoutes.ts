import type { Tenant } from '../../world/world';
import type { Row } from '../odata/filter';
import { domainKind, organizationKind, skuKind, skuRow } from './graphKinds';
import { permissions, type GraphRoute } from './graphRoute';

/** The organisation, its domains and its licences. */
export const organizationRoutes: readonly GraphRoute[] = [
  {
    method: 'GET',
    path: /^\/subscribedSkus$/,
    roles: permissions.readLicences,
    answer: (call) => {
      const { world } = call.kit.world;
      return call.page(
        skuKind,
        world.licences.map((licence) => skuRow(world, licence)),
        'subscribedSkus',
      );
    },
  },
  {
    method: 'GET',
    path: /^\/organization$/,
    roles: permissions.readOrganization,
    answer: (call) =>
      call.page(organizationKind, [organizationRow(call.kit.world.world.tenant)], 'organization'),
  },
  {
    method: 'GET',
    path: /^\/domains$/,
    roles: permissions.readDomains,
    answer: (call) => call.page(domainKind, call.kit.world.world.tenant.domains.map(domainRow), 'domains'),
  },
];

type Domain = Tenant['domains'][number];

function organizationRow(tenant: Tenant): Row {
  return {
    id: tenant.id,
    countryLetterCode: tenant.countryLetterCode,
    displayName: tenant.displayName,
    verifiedDomains: tenant.domains
      .filter(({ verified }) => verified)
      .map((domain) => ({
        capabilities: 'Email, OfficeCommunicationsOnline',
        isDefault: domain.primary,
        isInitial: domain.initial,
        name: domain.name,
        type: 'Managed',
      })),
  };
}

function domainRow(domain: Domain): Row {
  return {
    authenticationType: 'Managed',
    id: domain.name,
    isAdminManaged: true,
    isDefault: domain.primary,
    isInitial: domain.initial,
    isRoot: true,
    isVerified: domain.verified,
    supportedServices: domain.verified ? ['Email', 'OfficeCommunicationsOnline'] : [],
  };
}
