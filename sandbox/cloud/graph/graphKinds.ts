import {
  extensionAttributeNames,
  graphDomainShape,
  graphGroupShape,
  graphLicenceDetailsShape,
  graphOrganizationShape,
  graphSkuShape,
  graphUserShape,
} from '../../schemas/graph';
import type { DirectoryGroup, DirectoryUser, SubscribedLicence, World } from '../../world/world';
import { consumedUnits } from '../licences';
import type { Row } from '../odata/filter';
import type { GraphKind } from './graphCall';

/** Users. Which properties are usual, and what filters by default, says Graph's reference. */
export const userKind: GraphKind = {
  type: 'user',
  shape: graphUserShape,
  usual: [
    'businessPhones',
    'displayName',
    'givenName',
    'id',
    'jobTitle',
    'mail',
    'mobilePhone',
    'officeLocation',
    'preferredLanguage',
    'surname',
    'userPrincipalName',
  ],
  filters: [
    'id',
    'userPrincipalName',
    'displayName',
    'givenName',
    'surname',
    'employeeId',
    'mail',
    'mailNickname',
    'accountEnabled',
    'userType',
    'usageLocation',
    'jobTitle',
    'department',
  ],
  indexed: extensionAttributeNames.map((name) => `onPremisesExtensionAttributes/${name}`),
};

/** Groups. */
export const groupKind: GraphKind = {
  type: 'group',
  shape: graphGroupShape,
  usual: Object.keys(graphGroupShape),
  filters: ['id', 'displayName', 'mailNickname', 'securityEnabled', 'onPremisesSyncEnabled'],
};

/** Subscribed licences. They take no filter. */
export const skuKind: GraphKind = {
  type: 'subscribedSku',
  shape: graphSkuShape,
  usual: Object.keys(graphSkuShape),
};

/** Licence details of a user. */
export const licenceDetailsKind: GraphKind = {
  type: 'licenseDetails',
  shape: graphLicenceDetailsShape,
  usual: Object.keys(graphLicenceDetailsShape),
};

/** The organisation. */
export const organizationKind: GraphKind = {
  type: 'organization',
  shape: graphOrganizationShape,
  usual: Object.keys(graphOrganizationShape),
};

/** Domains. */
export const domainKind: GraphKind = {
  type: 'domain',
  shape: graphDomainShape,
  usual: Object.keys(graphDomainShape),
};

/** A user as Graph shows it, whole. */
export function userRow(user: DirectoryUser): Row {
  const attributes = extensionAttributeNames.map((name) => [name, user.extensionAttributes[name] ?? null]);
  return {
    id: user.id,
    businessPhones: [],
    displayName: user.displayName,
    givenName: user.givenName,
    jobTitle: user.jobTitle,
    mail: user.mail,
    mobilePhone: null,
    officeLocation: null,
    preferredLanguage: null,
    surname: user.surname,
    userPrincipalName: user.userPrincipalName,
    accountEnabled: user.accountEnabled,
    assignedLicenses: user.licences
      .filter(({ skuId, error }, index, all) => {
        const first = all.findIndex((one) => one.skuId === skuId && one.error === undefined);
        return error === undefined && first === index;
      })
      .map(({ skuId, disabledPlans }) => ({ disabledPlans, skuId })),
    licenseAssignmentStates: user.licences.map((held) => ({
      skuId: held.skuId,
      disabledPlans: held.disabledPlans,
      assignedByGroup: held.byGroup ?? null,
      state: held.error === undefined ? 'Active' : 'Error',
      error: held.error ?? 'None',
      lastUpdatedDateTime: moment(held.since),
    })),
    createdDateTime: moment(user.createdAt),
    deletedDateTime: user.deletedAt === null ? null : moment(user.deletedAt),
    department: user.department,
    employeeId: user.employeeId,
    mailNickname: user.mailNickname,
    onPremisesExtensionAttributes: Object.fromEntries(attributes) as unknown,
    onPremisesSyncEnabled: null,
    passwordPolicies: user.passwordPolicies,
    signInSessionsValidFromDateTime: moment(user.sessionsValidFrom),
    usageLocation: user.usageLocation,
    userType: user.userType,
  };
}

/** A group as Graph shows it, whole. */
export function groupRow(group: DirectoryGroup): Row {
  return {
    id: group.id,
    createdDateTime: moment(group.createdAt),
    description: group.description,
    displayName: group.displayName,
    groupTypes: group.groupTypes,
    mail: null,
    mailEnabled: false,
    mailNickname: group.mailNickname,
    membershipRule: group.membershipRule,
    onPremisesSyncEnabled: group.onPremisesSyncEnabled,
    securityEnabled: true,
  };
}

/** A licence as Graph shows it, whole; its seats are counted from who holds it now. */
export function skuRow(world: World, licence: SubscribedLicence): Row {
  return {
    accountId: world.tenant.id,
    accountName: world.tenant.displayName,
    appliesTo: 'User',
    capabilityStatus: 'Enabled',
    consumedUnits: consumedUnits(world, licence),
    id: `${world.tenant.id}_${licence.skuId}`,
    prepaidUnits: { enabled: licence.enabled, lockedOut: 0, suspended: 0, warning: 0 },
    servicePlans: servicePlans(licence),
    skuId: licence.skuId,
    skuPartNumber: licence.skuPartNumber,
    subscriptionIds: [licence.skuId],
  };
}

/** A licence that a user holds, as Graph shows it. */
export function licenceDetailsRow(licence: SubscribedLicence): Row {
  const { skuId, skuPartNumber } = licence;
  return { id: skuId, servicePlans: servicePlans(licence), skuId, skuPartNumber };
}

function servicePlans(licence: SubscribedLicence): readonly Row[] {
  return licence.plans.map((plan) => ({ ...plan, provisioningStatus: 'Success' }));
}

function moment(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
}
