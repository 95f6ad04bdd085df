import type { BringInRefusal, ModeRefusal } from '../platform';

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
  return new DataverseRefusal(404, '0x80040217', `${type} With Id = ${id} Does Not Exist`);
}

/** A request that is not OData as the tables have it. */
export function invalidRequest(message: string, status = 400): DataverseRefusal {
  return new DataverseRefusal(status, '0x80060888', message);
}

/** Why a user may not be disabled, enabled or used. */
export const userIsDisabled = new DataverseRefusal(
  400,
  '0x80040225',
  'The specified user is either disabled or is not a member of any business unit.',
);

/** Why an Access Mode is not set (Dataverse's list of error codes). */
export function modeRefusal(why: ModeRefusal): DataverseRefusal {
  switch (why) {
    case 'applicationUser':
      return new DataverseRefusal(
        400,
        '0x80040d40',
        'The access mode of an application user cannot be changed.',
      );
    case 'notLicensed':
      return new DataverseRefusal(
        400,
        '0x80041d66',
        'The client access license cannot be changed because the user does not have a Microsoft Dynamics 365 Online license. To change the access mode, you must first add a license for this user in the Microsoft Online Service portal.',
      );
    case 'quota':
      return new DataverseRefusal(
        400,
        '0x8004b050',
        'Your organization has reached its maximum number of non-interactive users. To mark this account as non-interactive, mark another user account as interactive or deactivate a user account.',
      );
  }
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
        '0x80041d28',
        `The user ${objectId} was not found in Microsoft Entra ID.`,
      );
    case 'blocked':
    case 'notLicensed':
      return new DataverseRefusal(403, '0x80040225', userIsDisabled.message);
    case 'notInSecurityGroup':
      return new DataverseRefusal(
        403,
        'UserNotMemberOfCdsSecurityGroup',
        `The user '${objectId}' cannot be created in Microsoft Dataverse because the account is not a member of group '${groupId ?? ''}'. Please ask an administrator to add user to the group.`,
      );
  }
}

/** Columns that the platform keeps, with the code of the refusal to write them. */
export const platformColumns: Readonly<Record<string, string>> = {
  islicensed: '0x80041d4c',
  issyncwithdirectory: '0x80041d4e',
  azureactivedirectoryobjectid: '0x80041d4f',
  isdisabled: '0x8004d24c',
  azurestate: '0x80048360',
};
