import { z } from 'zod/v4';
import { accessModes } from '../../domain/accessMode';
import type { Administrators, EnvironmentAddress } from '../../ports';
import { eachOf } from '../http/eachOf';
import { query } from '../http/query';
import type { DataverseClient } from './dataverseClient';

/** System Administrator's template: the same in every environment, business unit and language (Microsoft's published Business Central source). */
export const systemAdministrator = '627090ff-40a3-4053-8790-584edc5be201';
/** Owner teams hold members of their own; group teams (2 security, 3 Office) stand for a group in Entra. */
const ownerTeam = 0;
/** Dataverse allows 52 calls at once; this is called while somebody waits, and beside others. */
const atOnce = 8;

const what = 'read who administers the environment';
const role = z.object({ roleid: z.string() });
const team = z.object({
  teamid: z.string(),
  teamtype: z.number(),
  azureactivedirectoryobjectid: z.string().nullish(),
});
const holder = z.object({
  azureactivedirectoryobjectid: z.string().nullish(),
  isdisabled: z.boolean().nullish(),
  accessmode: z.number(),
  applicationid: z.string().nullish(),
});
type Holder = z.infer<typeof holder>;
const holderSelect = query({
  $select: 'systemuserid,azureactivedirectoryobjectid,isdisabled,accessmode,applicationid',
});

/**
 * Reads who holds System Administrator, in three rounds: the role's copies in all business units, then their
 * holders and teams, then the teams' members. The rows of a group team's members that Dataverse has made so far
 * only serve to exclude; who is in the group, Entra says.
 */
export async function readAdministrators(
  client: DataverseClient,
  at: EnvironmentAddress,
): Promise<Administrators> {
  const filter = query({ $select: 'roleid', $filter: `_roletemplateid_value eq ${systemAdministrator}` });
  const roles = await client.list(what, at, `/roles${filter}`, role);
  const [direct, teams] = await Promise.all([
    eachOf(roles, atOnce, ({ roleid }) =>
      client.list(what, at, `/roles(${roleid})/systemuserroles_association${holderSelect}`, holder),
    ),
    eachOf(roles, atOnce, ({ roleid }) => teamsOf(client, at, roleid)),
  ]);
  const members = await eachOf(distinctTeams(teams.flat()), atOnce, async ({ teamid, teamtype }) => ({
    teamtype,
    rows: await client.list(what, at, `/teams(${teamid})/teammembership_association${holderSelect}`, holder),
  }));
  const owners = members.filter(({ teamtype }) => teamtype === ownerTeam).flatMap(({ rows }) => rows);
  const rows = [...direct.flat(), ...members.flatMap((one) => one.rows)];
  return {
    objectIds: objectIdsOf([...direct.flat(), ...owners].filter(counts)),
    groupIds: objectIdsOf(teams.flat().filter(({ teamtype }) => teamtype !== ownerTeam)),
    excluded: objectIdsOf(rows.filter((row) => !counts(row))),
  };
}

function teamsOf(
  client: DataverseClient,
  at: EnvironmentAddress,
  roleId: string,
): Promise<readonly z.infer<typeof team>[]> {
  const select = query({ $select: 'teamid,teamtype,azureactivedirectoryobjectid' });
  return client.list(what, at, `/roles(${roleId})/teamroles_association${select}`, team);
}

function distinctTeams(teams: readonly z.infer<typeof team>[]): readonly z.infer<typeof team>[] {
  return [...new Map(teams.map((one) => [one.teamid, one])).values()];
}

function counts(row: Holder): boolean {
  return (
    row.isdisabled !== true &&
    row.accessmode !== accessModes.nonInteractive &&
    typeof row.applicationid !== 'string'
  );
}

function objectIdsOf(rows: readonly Pick<Holder, 'azureactivedirectoryobjectid'>[]): readonly string[] {
  const ids = rows.map((row) => row.azureactivedirectoryobjectid).filter((id) => typeof id === 'string');
  return [...new Set(ids)];
}
