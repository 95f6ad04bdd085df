import type { AccessMode } from './domain/accessMode';
import type { SignInClaims } from './domain/freshSignIn';
import type { Person } from './domain/person';
import type { SignInRules } from './domain/signInRules';
import type { Instant } from './domain/time';

/** Tells the time. Given at the composition root, so that long spans can be tried without waiting. */
export interface Clock {
  now(): Instant;
}

/** An environment, as the policy names it. */
export interface EnvironmentAddress {
  /** Power Platform's id of the environment. */
  readonly id: string;
  /** `https://contoso.crm4.dynamics.com`, without a slash at the end. */
  readonly url: string;
}

/** An account in the directory. */
export interface Account {
  readonly objectId: string;
  readonly userPrincipalName: string;
  readonly displayName: string;
  readonly enabled: boolean;
  readonly guest: boolean;
  /** The id of the request that made it, where one did. */
  readonly mark?: string;
  readonly usageLocation?: string;
  readonly licences: readonly { readonly skuId: string; readonly byGroup: boolean }[];
}

/** An account to be created. */
export interface AccountDraft {
  readonly userPrincipalName: string;
  readonly displayName: string;
  /** Two letters, ISO 3166. Without it no licence can be assigned. */
  readonly usageLocation: string;
  /** The id of the request. */
  readonly mark: string;
  readonly password: string;
}

/** A licence the tenant has bought. All figures are seats. */
export interface Licence {
  readonly skuId: string;
  /** Microsoft's name for programs, such as `DYN365_ENTERPRISE_SALES`. */
  readonly partNumber: string;
  readonly enabled: number;
  readonly used: number;
  /** Whether a Dataverse plan is in it, and it is no attach licence. */
  readonly opensDataverse: boolean;
}

/** A group in Entra. */
export interface Group {
  readonly id: string;
  readonly name: string;
  /** Members are computed by a rule: nobody can be added. */
  readonly dynamic: boolean;
  /** Synced from on-premises: nobody can be added here. */
  readonly synced: boolean;
}

/**
 * The directory: accounts, licences, groups (Entra, by Microsoft Graph). Reads may come from a replica that lags.
 * Every method may throw a `ServiceFault`; a thing that is not there is `undefined`, never a fault.
 */
export interface Directory {
  accountByName(userPrincipalName: string): Promise<Account | undefined>;
  accountById(objectId: string): Promise<Account | undefined>;
  /** The account that carries this request's mark. */
  accountByMark(mark: string): Promise<Account | undefined>;
  /** Whether an account of this name was deleted and can still be restored (30 days): the name is not free then. */
  deletedAccountExists(userPrincipalName: string): Promise<boolean>;
  /** Returns the new object id. */
  createAccount(draft: AccountDraft): Promise<string>;
  blockSignIn(objectId: string): Promise<void>;
  /** Opens the sign-in again, and puts this mark in the place of the one the account has. One change, all or nothing. */
  openSignIn(objectId: string, mark: string): Promise<void>;
  /** Deletes the account; it can be restored for 30 days, and its name is not free before. */
  deleteAccount(objectId: string): Promise<void>;
  lendLicence(objectId: string, skuId: string): Promise<void>;
  returnLicence(objectId: string, skuId: string): Promise<void>;
  licences(): Promise<readonly Licence[]>;
  /** What decides how this account may sign in. A fault of kind `denied` where the bot may not read it. */
  signInRules(objectId: string): Promise<SignInRules>;
  /** The tenant's verified domains, the default one first. */
  domains(): Promise<readonly string[]>;
  /** Enabled people of this tenant, no guests, whose name or sign-in name begins with the text; at most `most`. */
  people(text: string, most: number): Promise<readonly Account[]>;
  group(groupId: string): Promise<Group | undefined>;
  /** All people in the group, nested ones too. */
  groupMembers(groupId: string): Promise<readonly Account[]>;
  /** Whether the account is a direct member. */
  isMember(groupId: string, objectId: string): Promise<boolean>;
  addMember(groupId: string, objectId: string): Promise<void>;
  removeMember(groupId: string, objectId: string): Promise<void>;
}

/** A user's row in an environment. */
export interface EnvironmentUser {
  readonly systemUserId: string;
  readonly objectId?: string;
  readonly userPrincipalName: string;
  readonly name: string;
  readonly accessMode: AccessMode;
  readonly enabled: boolean;
  readonly licensed: boolean;
  readonly applicationUser: boolean;
  readonly businessUnitId: string;
  readonly roles: readonly { readonly id: string; readonly name: string }[];
  /** What the platform says of a disabled row. */
  readonly disabledReason?: string;
}

/** Who administers an environment. */
export interface Administrators {
  /** Enabled, interactive people who hold System Administrator directly or through an owner team. */
  readonly objectIds: readonly string[];
  /** Entra groups whose members hold it through a group team. */
  readonly groupIds: readonly string[];
  /** Rows that exist but cannot count: disabled, application users, non-interactive. By object id. */
  readonly excluded: readonly string[];
}

/**
 * One Dynamics 365 / Dataverse environment. Every method may throw a `ServiceFault`; a thing that is not there is
 * `undefined`, never a fault.
 */
export interface Environments {
  /** Finds the row without making one (a filter, never the alternate key). */
  userByObjectId(at: EnvironmentAddress, objectId: string): Promise<EnvironmentUser | undefined>;
  userByName(at: EnvironmentAddress, userPrincipalName: string): Promise<EnvironmentUser | undefined>;
  /** A write in the guise of a read: the alternate-key read makes the row where it is missing. */
  bringIn(at: EnvironmentAddress, objectId: string): Promise<void>;
  setAccessMode(at: EnvironmentAddress, systemUserId: string, mode: AccessMode): Promise<void>;
  /** Moves the user into the business unit; the user loses its roles by it. */
  moveToUnit(at: EnvironmentAddress, systemUserId: string, businessUnitId: string): Promise<void>;
  assignRole(at: EnvironmentAddress, systemUserId: string, roleId: string): Promise<void>;
  removeRole(at: EnvironmentAddress, systemUserId: string, roleId: string): Promise<void>;
  /** All non-interactive users that are no application users, enabled or not. */
  nonInteractiveUsers(at: EnvironmentAddress): Promise<readonly EnvironmentUser[]>;
  /** The limit that the environment tells; nothing where what it tells is not plausible. */
  toldLimit(at: EnvironmentAddress): Promise<number | undefined>;
  rootUnit(at: EnvironmentAddress): Promise<{ readonly id: string; readonly name: string }>;
  /** All business units that are not disabled, the root first. */
  units(at: EnvironmentAddress): Promise<readonly { readonly id: string; readonly name: string }[]>;
  /**
   * The roles of that business unit with these names; names that do not exist are missing from the answer.
   * `privileged`: it is a copy of System Administrator or System Customizer, whatever its name.
   */
  roles(
    at: EnvironmentAddress,
    businessUnitId: string,
    names: readonly string[],
  ): Promise<readonly { readonly id: string; readonly name: string; readonly privileged?: true }[]>;
  /** Roles of that business unit whose names hold the text, in any case, by name; at most `most`. */
  findRoles(
    at: EnvironmentAddress,
    businessUnitId: string,
    text: string,
    most: number,
  ): Promise<readonly { readonly id: string; readonly name: string }[]>;
  administrators(at: EnvironmentAddress): Promise<Administrators>;
}

/** Power Platform's administration. May throw a `ServiceFault`. */
export interface PowerPlatform {
  /** The environment's security group, where it has one; `undefined` for an environment that does not exist. */
  environment(
    id: string,
  ): Promise<{ readonly name: string; readonly url: string; readonly securityGroupId?: string } | undefined>;
  /** Asks the platform to bring the account into the environment. */
  addUser(id: string, objectId: string): Promise<void>;
}

/** One version of a secret, without its value. */
export interface SecretVersion {
  readonly version: string;
  readonly enabled: boolean;
  readonly tags: Readonly<Record<string, string>>;
  readonly createdAt: Instant;
  readonly expiresAt?: Instant;
}

/**
 * Vaults for passwords; `at` is the address of one, `https://contoso.vault.azure.net`. May throw a `ServiceFault`; what is not
 * there is `undefined`.
 */
export interface Vault {
  /** Makes a new version and returns its id. */
  store(at: string, name: string, value: string, tags: Readonly<Record<string, string>>): Promise<string>;
  /** All versions, newest first, none for a name that does not exist. */
  versions(at: string, name: string): Promise<readonly SecretVersion[]>;
  /** The value of that version; nothing where it is missing or disabled. */
  value(at: string, name: string, version: string): Promise<string | undefined>;
  change(
    at: string,
    name: string,
    version: string,
    change: {
      readonly enabled: boolean;
      readonly expiresAt?: Instant;
      readonly tags?: Readonly<Record<string, string>>;
    },
  ): Promise<void>;
  /** The page in the portal that shows the secret to whoever may read it. */
  link(at: string, name: string): string;
}

/** Makes a password that Entra accepts. Never stored, never logged. */
export type MakePassword = () => string;

/** A sign-in that a browser is sent to. */
export interface SignInAsked {
  /** What comes back with the answer, so that it belongs to this browser and this beginning. */
  readonly state: string;
  readonly nonce: string;
  /** SHA-256, base64url, of the verifier (PKCE, S256). */
  readonly challenge: string;
  readonly context: string;
  /** The sign-in name to be filled in, where known. */
  readonly loginHint?: string;
}

/** Why what came back from a sign-in is not taken: the code was refused, or the token is not what it should be. */
export class SignInNotTaken extends Error {
  readonly why: 'codeRefused' | 'tokenRefused';
  constructor(why: 'codeRefused' | 'tokenRefused') {
    super(`What came back from the sign-in was not taken (${why}). Nobody has signed in.`);
    this.name = 'SignInNotTaken';
    this.why = why;
  }
}

/** Has people sign in afresh, in their browser, at Entra. May throw a `ServiceFault`. */
export interface FreshSignIn {
  /** Where the browser is sent. */
  address(asked: SignInAsked): Promise<string>;
  /** What the token says that is given for this code, checked by signature, issuer, audience, time and nonce. May throw `SignInNotTaken`. */
  redeem(code: string, verifier: string, nonce: string): Promise<SignInClaims>;
}

/** The services a request is carried out with. */
export interface Microsoft {
  readonly directory: Directory;
  readonly environments: Environments;
  readonly powerPlatform: PowerPlatform;
  readonly vault: Vault;
}

/** A card as plain JSON. */
export type Card = Readonly<Record<string, unknown>>;

/** A message to show. `text` is shown by a locked phone, where somebody must act. */
export interface Message {
  readonly card: Card;
  /** One plain sentence, at most 90 letters. */
  readonly summary: string;
  readonly text?: string;
}

/** A conversation as the store keeps it; `reference` is plain JSON that only the messenger reads. */
export interface Conversation {
  readonly id: string;
  readonly kind: 'personal' | 'channel' | 'group';
  /** The channel's or the person's name, where known. */
  readonly name?: string;
  readonly person?: Person;
  readonly reference: Readonly<Record<string, unknown>>;
}

/** Writes to people and channels. Throws a `ServiceFault` of the service `Teams`. */
export interface Messenger {
  /**
   * Opens the personal conversation with somebody who has never written to the bot.
   * `undefined` where the bot is not installed for them.
   */
  open(person: Pick<Person, 'tenantId' | 'objectId' | 'name'>): Promise<Conversation | undefined>;
  /** Posts a new message and returns its id. Not idempotent: a lost answer may show a message twice. */
  post(to: Conversation, message: Message): Promise<string>;
  /** Changes a message in place. `gone` where it was deleted. */
  redraw(to: Conversation, messageId: string, message: Message): Promise<'redrawn' | 'gone'>;
  /** Takes a message away; one that is gone already is well. */
  remove(from: Conversation, messageId: string): Promise<void>;
}

/**
 * What belongs to one turn of work: found in every log line and sent with every outbound call.
 * `deadline` is the moment (by `performance.now()`, ms) after which no write may be sent, where there is one.
 * `step` names the step at work, where one is.
 */
export interface Scope {
  readonly correlationId: string;
  readonly step?: string;
  readonly deadline?: number;
}

/** Runs work within a scope, and tells the present one. */
export interface Scopes {
  run<T>(scope: Scope, work: () => Promise<T>): Promise<T>;
  current(): Scope | undefined;
}

/** Structured logging. Fields never hold a secret. */
export interface Log {
  info(fields: Readonly<Record<string, unknown>>, message: string): void;
  warn(fields: Readonly<Record<string, unknown>>, message: string): void;
  error(fields: Readonly<Record<string, unknown>>, message: string): void;
}
