import { z, type ZodRawShape, type ZodType } from 'zod/v4';

const text = z.string().nullable();
const moment = z.iso.datetime().nullable();
const guid = z.guid();

const heldLicence = z.strictObject({ disabledPlans: z.array(guid), skuId: guid });
const assignmentState = z.strictObject({
  skuId: guid,
  disabledPlans: z.array(guid),
  assignedByGroup: guid.nullable(),
  state: z.enum(['Active', 'ActiveWithError', 'Disabled', 'Error']),
  error: z.enum(['None', 'CountViolation', 'MutuallyExclusiveViolation', 'DependencyViolation', 'Other']),
  lastUpdatedDateTime: moment,
});

/** `extensionAttribute1` to `extensionAttribute15`. */
export const extensionAttributeNames = Array.from(
  { length: 15 },
  (_, index) => `extensionAttribute${String(index + 1)}`,
);
const extensionAttributes = z.strictObject(
  Object.fromEntries(extensionAttributeNames.map((name) => [name, text])),
);

/** Every property of a user that the sandbox shows (Graph v1.0 metadata). */
export const graphUserShape = {
  id: guid,
  businessPhones: z.array(z.string()),
  displayName: text,
  givenName: text,
  jobTitle: text,
  mail: text,
  mobilePhone: text,
  officeLocation: text,
  preferredLanguage: text,
  surname: text,
  userPrincipalName: text,
  accountEnabled: z.boolean().nullable(),
  assignedLicenses: z.array(heldLicence),
  licenseAssignmentStates: z.array(assignmentState),
  createdDateTime: moment,
  deletedDateTime: moment,
  department: text,
  employeeId: text,
  mailNickname: text,
  onPremisesExtensionAttributes: extensionAttributes.nullable(),
  onPremisesSyncEnabled: z.boolean().nullable(),
  passwordPolicies: text,
  signInSessionsValidFromDateTime: moment,
  usageLocation: text,
  userType: text,
} satisfies ZodRawShape;

/** Every property of a group that the sandbox shows. */
export const graphGroupShape = {
  id: guid,
  createdDateTime: moment,
  description: text,
  displayName: text,
  groupTypes: z.array(z.string()),
  mail: text,
  mailEnabled: z.boolean().nullable(),
  mailNickname: text,
  membershipRule: text,
  onPremisesSyncEnabled: z.boolean().nullable(),
  securityEnabled: z.boolean().nullable(),
} satisfies ZodRawShape;

const servicePlan = z.strictObject({
  servicePlanId: guid,
  servicePlanName: z.string(),
  provisioningStatus: z.string(),
  appliesTo: z.enum(['User', 'Company']),
});

/** Every property of a subscribed licence. */
export const graphSkuShape = {
  accountId: z.string(),
  accountName: z.string(),
  appliesTo: z.string(),
  capabilityStatus: z.string(),
  consumedUnits: z.int().nonnegative(),
  id: z.string(),
  prepaidUnits: z.strictObject({
    enabled: z.int(),
    lockedOut: z.int(),
    suspended: z.int(),
    warning: z.int(),
  }),
  servicePlans: z.array(servicePlan),
  skuId: guid,
  skuPartNumber: z.string(),
  subscriptionIds: z.array(guid),
} satisfies ZodRawShape;

/** Every property of licenseDetails. */
export const graphLicenceDetailsShape = {
  id: z.string(),
  servicePlans: z.array(servicePlan),
  skuId: guid,
  skuPartNumber: z.string(),
} satisfies ZodRawShape;

/** Every property of an organisation that the sandbox shows. */
export const graphOrganizationShape = {
  id: guid,
  countryLetterCode: z.string(),
  displayName: z.string(),
  verifiedDomains: z.array(
    z.strictObject({
      capabilities: z.string(),
      isDefault: z.boolean(),
      isInitial: z.boolean(),
      name: z.string(),
      type: z.string(),
    }),
  ),
} satisfies ZodRawShape;

/** Every property of a domain that the sandbox shows. */
export const graphDomainShape = {
  authenticationType: z.literal('Managed'),
  id: z.string(),
  isAdminManaged: z.boolean(),
  isDefault: z.boolean(),
  isInitial: z.boolean(),
  isRoot: z.boolean(),
  isVerified: z.boolean(),
  supportedServices: z.array(z.string()),
} satisfies ZodRawShape;

/** One object with exactly these properties. */
export function graphEntity(shape: ZodRawShape, names: readonly string[]): ZodType {
  return z.strictObject({ '@odata.context': z.url(), ...only(shape, names) });
}

/** A page of objects with exactly these properties; `typed` ones say of which kind they are. */
export function graphPage(shape: ZodRawShape, names: readonly string[], typed: boolean): ZodType {
  const type = typed ? { '@odata.type': z.string().startsWith('#microsoft.graph.') } : {};
  return z.strictObject({
    '@odata.context': z.url(),
    '@odata.count': z.int().optional(),
    '@odata.nextLink': z.url().optional(),
    value: z.array(z.strictObject({ ...type, ...only(shape, names) })),
  });
}

/** Values without properties of their own. */
export const graphValue = z.strictObject({
  '@odata.context': z.url(),
  value: z.union([z.boolean(), z.array(guid)]),
});

/** What Graph says when it refuses. */
export const graphError = z.strictObject({
  error: z.strictObject({
    code: z.string(),
    message: z.string(),
    details: z
      .array(z.strictObject({ code: z.string(), message: z.string(), target: z.string() }))
      .optional(),
    innerError: z.strictObject({
      date: z.string(),
      'request-id': guid,
      'client-request-id': z.string(),
    }),
  }),
});

function only(shape: ZodRawShape, names: readonly string[]): ZodRawShape {
  return Object.fromEntries(Object.entries(shape).filter(([name]) => names.includes(name)));
}
