import { consumedUnits } from '../licences';
import type { WorldState } from '../worldState';

/** The world for people who look on: accounts, users of each environment, licences, vaults; no values of secrets. */
export function stateOf(world: WorldState): Record<string, unknown> {
  const { users, licences, environments, vaults, groups } = world.world;
  return {
    accounts: users.map((user) => ({
      id: user.id,
      userPrincipalName: user.userPrincipalName,
      displayName: user.displayName,
      accountEnabled: user.accountEnabled,
      deleted: user.deletedAt !== null,
      licences: user.licences.map(({ skuId }) => world.licence(skuId).skuPartNumber),
    })),
    groups: groups.map(({ id, displayName, members }) => ({ id, displayName, members })),
    licences: licences.map((licence) => ({
      skuId: licence.skuId,
      skuPartNumber: licence.skuPartNumber,
      enabled: licence.enabled,
      consumed: consumedUnits(world.world, licence),
    })),
    environments: environments.map((environment) => ({
      id: environment.id,
      displayName: environment.displayName,
      host: environment.host,
      limit: environment.limit,
      nonInteractive: world.platform.nonInteractive(environment).length,
      systemusers: world.platform.settle(environment).map((row) => ({
        id: row.id,
        azureactivedirectoryobjectid: row.objectId,
        domainname: row.domainName,
        accessmode: row.accessMode,
        isdisabled: row.isDisabled,
        disabledreason: row.disabledReason,
        islicensed: row.isLicensed,
        applicationUser: row.applicationId !== null,
        roles: row.roleIds.map((id) => environment.roles.find((role) => role.id === id)?.name ?? id),
      })),
    })),
    vaults: vaults.map(({ host, secrets }) => ({
      host,
      secrets: secrets.map(({ name, versions }) => ({
        name,
        versions: versions.map(({ version, enabled, tags, expires }) => ({
          version,
          enabled,
          tags,
          expires,
        })),
      })),
    })),
  };
}
