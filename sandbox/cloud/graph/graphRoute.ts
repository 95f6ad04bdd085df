import type { Route } from '../routes';
import type { GraphCall } from './graphCall';

/** One endpoint of Graph, with the application permissions of which one is enough. */
export interface GraphRoute extends Pick<Route<never>, 'method' | 'path'> {
  readonly roles: readonly string[];
  readonly answer: (call: GraphCall) => Promise<Response> | Response;
}

/** Permissions by what they allow (Graph's permissions reference). */
export const permissions = {
  readUsers: ['User.Read.All', 'User.ReadWrite.All', 'Directory.Read.All', 'Directory.ReadWrite.All'],
  writeUsers: ['User.ReadWrite.All', 'Directory.ReadWrite.All'],
  assignLicences: ['LicenseAssignment.ReadWrite.All', 'User.ReadWrite.All', 'Directory.ReadWrite.All'],
  readLicences: [
    'LicenseAssignment.Read.All',
    'LicenseAssignment.ReadWrite.All',
    'Organization.Read.All',
    'Directory.Read.All',
  ],
  readOrganization: ['Organization.Read.All', 'Directory.Read.All'],
  readDomains: ['Domain.Read.All', 'Domain.ReadWrite.All', 'Directory.Read.All'],
  readGroups: [
    'Group.Read.All',
    'GroupMember.Read.All',
    'GroupMember.ReadWrite.All',
    'Group.ReadWrite.All',
    'Directory.Read.All',
  ],
  readPolicies: ['Policy.Read.All'],
  readAccessPolicies: ['Policy.Read.All', 'Policy.Read.ConditionalAccess'],
  readMemberships: [
    'User.Read.All',
    'User.ReadWrite.All',
    'GroupMember.Read.All',
    'GroupMember.ReadWrite.All',
    'Group.Read.All',
    'Directory.Read.All',
  ],
  writeMembers: ['GroupMember.ReadWrite.All', 'Group.ReadWrite.All', 'Directory.ReadWrite.All'],
} as const;
