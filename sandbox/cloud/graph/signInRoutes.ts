import { graphAccessPolicyShape, graphSecurityDefaultsShape } from '../../schemas/graphSignIn';
import type { AccessPolicy } from '../../world/world';
import type { Row } from '../odata/filter';
import type { GraphKind } from './graphCall';
import { permissions, type GraphRoute } from './graphRoute';

/** The policy of security defaults: there is one. */
const securityDefaultsKind: GraphKind = {
  type: 'identitySecurityDefaultsEnforcementPolicy',
  shape: graphSecurityDefaultsShape,
  usual: Object.keys(graphSecurityDefaultsShape),
};

/** Policies of Conditional Access. */
const accessPolicyKind: GraphKind = {
  type: 'conditionalAccessPolicy',
  shape: graphAccessPolicyShape,
  usual: Object.keys(graphAccessPolicyShape),
  filters: ['id', 'displayName', 'state'],
};

/** What decides how people and programs may sign in. */
export const signInRoutes: readonly GraphRoute[] = [
  {
    method: 'GET',
    path: /^\/policies\/identitySecurityDefaultsEnforcementPolicy$/,
    roles: permissions.readPolicies,
    answer: (call) => {
      const isEnabled = call.kit.world.world.signIn?.securityDefaults === true;
      const row = {
        id: '00000000-0000-0000-0000-000000000005',
        displayName: 'Security Defaults',
        description: 'A set of basic identity security mechanisms.',
        isEnabled,
      };
      return call.one(
        securityDefaultsKind,
        row,
        'policies/identitySecurityDefaultsEnforcementPolicy/$entity',
      );
    },
  },
  {
    method: 'GET',
    path: /^\/identity\/conditionalAccess\/policies$/,
    roles: permissions.readAccessPolicies,
    answer: (call) =>
      call.page(
        accessPolicyKind,
        (call.kit.world.world.signIn?.policies ?? []).map(policyRow),
        'identity/conditionalAccess/policies',
      ),
  },
];

function policyRow(policy: AccessPolicy): Row {
  const { operator, controls, needsStrength } = policy;
  const strength = { id: '00000000-0000-0000-0000-000000000002', displayName: 'Multifactor authentication' };
  return {
    id: policy.id,
    templateId: null,
    displayName: policy.displayName,
    createdDateTime: `${new Date(policy.createdAt).toISOString().slice(0, 19)}Z`,
    modifiedDateTime: null,
    state: policy.state,
    sessionControls: null,
    conditions: {
      userRiskLevels: [],
      signInRiskLevels: policy.signInRiskLevels,
      servicePrincipalRiskLevels: [],
      clientAppTypes: policy.clientAppTypes,
      platforms: null,
      locations:
        policy.locations.include.length === 0
          ? null
          : { includeLocations: policy.locations.include, excludeLocations: policy.locations.exclude },
      devices: null,
      clientApplications: null,
      authenticationFlows: null,
      insiderRiskLevels: null,
      applications: {
        includeApplications: policy.applications.include,
        excludeApplications: policy.applications.exclude,
        includeUserActions: [],
        applicationFilter: null,
      },
      users: {
        includeUsers: policy.users.include,
        excludeUsers: policy.users.exclude,
        includeGroups: policy.groups.include,
        excludeGroups: policy.groups.exclude,
        includeRoles: [],
        excludeRoles: [],
        includeGuestsOrExternalUsers: null,
        excludeGuestsOrExternalUsers: null,
      },
    },
    grantControls:
      controls.length === 0 && !needsStrength
        ? null
        : {
            operator,
            builtInControls: controls,
            customAuthenticationFactors: [],
            termsOfUse: [],
            authenticationStrength: needsStrength ? strength : null,
          },
  };
}
