import { roleTemplates } from '../world/contosoRoles';
import type { DirectoryUser, Environment, SystemUser } from '../world/world';
import { isTenantAdministrator } from './directoryRoles';

/** Access Modes by Microsoft's numbers. */
export const modes = { readWrite: 0, administrative: 1, read: 2, support: 3, nonInteractive: 4 } as const;

/** The directory as an environment sees it. */
export interface Sight {
  readonly users: ReadonlyMap<string, DirectoryUser>;
  readonly deleted: ReadonlySet<string>;
  /** Members of its security group; nothing where it has none. */
  readonly members: ReadonlySet<string> | undefined;
  licensed(objectId: string): boolean;
}

/** Why the platform disables a row; nothing where it is enabled. */
export function reasonToDisable(
  row: SystemUser,
  user: DirectoryUser | undefined,
  licensed: boolean,
  sight: Sight,
): string | undefined {
  if (row.disabledByHand) return 'Disabled by an administrator.';
  if (user === undefined) return 'The account was deleted in Microsoft Entra ID.';
  if (!user.accountEnabled) return 'Sign-in is blocked in Microsoft Entra ID.';
  if (!isLetIn(user, sight)) return "The account is not a member of the environment's security group.";
  return licensed || needsNoLicence(row) ? undefined : 'The account has no licence for this environment.';
}

/** Whether a row is enabled without a licence: non-interactive, support, or an administrator of the tenant. */
export function needsNoLicence({ accessMode, administrative }: SystemUser): boolean {
  return (
    accessMode === modes.nonInteractive ||
    accessMode === modes.support ||
    (accessMode === modes.administrative && administrative === true)
  );
}

/** Whether the security group lets the account in; Power Platform's administrators need no membership. */
export function isLetIn(user: DirectoryUser, { members }: Sight): boolean {
  const exempt = user.directoryRoles?.includes('Power Platform Administrator') === true;
  return members === undefined || exempt || members.has(user.id);
}

/**
 * The Access Mode of a row with an administrator of the tenant behind it: Administrative as long as there is no
 * licence, whatever it was; Read-Write again once there is one, or the role is gone.
 */
export function modeOfAdministrator(
  row: SystemUser,
  user: DirectoryUser | undefined,
  licensed: boolean,
): Pick<SystemUser, 'accessMode'> & { readonly administrative: boolean } {
  if (user !== undefined && isTenantAdministrator(user) && !licensed) {
    return { accessMode: modes.administrative, administrative: true };
  }
  const ends = row.administrative === true && row.accessMode === modes.administrative;
  return { accessMode: ends ? modes.readWrite : row.accessMode, administrative: false };
}

/** Gives and takes the roles that the platform keeps itself; whether it changed any. */
export function keepRoles(
  environment: Environment,
  row: SystemUser,
  user: DirectoryUser | undefined,
  licensed: boolean,
): boolean {
  const had = row.roleIds.length;
  const { licenceRoleId } = row;
  if (licenceRoleId !== undefined && !licensed) {
    row.roleIds = row.roleIds.filter((id) => id !== licenceRoleId);
    delete row.licenceRoleId;
  }
  const byLicence = environment.roles.find(
    ({ unitId, name }) => unitId === row.unitId && name === environment.licenceRole,
  );
  if (licensed && byLicence !== undefined && !row.roleIds.includes(byLicence.id)) {
    row.roleIds.push(byLicence.id);
    row.licenceRoleId = byLicence.id;
  }
  const administrator = environment.roles.find(
    ({ unitId, templateId }) => unitId === row.unitId && templateId === roleTemplates['System Administrator'],
  );
  if (user !== undefined && isTenantAdministrator(user) && administrator !== undefined) {
    if (!row.roleIds.includes(administrator.id)) row.roleIds.push(administrator.id);
  }
  return had !== row.roleIds.length || licenceRoleId !== row.licenceRoleId;
}
