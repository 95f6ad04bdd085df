import { randomUUID } from 'node:crypto';
import { z } from 'zod/v4';
import { accessPolicyWords } from '../../schemas/graphSignIn';
import type { SignInPolicies } from '../../world/world';
import type { WorldState } from '../worldState';
import type { Edit } from './edits';

const named = z.array(z.string()).optional();
const defaults = z.strictObject({ on: z.boolean() });
/** A policy for all users and applications that asks for a second factor, but for what is given. */
const policy = z.strictObject({
  displayName: z.string(),
  state: accessPolicyWords.state.optional(),
  includeUsers: named,
  excludeUsers: named,
  includeGroups: named,
  excludeGroups: named,
  includeApplications: named,
  excludeApplications: named,
  clientAppTypes: accessPolicyWords.clientApps.optional(),
  includeLocations: named,
  excludeLocations: named,
  signInRiskLevels: named,
  operator: z.enum(['AND', 'OR']).optional(),
  controls: accessPolicyWords.controls.optional(),
  /** Asks for an authentication strength as well. */
  needsStrength: z.boolean().optional(),
});
const policyName = z.strictObject({ displayName: z.string() });

/** Edits of what decides how people and programs may sign in. Users and groups by name or id. */
export const signInEdits = {
  setSecurityDefaults: edit(defaults, (world, { on }) => {
    signInOf(world).securityDefaults = on;
  }),
  addConditionalAccessPolicy: edit(policy, (world, given) => {
    const users = (names: readonly string[] = []): string[] =>
      names.map((name) => (['All', 'None'].includes(name) ? name : world.user(name).id));
    const groups = (names: readonly string[] = []): string[] => names.map((name) => world.group(name).id);
    signInOf(world).policies.push({
      id: randomUUID(),
      createdAt: world.now(),
      displayName: given.displayName,
      state: given.state ?? 'enabled',
      users: { include: users(given.includeUsers ?? ['All']), exclude: users(given.excludeUsers) },
      groups: { include: groups(given.includeGroups), exclude: groups(given.excludeGroups) },
      applications: {
        include: given.includeApplications ?? ['All'],
        exclude: given.excludeApplications ?? [],
      },
      clientAppTypes: given.clientAppTypes ?? ['all'],
      locations: { include: given.includeLocations ?? [], exclude: given.excludeLocations ?? [] },
      signInRiskLevels: given.signInRiskLevels ?? [],
      operator: given.operator ?? 'OR',
      controls: given.controls ?? ['mfa'],
      needsStrength: given.needsStrength ?? false,
    });
  }),
  removeConditionalAccessPolicy: edit(policyName, (world, { displayName }) => {
    const signIn = signInOf(world);
    const rest = signIn.policies.filter((one) => one.displayName !== displayName);
    if (rest.length === signIn.policies.length) {
      throw new Error(
        `The sandbox knows no policy of Conditional Access "${displayName}"; nothing was changed.`,
      );
    }
    signIn.policies = rest;
  }),
};

function edit<Given>(given: z.ZodType<Given>, apply: Edit<Given>['apply']): Edit<Given> {
  return { given, apply };
}

function signInOf({ world }: WorldState): SignInPolicies {
  world.signIn ??= { securityDefaults: false, policies: [] };
  return world.signIn;
}
