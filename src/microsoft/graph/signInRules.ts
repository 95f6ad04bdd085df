import { z } from 'zod/v4';
import type { AccessPolicy, RuleScope, SignInRules } from '../../domain/signInRules';
import type { GraphClient } from './graphClient';

const words = z.array(z.string()).nullish();

const securityDefaults = z.object({ isEnabled: z.boolean() });

/** What the account belongs to: of a role that the bot may not read, Graph shows no more than that it is one. */
const belongsTo = z.object({
  '@odata.type': z.string().nullish(),
  id: z.string(),
  roleTemplateId: z.string().nullish(),
});

const places = z.object({ includeLocations: words, excludeLocations: words });
const platforms = z.object({ includePlatforms: words, excludePlatforms: words });

/** A policy as Graph v1.0 describes it. Conditions of kinds that are not named here are kept, to be seen. */
const graphPolicy = z.object({
  displayName: z.string(),
  state: z.string(),
  conditions: z.looseObject({
    applications: z
      .object({ includeApplications: words, excludeApplications: words, applicationFilter: z.unknown() })
      .nullish(),
    users: z
      .object({
        includeUsers: words,
        excludeUsers: words,
        includeGroups: words,
        excludeGroups: words,
        includeRoles: words,
        excludeRoles: words,
      })
      .nullish(),
    clientAppTypes: words,
    locations: places.nullish(),
    platforms: platforms.nullish(),
  }),
  grantControls: z
    .object({
      operator: z.string().nullish(),
      builtInControls: words,
      customAuthenticationFactors: words,
      termsOfUse: words,
      authenticationStrength: z.unknown(),
    })
    .nullish(),
});
type GraphPolicy = z.infer<typeof graphPolicy>;
type Words = string[] | null | undefined;

function scope(include: Words, exclude: Words): RuleScope {
  return { include: include ?? [], exclude: exclude ?? [] };
}

/** Whether a condition narrows nothing: it is not set, or takes in all and leaves out none. */
function takesAll(condition: { include: Words; exclude: Words } | undefined): boolean {
  if (condition === undefined) return true;
  const include = condition.include ?? [];
  const all = include.length === 0 || include.some((one) => one.toLowerCase() === 'all');
  return all && (condition.exclude ?? []).length === 0;
}

function isSet(condition: unknown): boolean {
  return Array.isArray(condition) ? condition.length > 0 : condition !== null && condition !== undefined;
}

/** Whether something beside account, application and kind of client decides, which nobody can know in advance. */
function isConditional({ locations, platforms: kinds, ...rest }: GraphPolicy['conditions']): boolean {
  const judged = ['applications', 'users', 'clientAppTypes'];
  const place = locations && { include: locations.includeLocations, exclude: locations.excludeLocations };
  const kind = kinds && { include: kinds.includePlatforms, exclude: kinds.excludePlatforms };
  return (
    isSet(rest.applications?.applicationFilter) ||
    !takesAll(place ?? undefined) ||
    !takesAll(kind ?? undefined) ||
    Object.entries(rest).some(
      ([name, condition]) => !judged.includes(name) && !name.includes('@') && isSet(condition),
    )
  );
}

function policyOf({ displayName, state, conditions, grantControls }: GraphPolicy): AccessPolicy {
  const { users, applications } = conditions;
  const controls = [
    ...(grantControls?.builtInControls ?? []),
    ...(isSet(grantControls?.authenticationStrength) ? ['authenticationStrength'] : []),
    ...(grantControls?.customAuthenticationFactors ?? []),
    ...(isSet(grantControls?.termsOfUse) ? ['termsOfUse'] : []),
  ];
  return {
    name: displayName,
    state,
    users: scope(users?.includeUsers, users?.excludeUsers),
    groups: scope(users?.includeGroups, users?.excludeGroups),
    roles: scope(users?.includeRoles, users?.excludeRoles),
    applications: scope(applications?.includeApplications, applications?.excludeApplications),
    clientAppTypes: conditions.clientAppTypes ?? [],
    conditional: isConditional(conditions),
    anyControl: grantControls?.operator === 'OR',
    controls,
  };
}

/** Reads security defaults, the policies of Conditional Access, and what the account belongs to. */
export async function readSignInRules(client: GraphClient, objectId: string): Promise<SignInRules> {
  const defaults = await client.find(
    'read the security defaults',
    '/policies/identitySecurityDefaultsEnforcementPolicy',
    securityDefaults,
  );
  const policies = await client.list(
    'read the policies of Conditional Access',
    '/identity/conditionalAccess/policies',
    graphPolicy,
  );
  const path = `/users/${encodeURIComponent(objectId)}/transitiveMemberOf`;
  const memberships = await client.list('read what the account belongs to', path, belongsTo);
  const roles = memberships.filter((one) => one['@odata.type'] === '#microsoft.graph.directoryRole');
  return {
    securityDefaults: defaults?.isEnabled === true,
    policies: policies.map(policyOf),
    groups: memberships.map(({ id }) => id),
    roles: roles.flatMap(({ roleTemplateId }) => roleTemplateId ?? []),
    unreadRole: roles.some(({ roleTemplateId }) => roleTemplateId == null),
  };
}
