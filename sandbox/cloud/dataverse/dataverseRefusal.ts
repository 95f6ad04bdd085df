import type { BringInRefusal, RowRefusal } from '../platform';
import { faultCodes } from './faultCodes';

/** Dataverse's refusal of a request. */
export class DataverseRefusal extends Error {
  constructor(
    readonly status: number,
    /** Hexadecimal, as Dataverse writes it. */
    readonly code: string,
    message: string,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
  }
}

/** A row that is not there. */
export function doesNotExist(type: string, id: string): DataverseRefusal {
  return new DataverseRefusal(404, faultCodes.objectDoesNotExist, `${type} With Id = ${id} Does Not Exist`);
}

/** A request that is not OData as the tables have it. */
export function invalidRequest(message: string, status = 400): DataverseRefusal {
  return new DataverseRefusal(status, faultCodes.invalidRequest, message);
}

/** Why a user may not be used, or be given a role. */
export const userIsDisabled = new DataverseRefusal(
  400,
  faultCodes.userDisabledOrInNoUnit,
  'The specified user is either disabled or is not a member of any business unit.',
);

const rowRefusals: Readonly<Record<RowRefusal, readonly [code: string, message: string]>> = {
  applicationUser: [
    faultCodes.applicationUserCannotChangeAccessMode,
    'The access mode of an application user cannot be changed.',
  ],
  notLicensed: [
    faultCodes.invalidAccessModeTransition,
    'The client access license cannot be changed because the user does not have a Microsoft Dynamics 365 Online license. To change the access mode, you must first add a license for this user in the Microsoft Online Service portal.',
  ],
  disabled: [faultCodes.userDisabledOrInNoUnit, userIsDisabled.message],
  quota: [
    faultCodes.invalidNonInteractiveUserQuota,
    'Your organization has reached its maximum number of non-interactive users. To mark this account as non-interactive, mark another user account as interactive or deactivate a user account.',
  ],
  lastAdministratorReadOnly: [
    faultCodes.cannotMakeReadOnlyUser,
    'The last user with read and write access who holds System Administrator cannot be made a read-only user.',
  ],
  lastAdministratorDisabled: [
    faultCodes.cannotDisableSysAdmin,
    'The only user who holds System Administrator cannot be disabled.',
  ],
  cannotEnable: [faultCodes.userCannotEnableWithoutLicense, 'Cannot enable an unlicensed user'],
};

/** Why a row is not changed (Dataverse's list of error codes). */
export function rowRefusal(why: RowRefusal): DataverseRefusal {
  const [code, message] = rowRefusals[why];
  return new DataverseRefusal(400, code, message);
}

/** Why an account does not become a user just in time. */
export function bringInRefusal(
  why: BringInRefusal,
  objectId: string,
  groupId: string | null,
): DataverseRefusal {
  switch (why) {
    case 'notFound':
      return new DataverseRefusal(
        400,
        faultCodes.userDirectoryObjectIdNotFoundInAAD,
        `The user ${objectId} was not found in Microsoft Entra ID.`,
      );
    case 'blocked':
      return new DataverseRefusal(403, faultCodes.userDisabledOrInNoUnit, userIsDisabled.message);
    case 'onlyTheCreator':
      return doesNotExist('systemuser', objectId);
    case 'notInSecurityGroup':
      return new DataverseRefusal(
        403,
        faultCodes.userNotMemberOfSecurityGroup,
        `The user '${objectId}' cannot be created in Microsoft Dataverse because the account is not a member of group '${groupId ?? ''}'. Please ask an administrator to add user to the group.`,
      );
  }
}

/** Columns that the platform keeps, with the code of the refusal to change them. */
export const platformColumns: Readonly<Record<string, string>> = {
  islicensed: faultCodes.cannotUpdateIsLicensed,
  issyncwithdirectory: faultCodes.cannotUpdateIsSyncWithDirectory,
  azureactivedirectoryobjectid: faultCodes.cannotWriteObjectId,
  azurestate: faultCodes.incorrectUserAzureState,
};

/** The same for a row that is to be made. */
export const platformColumnsOfNew: Readonly<Record<string, string>> = {
  islicensed: faultCodes.cannotCreateIsLicensed,
  azureactivedirectoryobjectid: faultCodes.cannotWriteObjectId,
};
