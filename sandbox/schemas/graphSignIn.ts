import { z, type ZodRawShape } from 'zod/v4';

const ids = z.array(z.string());
const moment = z.iso.datetime().nullable();

/** Every property of the policy of security defaults (Graph v1.0: identitySecurityDefaultsEnforcementPolicy). */
export const graphSecurityDefaultsShape = {
  id: z.guid(),
  displayName: z.string(),
  description: z.string(),
  isEnabled: z.boolean(),
} satisfies ZodRawShape;

const risk = z.array(z.enum(['low', 'medium', 'high', 'hidden', 'none', 'unknownFutureValue']));
const clientApps = [
  'all',
  'browser',
  'mobileAppsAndDesktopClients',
  'exchangeActiveSync',
  'easSupported',
  'other',
] as const;

const applications = z.strictObject({
  includeApplications: ids,
  excludeApplications: ids,
  includeUserActions: ids,
  applicationFilter: z.null(),
});
const users = z.strictObject({
  includeUsers: ids,
  excludeUsers: ids,
  includeGroups: ids,
  excludeGroups: ids,
  includeRoles: ids,
  excludeRoles: ids,
  includeGuestsOrExternalUsers: z.null(),
  excludeGuestsOrExternalUsers: z.null(),
});
const conditions = z.strictObject({
  userRiskLevels: risk,
  signInRiskLevels: risk,
  servicePrincipalRiskLevels: risk,
  clientAppTypes: z.array(z.enum(clientApps)),
  platforms: z.null(),
  locations: z.strictObject({ includeLocations: ids, excludeLocations: ids }).nullable(),
  devices: z.null(),
  clientApplications: z.null(),
  authenticationFlows: z.null(),
  insiderRiskLevels: z.null(),
  applications,
  users,
});
const builtIn = [
  'block',
  'mfa',
  'compliantDevice',
  'domainJoinedDevice',
  'approvedApplication',
  'compliantApplication',
  'passwordChange',
] as const;

/** Every property of a policy of Conditional Access that the sandbox shows (Graph v1.0: conditionalAccessPolicy). */
export const graphAccessPolicyShape = {
  id: z.guid(),
  templateId: z.guid().nullable(),
  displayName: z.string(),
  createdDateTime: moment,
  modifiedDateTime: moment,
  state: z.enum(['enabled', 'disabled', 'enabledForReportingButNotEnforced']),
  sessionControls: z.null(),
  conditions,
  grantControls: z
    .strictObject({
      operator: z.enum(['AND', 'OR']),
      builtInControls: z.array(z.enum(builtIn)),
      customAuthenticationFactors: ids,
      termsOfUse: ids,
      authenticationStrength: z.strictObject({ id: z.guid(), displayName: z.string() }).nullable(),
    })
    .nullable(),
} satisfies ZodRawShape;

/** Words for kinds of clients and for controls, for whoever writes a policy. */
export const accessPolicyWords = {
  clientApps: z.array(z.enum(clientApps)),
  controls: z.array(z.enum(builtIn)),
  state: graphAccessPolicyShape.state,
} as const;
