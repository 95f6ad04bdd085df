import { z } from 'zod/v4';
import type { DirectoryUser } from '../../world/world';
import { directoryRoles, type DirectoryRoleName } from '../directoryRoles';
import { settleGroupLicences } from '../groupLicences';
import type { WorldState } from '../worldState';
import type { Edit } from './edits';

const directoryRole = z.enum(Object.keys(directoryRoles) as DirectoryRoleName[]);
const user = z.strictObject({ user: z.string() });
const userAndLicence = z.strictObject({
  user: z.string(),
  licence: z.string(),
  byGroup: z.string().optional(),
});
const groupAndUser = z.strictObject({ group: z.string(), user: z.string() });
const seats = z.strictObject({ licence: z.string(), seats: z.int() });
const application = z.strictObject({
  application: z.string(),
  graphRoles: z.array(z.string()).optional(),
  secrets: z.array(z.string()).optional(),
  expiredSecrets: z.array(z.string()).optional(),
  certificates: z.array(z.string()).optional(),
  federatedCredentials: z
    .array(z.strictObject({ issuer: z.string(), subject: z.string(), audience: z.string() }))
    .optional(),
  directoryRoles: z.array(directoryRole).optional(),
  managementApplication: z.boolean().optional(),
});
const userAndRoles = z.strictObject({ user: z.string(), roles: z.array(directoryRole) });
const groupAndLicences = z.strictObject({ group: z.string(), licences: z.array(z.string()) });
const issuers = z.strictObject({
  issuers: z.array(z.strictObject({ issuer: z.string(), keys: z.array(z.looseObject({ kid: z.string() })) })),
});
const vaultAccess = z.strictObject({ vault: z.string(), application: z.string(), may: z.array(z.string()) });
const vaultVersion = z.strictObject({
  vault: z.string(),
  secret: z.string(),
  version: z.string(),
  enabled: z.boolean(),
});

/** Edits of the directory, the applications and the vaults. */
export const directoryEdits = {
  blockUser: edit(user, (world, given) => {
    change(world, given.user, (one) => (one.accountEnabled = false));
  }),
  unblockUser: edit(user, (world, given) => {
    change(world, given.user, (one) => (one.accountEnabled = true));
  }),
  deleteUser: edit(user, (world, given) => {
    change(world, given.user, (one) => {
      one.deletedAt = world.now();
      one.userPrincipalName = `${one.id.replaceAll('-', '')}${one.userPrincipalName}`;
    });
  }),
  assignLicence: edit(userAndLicence, (world, { user: who, licence, byGroup }) => {
    const { skuId } = world.licence(licence);
    change(world, who, (one) => {
      one.licences = one.licences.filter((held) => held.skuId !== skuId);
      one.licences.push({
        skuId,
        disabledPlans: [],
        since: world.now(),
        ...(byGroup === undefined ? {} : { byGroup: world.group(byGroup).id }),
      });
    });
  }),
  removeLicence: edit(userAndLicence, (world, { user: who, licence }) => {
    const { skuId } = world.licence(licence);
    change(world, who, (one) => (one.licences = one.licences.filter((held) => held.skuId !== skuId)));
  }),
  /** Others take so many seats more, or give them back where negative. */
  consumeSeats: edit(seats, (world, { licence, seats: more }) => {
    const one = world.licence(licence);
    one.elsewhere = Math.max(0, one.elsewhere + more);
  }),
  addMember: edit(groupAndUser, (world, { group, user: who }) => {
    const { id } = world.user(who);
    world.directory.changeGroup(world.group(group).id, (one) => {
      if (!one.members.includes(id)) one.members.push(id);
    });
    settleGroupLicences(world);
  }),
  removeMember: edit(groupAndUser, (world, { group, user: who }) => {
    const { id } = world.user(who);
    world.directory.changeGroup(world.group(group).id, (one) => {
      one.members = one.members.filter((member) => member !== id);
    });
    settleGroupLicences(world);
  }),
  /** The administrative roles of Entra that the account holds from now on. */
  setDirectoryRoles: edit(userAndRoles, (world, { user: who, roles }) => {
    change(world, who, (one) => (one.directoryRoles = roles));
  }),
  /** The licences that every direct member of the group gets from now on; members keep none that it gave before. */
  setGroupLicences: edit(groupAndLicences, (world, { group, licences }) => {
    const { id } = world.group(group);
    for (const { id: member, licences: held } of world.world.users) {
      if (held.some(({ byGroup }) => byGroup === id)) {
        change(world, member, (one) => {
          one.licences = one.licences.filter(({ byGroup }) => byGroup !== id);
        });
      }
    }
    world.directory.changeGroup(id, (one) => {
      one.licences = licences.map((which) => world.licence(which).skuId);
    });
    settleGroupLicences(world);
  }),
  /** Issuers outside of the tenant whose tokens Entra can verify from now on. */
  setIssuers: edit(issuers, (world, given) => {
    world.world.issuers = given.issuers;
  }),
  /** Consent, secrets and registration of an application; a token that is out keeps its roles. */
  setApplication: edit(application, (world, { application: which, ...changes }) => {
    const wanted = which.toLowerCase();
    const one = world.world.applications.find(
      ({ appId, displayName }) => appId === wanted || displayName.toLowerCase() === wanted,
    );
    if (one === undefined)
      throw new Error(`The sandbox knows no application "${which}"; nothing was changed.`);
    Object.assign(one, changes);
  }),
  setVaultAccess: edit(vaultAccess, (world, { vault, application: appId, may }) => {
    vaultOf(world, vault).access[appId] = may;
  }),
  setSecretVersion: edit(vaultVersion, (world, { vault, secret, version, enabled }) => {
    const found = vaultOf(world, vault)
      .secrets.find(({ name }) => name === secret)
      ?.versions.find((one) => one.version === version);
    if (found === undefined)
      throw new Error(`The vault has no such version of "${secret}"; nothing was changed.`);
    found.enabled = enabled;
  }),
};

function edit<Given>(given: z.ZodType<Given>, apply: Edit<Given>['apply']): Edit<Given> {
  return { given, apply };
}

function change(world: WorldState, who: string, by: (user: DirectoryUser) => void): void {
  world.directory.changeUser(world.user(who).id, by);
}

function vaultOf(world: WorldState, host: string): WorldState['world']['vaults'][number] {
  const vault = world.world.vaults.find((one) => one.host === host || one.host.startsWith(`${host}.`));
  if (vault === undefined) throw new Error(`The sandbox knows no vault "${host}"; nothing was changed.`);
  return vault;
}
