import type { Application, DirectoryUser } from '../world/world';

/** Entra's administrative roles that the sandbox plays, with their template ids (Entra's reference of built-in roles). */
export const directoryRoles = {
  'Global Administrator': '62e90394-69f5-4237-9190-012177145e10',
  'Power Platform Administrator': '11648597-926c-4cf3-9c36-bcebb0ba8dcc',
  'Dynamics 365 Administrator': '44367163-eba1-44c3-98af-f5787879f96a',
  'User Administrator': 'fe930be7-5e62-47db-91af-98c3a49a38b1',
} as const;

/** Name of such a role. */
export type DirectoryRoleName = keyof typeof directoryRoles;

/** Roles whose holders administer every environment, with or without a licence (Microsoft: create users). */
const ofTheTenant: readonly string[] = [
  'Global Administrator',
  'Power Platform Administrator',
  'Dynamics 365 Administrator',
];

/** Whether the account holds a role that administers every environment. */
export function isTenantAdministrator(user: DirectoryUser): boolean {
  return (user.directoryRoles ?? []).some((name) => ofTheTenant.includes(name));
}

/** Whether the application may not write to the account: an administrator's is kept from one without such a role. */
export function isProtectedFrom(application: Application, user: DirectoryUser): boolean {
  return (user.directoryRoles ?? []).length > 0 && (application.directoryRoles ?? []).length === 0;
}
