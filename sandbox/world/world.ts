/**
 * Everything that the sandbox's cloud knows, as plain JSON, so that it can be written to a file and read again.
 * Ids are lower-case GUIDs; moments are milliseconds since 1970.
 */
export interface World {
  readonly version: 1;
  tenant: Tenant;
  applications: Application[];
  /** Living and deleted accounts alike; a deleted one has `deletedAt`. */
  users: DirectoryUser[];
  groups: DirectoryGroup[];
  licences: SubscribedLicence[];
  /** Absent where nobody has set anything yet: security defaults are off then, and there is no policy. */
  signIn?: SignInPolicies;
  environments: Environment[];
  vaults: Vault[];
  /** Issuers whose tokens Entra can verify. */
  issuers?: OutsideIssuer[];
}

/** The one tenant of the world. */
export interface Tenant {
  id: string;
  displayName: string;
  countryLetterCode: string;
  domains: { name: string; verified: boolean; initial: boolean; primary: boolean }[];
}

/** An application registration with its service principal. */
export interface Application {
  appId: string;
  /** Object id of the service principal. */
  objectId: string;
  displayName: string;
  secrets: string[];
  /** Application permissions of Microsoft Graph that an administrator consented to. */
  graphRoles: string[];
  /** Registered with Power Platform as a management application. */
  managementApplication: boolean;
  /** Secrets that were good once. */
  expiredSecrets?: string[];
  /** Certificates it may sign its assertions with, PEM. */
  certificates?: string[];
  /** Tokens of others that it may sign in with. */
  federatedCredentials?: FederatedCredential[];
  /** Where browsers may be sent back to after a sign-in to it. */
  redirectUris?: string[];
  /** Names of Entra's administrative roles that it holds. */
  directoryRoles?: string[];
}

/** Whose tokens are taken for an application's own assertion. */
export interface FederatedCredential {
  issuer: string;
  subject: string;
  audience: string;
}

/** An OpenID issuer outside of the tenant, with its public keys. */
export interface OutsideIssuer {
  issuer: string;
  keys: { kid: string; [parameter: string]: unknown }[];
}

/** A licence that an account has. */
export interface HeldLicence {
  skuId: string;
  disabledPlans: string[];
  /** The group that it came by; absent where it was assigned directly. */
  byGroup?: string;
  /** Why it is there and yet not held: no seat was left for it. */
  error?: 'CountViolation';
  since: number;
}

/** An account in Entra. */
export interface DirectoryUser {
  id: string;
  userPrincipalName: string;
  displayName: string;
  givenName: string | null;
  surname: string | null;
  mailNickname: string;
  mail: string | null;
  jobTitle: string | null;
  department: string | null;
  accountEnabled: boolean;
  userType: 'Member' | 'Guest';
  usageLocation: string | null;
  employeeId: string | null;
  passwordPolicies: string | null;
  /** SHA-256 of the password in hexadecimal; the password itself is not kept. */
  passwordHash: string | null;
  /** `extensionAttribute1` to `extensionAttribute15`, those that are set. */
  extensionAttributes: Record<string, string>;
  licences: HeldLicence[];
  createdAt: number;
  deletedAt: number | null;
  /** When the sessions were last revoked. */
  sessionsValidFrom: number;
  /** Names of Entra's administrative roles that it holds. */
  directoryRoles?: string[];
}

/** A group in Entra. */
export interface DirectoryGroup {
  id: string;
  displayName: string;
  description: string | null;
  mailNickname: string;
  /** `DynamicMembership` for a group whose members a rule computes. */
  groupTypes: string[];
  membershipRule: string | null;
  onPremisesSyncEnabled: boolean | null;
  /** Object ids of direct members: users and groups. */
  members: string[];
  /** SKU ids of licences that every member gets. */
  licences?: string[];
  createdAt: number;
}

/** What decides how people and programs may sign in. */
export interface SignInPolicies {
  securityDefaults: boolean;
  policies: AccessPolicy[];
}

/** Whom or what a policy includes and excludes. */
interface Scope {
  include: string[];
  exclude: string[];
}

/** A policy of Conditional Access. */
export interface AccessPolicy {
  id: string;
  displayName: string;
  state: string;
  users: Scope;
  groups: Scope;
  applications: Scope;
  clientAppTypes: string[];
  /** Anywhere where nothing is included. */
  locations: Scope;
  signInRiskLevels: string[];
  operator: 'AND' | 'OR';
  controls: string[];
  /** Asks for an authentication strength. */
  needsStrength: boolean;
  createdAt: number;
}

/** A licence that the tenant has bought. */
export interface SubscribedLicence {
  skuId: string;
  skuPartNumber: string;
  /** Seats bought. */
  enabled: number;
  /** Seats held by accounts that this world does not show. */
  elsewhere: number;
  plans: { servicePlanId: string; servicePlanName: string; appliesTo: 'User' | 'Company' }[];
}

/** A Dynamics 365 environment with its Dataverse. */
export interface Environment {
  /** Power Platform's id. */
  id: string;
  displayName: string;
  host: string;
  uniqueName: string;
  organizationId: string;
  /** `Production` where absent. */
  type?: EnvironmentType;
  /** Object id of who made it: the one user of a developer environment. */
  createdBy?: string;
  /** Entra group whose members alone may be users here. */
  securityGroupId: string | null;
  /** Most non-interactive users that the platform takes. */
  limit: number;
  /** What RetrieveOrganizationResources says the limit is; a placeholder where the platform tells nothing. */
  toldLimit: number | null;
  /** How the function answers, if not with `toldLimit`. */
  toldAs?: ToldAs;
  /** Name of the role that the platform gives to whoever is licensed, and takes away with the licence. */
  licenceRole?: string;
  units: { id: string; name: string; parentId: string | null }[];
  roles: EnvironmentRole[];
  users: SystemUser[];
  teams: Team[];
  /** Counts up with every change of a row. */
  rowVersion: number;
  /** Somebody keeps setting the Access Mode back. */
  modeRules: ModeRule[];
}

/** The types of environment that differ in who becomes a user; `None` has no Dataverse at all. */
export type EnvironmentType = 'Production' | 'Trial' | 'Developer' | 'None';

/** Nonsense instead of a number, a refusal, a failure of the service, or no answer at all. */
export type ToldAs = 'nonsense' | 'refused' | 'failing' | 'silent';

/** Sets the Access Mode of non-interactive users back to Read-Write, again and again. */
export interface ModeRule {
  /** Object id of the account concerned; everybody where absent. */
  objectId?: string;
  /** Once the licence is gone, or so many ms after the mode was set. */
  after: 'licenceRemoval' | number;
  /** How often it still does so; for ever where absent. */
  times?: number;
  /** Only modes that were set later than this are set back. */
  since: number;
}

/** A security role's copy in one business unit. */
export interface EnvironmentRole {
  id: string;
  name: string;
  unitId: string;
  templateId: string | null;
  /** The role's own id in the root unit. */
  rootId: string;
}

/** A row of the table systemuser. */
export interface SystemUser {
  id: string;
  objectId: string | null;
  applicationId: string | null;
  domainName: string;
  firstName: string;
  lastName: string;
  email: string;
  accessMode: number;
  isDisabled: boolean;
  isLicensed: boolean;
  /** 0 exists, 1 deleted and restorable, 2 not found. */
  azureState: number;
  disabledReason: string | null;
  /** Disabled by a person, so that no licence enables it again. */
  disabledByHand: boolean;
  unitId: string;
  roleIds: string[];
  /** That of `roleIds` which the platform gave with a licence. */
  licenceRoleId?: string;
  /** Whether the platform set the Access Mode because an administrator of the tenant has no licence. */
  administrative?: boolean;
  createdAt: number;
  modifiedAt: number;
  modeSetAt: number;
  rowVersion: number;
  /** Asked for already, but not seen before this moment. */
  appearsAt: number;
}

/** A team of an environment. */
export interface Team {
  id: string;
  name: string;
  /** 0 owner, 2 group team of a security group, 3 group team of an Office group. */
  type: 0 | 2 | 3;
  /** The Entra group of a group team. */
  groupId: string | null;
  unitId: string;
  roleIds: string[];
  /** `systemuserid`s; those of a group team come just in time. */
  memberIds: string[];
}

/** A key vault. */
export interface Vault {
  host: string;
  /** What each application may do, by its appId: `get`, `set`, `list`. */
  access: Record<string, string[]>;
  secrets: VaultSecret[];
}

/** A secret of a vault; its versions are ordered oldest first. */
export interface VaultSecret {
  name: string;
  versions: VaultVersion[];
}

/** One version of a secret. */
export interface VaultVersion {
  version: string;
  value: string;
  contentType: string | null;
  enabled: boolean;
  notBefore: number | null;
  expires: number | null;
  tags: Record<string, string>;
  createdAt: number;
  updatedAt: number;
}
