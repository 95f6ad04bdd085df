import { randomUUID } from 'node:crypto';
import type { DirectoryUser, Environment, SystemUser, World } from '../world/world';
import { transitiveMembers, type Directory } from './directory';
import type { Lags } from './lags';
import { opensDataverseTo } from './licences';

/** Access Modes by Microsoft's numbers. */
export const modes = { readWrite: 0, administrative: 1, read: 2, support: 3, nonInteractive: 4 } as const;

/** Why an account is not brought into an environment. */
export type BringInRefusal = 'notFound' | 'blocked' | 'notInSecurityGroup' | 'notLicensed';
/** Why an Access Mode is not set. */
export type ModeRefusal = 'applicationUser' | 'notLicensed' | 'quota';

/**
 * What the platform does with the rows of systemuser by itself. Rows are brought up to date whenever an environment
 * is looked at, from the directory as Dataverse sees it by then: so nothing waits for a timer.
 */
export class Platform {
  constructor(
    private readonly world: World,
    private readonly directory: Directory,
    private readonly lags: Lags,
    private readonly now: () => number,
    private readonly changed: () => void,
  ) {}

  /** Brings all rows of the environment up to date and returns those that are there by now. */
  settle(environment: Environment): SystemUser[] {
    const sight = this.sightOf(environment);
    const there = environment.users.filter((row) => row.appearsAt <= this.now());
    for (const row of there) {
      if (row.applicationId === null && row.objectId !== null) this.settleRow(environment, row, sight);
    }
    return there;
  }

  /** Non-interactive users that count against the limit: enabled, and no application users. */
  nonInteractive(environment: Environment): SystemUser[] {
    return this.settle(environment).filter(
      (row) => row.accessMode === modes.nonInteractive && row.applicationId === null && !row.isDisabled,
    );
  }

  /** Makes the account's row where there is none; it appears after `lag` ms. */
  bringIn(environment: Environment, objectId: string, lag: number): SystemUser | BringInRefusal {
    const sight = this.sightOf(environment);
    const known = environment.users.find((row) => row.objectId === objectId);
    if (known !== undefined) {
      this.settle(environment);
      return known;
    }
    const user = sight.users.get(objectId);
    if (user === undefined) return 'notFound';
    if (!user.accountEnabled) return 'blocked';
    if (sight.members !== undefined && !sight.members.has(objectId)) return 'notInSecurityGroup';
    const row = this.newRow(environment, user, lag);
    environment.users.push(row);
    this.changed();
    this.settleRow(environment, row, sight);
    return row;
  }

  /** Whether Dataverse sees a licence on this account by now. */
  isLicensed(objectId: string): boolean {
    const user = this.directory.asOf(this.lags.of('licence')).user(objectId);
    return user !== undefined && opensDataverseTo(this.world, user);
  }

  /** Sets the Access Mode as a caller of the Web API may; returns why it did not. */
  setAccessMode(environment: Environment, row: SystemUser, mode: number): ModeRefusal | undefined {
    this.settle(environment);
    if (row.accessMode === mode) return undefined;
    if (row.applicationId !== null) return 'applicationUser';
    if (mode === modes.nonInteractive) {
      if (!row.isLicensed || row.isDisabled) return 'notLicensed';
      if (this.nonInteractive(environment).length >= environment.limit) return 'quota';
    }
    this.forceAccessMode(environment, row, mode);
    return undefined;
  }

  /** Sets the Access Mode without asking, as Microsoft itself may. */
  forceAccessMode(environment: Environment, row: SystemUser, mode: number): void {
    row.accessMode = mode;
    row.modeSetAt = this.now();
    this.touch(environment, row);
    this.settle(environment);
  }

  /** Notes that a row was changed: its version and the time. */
  touch(environment: Environment, row: SystemUser): void {
    environment.rowVersion += 1;
    row.rowVersion = environment.rowVersion;
    row.modifiedAt = this.now();
    this.changed();
  }

  private settleRow(environment: Environment, row: SystemUser, sight: Sight): void {
    const objectId = row.objectId ?? '';
    const user = sight.users.get(objectId);
    const licensed = sight.licensed(objectId);
    const azureState = user !== undefined ? 0 : sight.deleted.has(objectId) ? 1 : 2;
    const accessMode = this.modeAfterRules(environment, row, licensed);
    const reason = reasonToDisable({ ...row, accessMode }, user, licensed, sight);
    const changed =
      row.isLicensed !== licensed ||
      row.azureState !== azureState ||
      row.accessMode !== accessMode ||
      row.isDisabled !== (reason !== undefined) ||
      row.disabledReason !== (reason ?? null);
    if (!changed) return;
    if (row.accessMode !== accessMode) row.modeSetAt = this.now();
    Object.assign(row, {
      isLicensed: licensed,
      azureState,
      accessMode,
      isDisabled: reason !== undefined,
      disabledReason: reason ?? null,
    });
    this.touch(environment, row);
  }

  private modeAfterRules(environment: Environment, row: SystemUser, licensed: boolean): number {
    if (row.accessMode !== modes.nonInteractive) return row.accessMode;
    const rule = environment.modeRules.find(
      ({ objectId, after, times, since }) =>
        (objectId === undefined || objectId === row.objectId) &&
        row.modeSetAt >= since &&
        times !== 0 &&
        (after === 'licenceRemoval' ? !licensed : this.now() >= row.modeSetAt + after),
    );
    if (rule === undefined) return row.accessMode;
    if (rule.times !== undefined) rule.times -= 1;
    return modes.readWrite;
  }

  private sightOf(environment: Environment): Sight {
    const view = this.directory.asOf(this.lags.of('directoryToDataverse'));
    const licences = new Map(
      this.directory
        .asOf(this.lags.of('licence'))
        .users()
        .map((user) => [user.id, user]),
    );
    return {
      users: new Map(view.users().map((user) => [user.id, user])),
      deleted: new Set(view.deletedUsers().map(({ id }) => id)),
      members:
        environment.securityGroupId === null
          ? undefined
          : transitiveMembers(view, environment.securityGroupId),
      licensed: (objectId) => {
        const user = licences.get(objectId);
        return user !== undefined && opensDataverseTo(this.world, user);
      },
    };
  }

  private newRow(environment: Environment, user: DirectoryUser, lag: number): SystemUser {
    const now = this.now();
    const root = environment.units.find(({ parentId }) => parentId === null);
    environment.rowVersion += 1;
    return {
      id: randomUUID(),
      objectId: user.id,
      applicationId: null,
      domainName: user.userPrincipalName,
      // A user without a first name gets this sign (Microsoft: create users).
      firstName: user.givenName ?? '#',
      lastName: user.surname ?? user.displayName,
      email: user.mail ?? user.userPrincipalName,
      accessMode: modes.readWrite,
      isDisabled: false,
      isLicensed: false,
      azureState: 0,
      disabledReason: null,
      disabledByHand: false,
      unitId: root?.id ?? '',
      roleIds: [],
      createdAt: now,
      modifiedAt: now,
      modeSetAt: now,
      rowVersion: environment.rowVersion,
      appearsAt: now + lag,
    };
  }
}

/** The directory as an environment sees it. */
interface Sight {
  readonly users: ReadonlyMap<string, DirectoryUser>;
  readonly deleted: ReadonlySet<string>;
  /** Members of its security group; nothing where it has none. */
  readonly members: ReadonlySet<string> | undefined;
  licensed(objectId: string): boolean;
}

function reasonToDisable(
  row: SystemUser,
  user: DirectoryUser | undefined,
  licensed: boolean,
  sight: Sight,
): string | undefined {
  if (row.disabledByHand) return 'Disabled by an administrator.';
  if (user === undefined) return 'The account was deleted in Microsoft Entra ID.';
  if (!user.accountEnabled) return 'Sign-in is blocked in Microsoft Entra ID.';
  if (sight.members !== undefined && !sight.members.has(user.id)) {
    return "The account is not a member of the environment's security group.";
  }
  const needsNoLicence = row.accessMode === modes.nonInteractive || row.accessMode === modes.support;
  return licensed || needsNoLicence ? undefined : 'The account has no licence for this environment.';
}
