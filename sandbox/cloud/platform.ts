import { randomUUID } from 'node:crypto';
import type { DirectoryUser, Environment, SystemUser, World } from '../world/world';
import { isSystemAdministrator } from './dataverse/administration';
import { transitiveMembers, type Directory } from './directory';
import type { Lags } from './lags';
import { opensDataverseTo } from './licences';
import {
  isLetIn,
  keepRoles,
  modeOfAdministrator,
  modes,
  needsNoLicence,
  reasonToDisable,
  type Sight,
} from './rowRules';

/** Why an account is not brought into an environment. */
export type BringInRefusal = 'notFound' | 'blocked' | 'notInSecurityGroup' | 'onlyTheCreator';
/** Why a row's Access Mode or state is not set. */
export type RowRefusal =
  | 'applicationUser'
  | 'notLicensed'
  | 'disabled'
  | 'quota'
  | 'lastAdministratorReadOnly'
  | 'lastAdministratorDisabled'
  | 'cannotEnable';

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
    if (environment.type === 'Developer' && environment.createdBy !== objectId) return 'onlyTheCreator';
    if (!isLetIn(user, sight)) return 'notInSecurityGroup';
    const row = this.newRow(environment, user, lag);
    environment.users.push(row);
    this.changed();
    this.settleRow(environment, row, sight);
    return row;
  }

  /** The job that brings in everybody who is licensed and let in; trial and developer environments have none. */
  bringInLicensed(environment: Environment): void {
    if ((environment.type ?? 'Production') !== 'Production') return;
    for (const { id } of this.directory.asOf(this.lags.of('licence')).users()) {
      if (this.isLicensed(id)) this.bringIn(environment, id, 0);
    }
  }

  /** Whether Dataverse sees a licence on this account by now. */
  isLicensed(objectId: string): boolean {
    const user = this.directory.asOf(this.lags.of('licence')).user(objectId);
    return user !== undefined && opensDataverseTo(this.world, user);
  }

  /** Sets the Access Mode as a caller of the Web API may; returns why it did not. */
  setAccessMode(environment: Environment, row: SystemUser, mode: number): RowRefusal | undefined {
    this.settle(environment);
    if (row.accessMode === mode) return undefined;
    if (row.applicationId !== null) return 'applicationUser';
    if (mode === modes.nonInteractive) {
      if (!row.isLicensed) return 'notLicensed';
      if (row.isDisabled) return 'disabled';
      if (this.nonInteractive(environment).length >= environment.limit) return 'quota';
    }
    if (mode === modes.read && isLastAdministrator(environment, row)) return 'lastAdministratorReadOnly';
    this.forceAccessMode(environment, row, mode);
    return undefined;
  }

  /** Disables or enables a row as a caller of the Web API may; returns why it did not. */
  setDisabled(environment: Environment, row: SystemUser, disabled: boolean): RowRefusal | undefined {
    this.settle(environment);
    if (row.isDisabled === disabled) return undefined;
    if (disabled && isLastAdministrator(environment, row)) return 'lastAdministratorDisabled';
    if (!disabled && row.applicationId === null && !row.isLicensed && !needsNoLicence(row)) {
      return 'cannotEnable';
    }
    row.disabledByHand = disabled;
    if (row.applicationId !== null) row.isDisabled = disabled;
    this.touch(environment, row);
    this.settle(environment);
    return row.isDisabled === disabled ? undefined : 'disabled';
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
    const ruled = { ...row, accessMode: this.modeAfterRules(environment, row, licensed) };
    const { accessMode, administrative } = modeOfAdministrator(ruled, user, licensed);
    const reason = reasonToDisable({ ...row, accessMode, administrative }, user, licensed, sight);
    const changed =
      keepRoles(environment, row, user, licensed) ||
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
      administrative,
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

/** Whether nobody but this row is an enabled administrator that can write; application users are not asked. */
function isLastAdministrator(environment: Environment, row: SystemUser): boolean {
  const isOne = (one: SystemUser): boolean =>
    one.applicationId === null &&
    !one.isDisabled &&
    one.accessMode !== modes.read &&
    isSystemAdministrator(environment, one);
  return isOne(row) && !environment.users.some((one) => one.id !== row.id && isOne(one));
}
