import { z } from 'zod/v4';
import type { Environment, SystemUser } from '../../world/world';
import { modes } from '../rowRules';
import type { WorldState } from '../worldState';
import type { Edit } from './edits';

const row = z.strictObject({ environment: z.string(), user: z.string() });
const rowAndMode = row.extend({ accessMode: z.int().min(0).max(5) });
const rowAndRole = row.extend({ role: z.string() });
const limits = z.strictObject({
  environment: z.string(),
  limit: z.int().optional(),
  toldLimit: z.int().nullable().optional(),
  toldAs: z.enum(['number', 'nonsense', 'refused', 'failing', 'silent']).optional(),
});
const securityGroup = z.strictObject({ environment: z.string(), group: z.string().nullable() });
const modeRule = z.strictObject({
  environment: z.string(),
  user: z.string().optional(),
  after: z.union([z.literal('licenceRemoval'), z.number().nonnegative()]),
  times: z.int().positive().optional(),
});
const environmentAlone = z.strictObject({ environment: z.string() });
const environmentType = environmentAlone.extend({
  type: z.enum(['Production', 'Trial', 'Developer', 'None']),
  createdBy: z.string().optional(),
});
const licenceRole = environmentAlone.extend({ role: z.string().nullable() });
const fill = z.strictObject({ environment: z.string(), free: z.int().nonnegative() });

/** Edits of the environments. */
export const environmentEdits = {
  setAccessMode: edit(rowAndMode, (world, { environment, user, accessMode }) => {
    const one = world.systemUser(environment, user);
    world.platform.forceAccessMode(world.environment(environment), one, accessMode);
  }),
  disableSystemUser: edit(row, (world, { environment, user }) => {
    byHand(world, environment, user, true);
  }),
  enableSystemUser: edit(row, (world, { environment, user }) => {
    byHand(world, environment, user, false);
  }),
  assignRole: edit(rowAndRole, (world, { environment, user, role }) => {
    const one = world.systemUser(environment, user);
    const { id } = world.role(world.environment(environment), one.unitId, role);
    if (!one.roleIds.includes(id)) one.roleIds.push(id);
    world.platform.touch(world.environment(environment), one);
  }),
  removeRole: edit(rowAndRole, (world, { environment, user, role }) => {
    const one = world.systemUser(environment, user);
    const { id } = world.role(world.environment(environment), one.unitId, role);
    one.roleIds = one.roleIds.filter((held) => held !== id);
    world.platform.touch(world.environment(environment), one);
  }),
  setLimit: edit(limits, (world, { environment, limit, toldLimit, toldAs }) => {
    const one = world.environment(environment);
    if (toldAs === 'number') delete one.toldAs;
    else if (toldAs !== undefined) one.toldAs = toldAs;
    if (limit !== undefined) one.limit = limit;
    if (toldLimit !== undefined) one.toldLimit = toldLimit;
  }),
  setSecurityGroup: edit(securityGroup, (world, { environment, group }) => {
    const one = world.environment(environment);
    if (one.type === 'Developer') {
      throw new Error('A developer environment takes no security group; nothing was changed.');
    }
    one.securityGroupId = group === null ? null : world.group(group).id;
  }),
  /** Of what type the environment is, and who made it. */
  setEnvironmentType: edit(environmentType, (world, { environment, type, createdBy }) => {
    const one = world.environment(environment);
    one.type = type;
    if (createdBy !== undefined) one.createdBy = world.user(createdBy).id;
  }),
  /** From now on the platform gives this role to whoever is licensed, and takes it away with the licence. */
  setLicenceRole: edit(licenceRole, (world, { environment, role }) => {
    const one = world.environment(environment);
    if (role === null) delete one.licenceRole;
    else one.licenceRole = role;
  }),
  /** Microsoft's own job comes around and brings in everybody who is licensed and let in. */
  bringInLicensed: edit(environmentAlone, (world, { environment }) => {
    world.platform.bringInLicensed(world.environment(environment));
  }),
  /** From now on somebody sets the mode back, again and again. */
  modeDoesNotStick: edit(modeRule, (world, { environment, user, after, times }) => {
    world.environment(environment).modeRules.push({
      after,
      since: world.now(),
      ...(user === undefined ? {} : { objectId: world.findUser(user)?.id ?? user }),
      ...(times === undefined ? {} : { times }),
    });
  }),
  /** Nobody sets modes back any more. */
  modeSticks: edit(environmentAlone, (world, { environment }) => {
    world.environment(environment).modeRules = [];
  }),
  /** Others make non-interactive users until only so many slots are free. */
  fillSlots: edit(fill, (world, { environment, free }) => {
    const one = world.environment(environment);
    const missing = one.limit - free - world.platform.nonInteractive(one).length;
    for (let made = 0; made < missing; made += 1) one.users.push(stranger(world, one, made));
  }),
};

function edit<Given>(given: z.ZodType<Given>, apply: Edit<Given>['apply']): Edit<Given> {
  return { given, apply };
}

function byHand(world: WorldState, environment: string, user: string, disabled: boolean): void {
  const one = world.systemUser(environment, user);
  one.disabledByHand = disabled;
  world.platform.touch(world.environment(environment), one);
  world.platform.settle(world.environment(environment));
}

/** A non-interactive user without an account of its own, so that nothing but an edit changes it. */
function stranger(world: WorldState, environment: Environment, number: number): SystemUser {
  const [pattern] = environment.users;
  if (pattern === undefined) throw new Error('The environment has no users to go by; nothing was changed.');
  const name = `import-${String(number + 1)}`;
  return {
    ...structuredClone(pattern),
    id: crypto.randomUUID(),
    objectId: null,
    applicationId: null,
    domainName: `${name}@contoso.com`,
    email: `${name}@contoso.com`,
    firstName: 'Import',
    lastName: String(number + 1),
    accessMode: modes.nonInteractive,
    isDisabled: false,
    isLicensed: false,
    roleIds: [],
    createdAt: world.now(),
    modifiedAt: world.now(),
    modeSetAt: world.now(),
  };
}
