import { contosoEnvironments } from './contosoEnvironments';
import { contosoGroups } from './contosoGroups';
import { botApplication, contosoTenantId, signInApplication } from './contosoIds';
import { contosoLicences } from './contosoLicences';
import { contosoUsers } from './contosoUsers';
import type { World } from './world';

/**
 * A fresh Contoso, always the same: one tenant, its people and groups, four environments that the bot can reach and
 * one that it cannot, a few licences and one vault.
 */
export function contoso(): World {
  return {
    version: 1,
    tenant: {
      id: contosoTenantId,
      displayName: 'Contoso',
      countryLetterCode: 'DE',
      domains: [
        { name: 'contoso.com', verified: true, initial: false, primary: true },
        { name: 'contoso.onmicrosoft.com', verified: true, initial: true, primary: false },
        { name: 'contoso-labs.com', verified: false, initial: false, primary: false },
      ],
    },
    applications: [
      {
        appId: botApplication.appId,
        objectId: botApplication.objectId,
        displayName: 'Countersign',
        secrets: [botApplication.secret],
        graphRoles: [
          'User.ReadWrite.All',
          'LicenseAssignment.ReadWrite.All',
          'Organization.Read.All',
          'GroupMember.ReadWrite.All',
          'Group.Read.All',
          'Domain.Read.All',
          'Policy.Read.All',
        ],
        managementApplication: true,
      },
      {
        appId: signInApplication.appId,
        objectId: signInApplication.objectId,
        displayName: 'Countersign sign-in',
        secrets: [signInApplication.secret],
        graphRoles: [],
        managementApplication: false,
        redirectUris: [`https://${signInApplication.host}/step-up/return`],
      },
    ],
    users: contosoUsers(),
    groups: contosoGroups(),
    licences: contosoLicences(),
    environments: contosoEnvironments(),
    vaults: [
      {
        host: 'contoso-countersign.vault.azure.net',
        access: { [botApplication.appId]: ['get', 'set', 'list'] },
        secrets: [],
      },
    ],
  };
}
