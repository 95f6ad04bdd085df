import type {
  DirectoryGroup,
  DirectoryUser,
  Environment,
  EnvironmentRole,
  SubscribedLicence,
  SystemUser,
  World,
} from '../world/world';
import { Directory } from './directory';
import type { Lags } from './lags';
import { consumedUnits } from './licences';
import { Platform } from './platform';

/** The world as it stands, with what the services and the tests look up in it. Names are compared without case. */
export class WorldState {
  readonly directory: Directory;
  readonly platform: Platform;
  private dirty = false;

  /** Works on `world` itself, which changes as the cloud is used. */
  constructor(
    readonly world: World,
    lags: Lags,
    readonly now: () => number,
  ) {
    const changed = (): void => {
      this.changed();
    };
    this.directory = new Directory(world, now, changed);
    this.platform = new Platform(world, this.directory, lags, now, changed);
  }

  /** Says that something was changed and is to be kept. */
  changed(): void {
    this.dirty = true;
  }

  /** Whether something was changed since this was last asked. */
  takeChanged(): boolean {
    const was = this.dirty;
    this.dirty = false;
    return was;
  }

  /** A living account by object id, sign-in name or display name. */
  findUser(who: string): DirectoryUser | undefined {
    return this.world.users.find(
      (user) => user.deletedAt === null && isOneOf(who, user.id, user.userPrincipalName, user.displayName),
    );
  }

  /** A living account. Throws where there is none. */
  user(who: string): DirectoryUser {
    return this.findUser(who) ?? absent('account', who);
  }

  /** A group by id or name. Throws where there is none. */
  group(which: string): DirectoryGroup {
    return this.world.groups.find((one) => isOneOf(which, one.id, one.displayName)) ?? absent('group', which);
  }

  /** A licence by SKU id or part number. Throws where there is none. */
  licence(which: string): SubscribedLicence {
    return (
      this.world.licences.find((one) => isOneOf(which, one.skuId, one.skuPartNumber)) ??
      absent('licence', which)
    );
  }

  /** Seats of the licence that are taken. */
  consumedUnits(which: string): number {
    return consumedUnits(this.world, this.licence(which));
  }

  /** An environment by id, name, host or address. Throws where there is none. */
  environment(which: string): Environment {
    const host = which.replace(/^https:\/\//, '').replace(/\/+$/, '');
    return (
      this.world.environments.find((one) => isOneOf(host, one.id, one.displayName, one.host)) ??
      absent('environment', which)
    );
  }

  /** A row, brought up to date, by its id, object id, sign-in name or full name; nothing where there is none. */
  findSystemUser(environment: string, who: string): SystemUser | undefined {
    return this.platform
      .settle(this.environment(environment))
      .find((row) =>
        isOneOf(who, row.id, row.objectId ?? '', row.domainName, `${row.firstName} ${row.lastName}`),
      );
  }

  /** A row, brought up to date. Throws where there is none. */
  systemUser(environment: string, who: string): SystemUser {
    return this.findSystemUser(environment, who) ?? absent('user of the environment', who);
  }

  /** The names of a row's roles, in alphabetical order. */
  roleNames(environment: string, who: string): string[] {
    const { roles } = this.environment(environment);
    return this.systemUser(environment, who)
      .roleIds.map((id) => roles.find((role) => role.id === id)?.name ?? id)
      .sort();
  }

  /** A role's copy in this unit, by name. Throws where there is none. */
  role(environment: Environment, unitId: string, name: string): EnvironmentRole {
    return (
      environment.roles.find((role) => role.unitId === unitId && isOneOf(name, role.id, role.name)) ??
      absent('role', name)
    );
  }
}

function isOneOf(wanted: string, ...names: string[]): boolean {
  return names.some((name) => name.toLowerCase() === wanted.toLowerCase());
}

function absent(kind: string, which: string): never {
  throw new Error(`The sandbox knows no ${kind} "${which}"; nothing was changed.`);
}
