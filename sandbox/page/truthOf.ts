import { consumedUnits } from '../cloud/licences';
import { modes } from '../cloud/rowRules';
import type { WorldState } from '../cloud/worldState';
import type { DirectoryUser, SystemUser } from '../world/world';
import type { AccountTruth, TruthPart } from './browser/wire';

/** What is so at Microsoft now: accounts made since the world began, newest first, slots, seats, names of secrets. */
export function truthOf(world: WorldState): TruthPart {
  const { users, licences, environments, vaults } = world.world;
  const began = Math.min(...users.map(({ createdAt }) => createdAt));
  const made = users.filter(({ createdAt }) => createdAt > began).sort((a, b) => b.createdAt - a.createdAt);
  return {
    accounts: made.map((user) => accountOf(world, user)),
    environments: environments.map((environment) => ({
      name: environment.displayName,
      used: world.platform.nonInteractive(environment).length,
      limit: environment.limit,
    })),
    licences: licences.map((licence) => ({
      name: licence.skuPartNumber,
      seats: licence.enabled,
      taken: consumedUnits(world.world, licence),
    })),
    secrets: vaults.flatMap(({ secrets }) =>
      secrets.map(({ name, versions }) => ({
        name,
        versions: versions.length,
        enabled: versions.filter(({ enabled }) => enabled).length,
      })),
    ),
  };
}

function accountOf(world: WorldState, user: DirectoryUser): AccountTruth {
  const state = user.deletedAt !== null ? 'deleted' : user.accountEnabled ? 'enabled' : 'blocked';
  const rows = world.world.environments.flatMap((environment) => {
    const row = world.platform.settle(environment).find(({ objectId }) => objectId === user.id);
    if (row === undefined) return [];
    const roles = row.roleIds.map((id) => environment.roles.find((role) => role.id === id)?.name ?? id);
    return [{ environment: environment.displayName, mode: modeName(row), isDisabled: row.isDisabled, roles }];
  });
  return {
    name: user.displayName,
    signInName: user.userPrincipalName,
    state,
    licences: user.licences.map(({ skuId }) => world.licence(skuId).skuPartNumber),
    rows,
  };
}

/** The Access Mode in Microsoft's words ("accessmode" of systemuser in the Web API's metadata). */
function modeName({ accessMode }: SystemUser): string {
  const names: Readonly<Record<number, string>> = {
    [modes.readWrite]: 'Read-Write',
    1: 'Administrative',
    2: 'Read',
    3: 'Support User',
    [modes.nonInteractive]: 'Non-interactive',
    5: 'Delegated Admin',
  };
  return names[accessMode] ?? String(accessMode);
}
