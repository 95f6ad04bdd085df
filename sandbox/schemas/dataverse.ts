import { z, type ZodRawShape, type ZodType } from 'zod/v4';

const text = z.string().nullable();
const moment = z.iso.datetime();
const guid = z.guid();

/** Columns of systemuser that the sandbox has (table reference; types as recorded). */
export const systemUserShape = {
  systemuserid: guid,
  azureactivedirectoryobjectid: guid.nullable(),
  applicationid: guid.nullable(),
  domainname: z.string().max(1024),
  internalemailaddress: z.string().max(100),
  windowsliveid: text,
  fullname: z.string(),
  firstname: z.string(),
  lastname: z.string(),
  accessmode: z.int().min(0).max(5),
  caltype: z.int(),
  isdisabled: z.boolean(),
  islicensed: z.boolean(),
  issyncwithdirectory: z.boolean(),
  isintegrationuser: z.boolean(),
  setupuser: z.boolean(),
  azurestate: z.int().min(0).max(2),
  deletedstate: z.int().min(0).max(1),
  disabledreason: z.string().max(500).nullable(),
  systemmanagedusertype: z.int().min(0).max(2),
  _businessunitid_value: guid,
  organizationid: guid,
  ownerid: guid,
  createdon: moment,
  modifiedon: moment,
  versionnumber: z.int(),
} satisfies ZodRawShape;

/** Columns of role that the sandbox has. */
export const roleShape = {
  roleid: guid,
  name: z.string(),
  ismanaged: z.boolean(),
  organizationid: guid,
  versionnumber: z.int(),
  _businessunitid_value: guid,
  _parentrootroleid_value: guid,
  _parentroleid_value: guid.nullable(),
  _roletemplateid_value: guid.nullable(),
} satisfies ZodRawShape;

/** Columns of team that the sandbox has. */
export const teamShape = {
  teamid: guid,
  name: z.string(),
  teamtype: z.int().min(0).max(3),
  membershiptype: z.int().min(0).max(3),
  azureactivedirectoryobjectid: guid.nullable(),
  isdefault: z.boolean(),
  versionnumber: z.int(),
  _businessunitid_value: guid,
} satisfies ZodRawShape;

/** Columns of businessunit that the sandbox has. */
export const businessUnitShape = {
  businessunitid: guid,
  name: z.string(),
  isdisabled: z.boolean(),
  organizationid: guid,
  versionnumber: z.int(),
  _parentbusinessunitid_value: guid.nullable(),
} satisfies ZodRawShape;

/** A row with exactly these columns, and with these collections of other rows within. */
export function dataverseRow(
  shape: ZodRawShape,
  names: readonly string[],
  expanded: Readonly<Record<string, ZodType>>,
): ZodType {
  return z.strictObject(rowShape(shape, names, expanded));
}

/** The answer that is one row. */
export function dataverseEntity(
  shape: ZodRawShape,
  names: readonly string[],
  expanded: Readonly<Record<string, ZodType>>,
): ZodType {
  return z.strictObject({ '@odata.context': z.url(), ...rowShape(shape, names, expanded) });
}

/** The answer that is a page of rows. */
export function dataversePage(row: ZodType): ZodType {
  return z.strictObject({
    '@odata.context': z.url(),
    '@odata.count': z.int().min(-1).max(5000).optional(),
    '@Microsoft.Dynamics.CRM.totalrecordcount': z.int().min(-1).max(5000).optional(),
    '@Microsoft.Dynamics.CRM.totalrecordcountlimitexceeded': z.boolean().optional(),
    '@odata.nextLink': z.url().optional(),
    value: z.array(row),
  });
}

function rowShape(
  shape: ZodRawShape,
  names: readonly string[],
  expanded: Readonly<Record<string, ZodType>>,
): ZodRawShape {
  const columns = Object.entries(shape).filter(([name]) => names.includes(name));
  const collections = Object.entries(expanded).map(([name, row]) => [name, z.array(row)] as const);
  return {
    '@odata.etag': z.string().regex(/^W\/"\d+"$/),
    ...Object.fromEntries(columns),
    ...Object.fromEntries(collections),
  };
}

const units = z.int().nullable();

/** RetrieveOrganizationResources. */
export const organizationResources = z.strictObject({
  '@odata.context': z.url(),
  OrganizationResources: z.strictObject({
    CurrentNumberOfActiveUsers: units,
    CurrentNumberOfCustomEntities: units,
    CurrentNumberOfNonInteractiveUsers: units,
    CurrentNumberOfPublishedWorkflows: units,
    CurrentStorage: units,
    MaxNumberOfActiveUsers: units,
    MaxNumberOfCustomEntities: units,
    MaxNumberOfNonInteractiveUsers: units,
    MaxNumberOfPublishedWorkflows: units,
    MaxStorage: units,
  }),
});

/** WhoAmI. */
export const whoAmI = z.strictObject({
  '@odata.context': z.url(),
  BusinessUnitId: guid,
  UserId: guid,
  OrganizationId: guid,
});

/** What Dataverse says when it refuses. */
export const dataverseError = z.strictObject({
  error: z.strictObject({ code: z.string(), message: z.string() }),
});

/** The body that changes a user: these three things may be written, and nothing else. */
export const systemUserPatch = z.strictObject({
  accessmode: z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(4)]).optional(),
  isdisabled: z.boolean().optional(),
  'businessunitid@odata.bind': z
    .string()
    .regex(/^(https:\/\/[^/]+\/api\/data\/v9\.\d)?\/?businessunits\([0-9a-f-]{36}\)$/i)
    .optional(),
});

/** The body that assigns a role. */
export const roleReference = z.strictObject({
  '@odata.id': z.string().regex(/^https:\/\/[^/]+\/api\/data\/v9\.\d\/roles\([0-9a-f-]{36}\)$/i),
});
