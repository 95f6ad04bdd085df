/**
 * Every code with which the sandbox's Dataverse refuses, by Microsoft's name for it (data-service error codes). A
 * refusal takes its code from here and from nowhere else, so that a test can hold the list against their causes.
 */
export const faultCodes = {
  invalidNonInteractiveUserQuota: '0x8004b050',
  invalidAccessModeTransition: '0x80041d66',
  userCannotEnableWithoutLicense: '0x8004d24c',
  userDisabledOrInNoUnit: '0x80040225',
  userNotMemberOfOrg: '0x80072560',
  userNotAssignedRoles: '0x80042f09',
  userInWrongBusiness: '0x80041409',
  applicationUserCannotChangeAccessMode: '0x80040d40',
  userDirectoryObjectIdNotFoundInAAD: '0x80041d28',
  userAlreadyExists: '0x80041d2c',
  insufficientAccessMode: '0x80044502',
  privilegeDenied: '0x80040220',
  concurrencyVersionMismatch: '0x80060882',
  executionTimeExceeded: '0x80072321',
  requestsExceeded: '0x80072322',
  concurrencyExceeded: '0x80072326',
  cannotUpdateIsLicensed: '0x80041d4c',
  cannotCreateIsLicensed: '0x80041d4d',
  cannotUpdateIsSyncWithDirectory: '0x80041d4e',
  cannotWriteObjectId: '0x80041d4f',
  cannotMakeReadOnlyUser: '0x80041d38',
  cannotDisableSysAdmin: '0x80041d2f',
  cannotRemoveTenantAdministrator: '0x80041d64',
  incorrectUserAzureState: '0x80048360',
  /** Power Platform's own, which the read by alternate key passes on. */
  userNotMemberOfSecurityGroup: 'UserNotMemberOfCdsSecurityGroup',
  objectDoesNotExist: '0x80040217',
  invalidRequest: '0x80060888',
} as const;
