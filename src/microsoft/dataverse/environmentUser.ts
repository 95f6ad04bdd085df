import { z } from 'zod/v4';
import { accessModes, type AccessMode } from '../../domain/accessMode';
import type { EnvironmentUser } from '../../ports';

/** What is read of a user's row, with its roles (Dataverse: systemuser table reference). */
export const userOptions = {
  $select: [
    'systemuserid',
    'azureactivedirectoryobjectid',
    'domainname',
    'fullname',
    'accessmode',
    'isdisabled',
    'islicensed',
    'applicationid',
    '_businessunitid_value',
    'disabledreason',
  ].join(','),
  $expand: 'systemuserroles_association($select=roleid,name)',
};

/** A row of the table systemuser as the Web API shows it, as far as it is asked for. */
export const systemUser = z.object({
  systemuserid: z.string(),
  azureactivedirectoryobjectid: z.string().nullish(),
  domainname: z.string().nullish(),
  fullname: z.string().nullish(),
  accessmode: z.custom<AccessMode>(isAccessMode),
  isdisabled: z.boolean().nullish(),
  islicensed: z.boolean().nullish(),
  applicationid: z.string().nullish(),
  _businessunitid_value: z.string(),
  disabledreason: z.string().nullish(),
  systemuserroles_association: z.array(z.object({ roleid: z.string(), name: z.string() })).nullish(),
});

/** The row in our words. */
export function environmentUserOf(row: z.infer<typeof systemUser>): EnvironmentUser {
  const userPrincipalName = row.domainname ?? '';
  return {
    systemUserId: row.systemuserid,
    ...(typeof row.azureactivedirectoryobjectid === 'string'
      ? { objectId: row.azureactivedirectoryobjectid }
      : {}),
    userPrincipalName,
    name: row.fullname ?? userPrincipalName,
    accessMode: row.accessmode,
    enabled: row.isdisabled !== true,
    licensed: row.islicensed === true,
    applicationUser: typeof row.applicationid === 'string',
    businessUnitId: row._businessunitid_value,
    roles: (row.systemuserroles_association ?? []).map(({ roleid, name }) => ({ id: roleid, name })),
    ...(row.disabledreason ? { disabledReason: row.disabledreason } : {}),
  };
}

function isAccessMode(value: unknown): boolean {
  return Object.values<unknown>(accessModes).includes(value);
}
