import { z } from 'zod/v4';
import { extensionAttributeNames } from './graph';

const short = z.string().max(64);
const passwordProfile = z.strictObject({
  password: z.string().min(8).max(256),
  forceChangePasswordNextSignIn: z.boolean().optional(),
  forceChangePasswordNextSignInWithMfa: z.boolean().optional(),
});
const extensionAttributes = z.strictObject(
  Object.fromEntries(extensionAttributeNames.map((name) => [name, z.string().max(1024).nullish()])),
);

/** What may be written to a user; lengths by Graph's reference. */
const writable = z.strictObject({
  accountEnabled: z.boolean(),
  displayName: z.string().min(1).max(256),
  mailNickname: z
    .string()
    .max(64)
    .regex(/^[^@()\\[\]";:<>, ]+$/),
  userPrincipalName: z.string().regex(/^[A-Za-z0-9'.\-_!#^~]{1,64}@[A-Za-z0-9.-]+$/),
  passwordProfile,
  passwordPolicies: z
    .string()
    .regex(
      /^(None|DisablePasswordExpiration|DisableStrongPassword)(, ?(DisablePasswordExpiration|DisableStrongPassword))?$/,
    ),
  givenName: short,
  surname: short,
  usageLocation: z.string().regex(/^[A-Z]{2}$/),
  employeeId: z.string().max(16),
  jobTitle: z.string().max(128),
  department: short,
  onPremisesExtensionAttributes: extensionAttributes,
});

/** Properties without which no user is made. */
export const requiredOfUser = [
  'accountEnabled',
  'displayName',
  'mailNickname',
  'passwordProfile',
  'userPrincipalName',
] as const;

/** The body that creates a user. */
export const graphCreateUser = writable.partial().required({
  accountEnabled: true,
  displayName: true,
  mailNickname: true,
  passwordProfile: true,
  userPrincipalName: true,
});
/** The body that changes a user. */
export const graphUpdateUser = writable.partial();

/** The body of assignLicense. Both lists have to be there. */
export const graphAssignLicense = z.strictObject({
  addLicenses: z.array(z.strictObject({ skuId: z.guid(), disabledPlans: z.array(z.guid()).optional() })),
  removeLicenses: z.array(z.guid()),
});

/** The body that adds a member. */
export const graphMemberReference = z.strictObject({
  '@odata.id': z
    .string()
    .regex(/^https:\/\/graph\.microsoft\.com\/v1\.0\/(directoryObjects|users|groups)\/[^/]+$/),
});

/** The body of checkMemberGroups. */
export const graphCheckMemberGroups = z.strictObject({ groupIds: z.array(z.guid()).min(1).max(20) });
