import type { ZodRawShape } from 'zod/v4';
import { businessUnitShape, roleShape, systemUserShape, teamShape } from '../../schemas/dataverse';
import type { Environment, SystemUser, Team } from '../../world/world';
import type { WorldState } from '../worldState';

/** A table of the Web API. */
export interface Table {
  /** The entity set's name, as it stands in addresses. */
  readonly set: string;
  readonly type: string;
  /** Its primary key column. */
  readonly key: string;
  readonly shape: ZodRawShape;
  /** Its rows, brought up to date. */
  readonly rows: (world: WorldState, environment: Environment) => readonly TableRow[];
  /** Collections of other rows, by the name of the navigation property. */
  readonly collections: Readonly<Record<string, Collection>>;
}

/** A row, with all its columns. */
export type TableRow = Readonly<Record<string, unknown>> & { readonly versionnumber: number };

interface Collection {
  readonly table: () => Table;
  /** Keys of the rows within. */
  readonly keys: (environment: Environment, id: string) => readonly string[];
}

/** Users. */
export const systemUsers: Table = {
  set: 'systemusers',
  type: 'systemuser',
  key: 'systemuserid',
  shape: systemUserShape,
  rows: (world, environment) =>
    world.platform.settle(environment).map((row) => systemUserRow(environment, row)),
  collections: {
    systemuserroles_association: {
      table: () => roles,
      keys: (environment, id) => environment.users.find((row) => row.id === id)?.roleIds ?? [],
    },
    teammembership_association: {
      table: () => teams,
      keys: ({ teams: all }, id) => all.filter((team) => team.memberIds.includes(id)).map((team) => team.id),
    },
  },
};

/** Security roles, one row for each business unit's copy. */
export const roles: Table = {
  set: 'roles',
  type: 'role',
  key: 'roleid',
  shape: roleShape,
  rows: (_world, environment) =>
    environment.roles.map((role) => ({
      roleid: role.id,
      name: role.name,
      ismanaged: role.templateId !== null,
      organizationid: environment.organizationId,
      versionnumber: 1000,
      _businessunitid_value: role.unitId,
      _parentrootroleid_value: role.rootId,
      _parentroleid_value: role.id === role.rootId ? null : role.rootId,
      _roletemplateid_value: role.templateId,
    })),
  collections: {
    systemuserroles_association: {
      table: () => systemUsers,
      keys: ({ users }, id) => users.filter((row) => row.roleIds.includes(id)).map((row) => row.id),
    },
    teamroles_association: {
      table: () => teams,
      keys: ({ teams: all }, id) => all.filter((team) => team.roleIds.includes(id)).map((team) => team.id),
    },
  },
};

/** Teams. */
export const teams: Table = {
  set: 'teams',
  type: 'team',
  key: 'teamid',
  shape: teamShape,
  rows: (_world, environment) => environment.teams.map((team) => teamRow(environment, team)),
  collections: {
    teammembership_association: {
      table: () => systemUsers,
      keys: ({ teams: all }, id) => all.find((team) => team.id === id)?.memberIds ?? [],
    },
    teamroles_association: {
      table: () => roles,
      keys: ({ teams: all }, id) => all.find((team) => team.id === id)?.roleIds ?? [],
    },
  },
};

/** Business units. */
export const businessUnits: Table = {
  set: 'businessunits',
  type: 'businessunit',
  key: 'businessunitid',
  shape: businessUnitShape,
  rows: (_world, environment) =>
    environment.units.map((unit) => ({
      businessunitid: unit.id,
      name: unit.name,
      isdisabled: false,
      organizationid: environment.organizationId,
      versionnumber: 1000,
      _parentbusinessunitid_value: unit.parentId,
    })),
  collections: {},
};

function systemUserRow(environment: Environment, row: SystemUser): TableRow {
  return {
    systemuserid: row.id,
    azureactivedirectoryobjectid: row.objectId,
    applicationid: row.applicationId,
    domainname: row.domainName,
    internalemailaddress: row.email,
    windowsliveid: row.domainName,
    fullname: `${row.firstName} ${row.lastName}`,
    firstname: row.firstName,
    lastname: row.lastName,
    accessmode: row.accessMode,
    caltype: 7,
    isdisabled: row.isDisabled,
    islicensed: row.isLicensed,
    issyncwithdirectory: row.applicationId === null,
    isintegrationuser: false,
    setupuser: row.administrative === true,
    azurestate: row.azureState,
    deletedstate: 0,
    disabledreason: row.disabledReason,
    systemmanagedusertype: 0,
    _businessunitid_value: row.unitId,
    organizationid: environment.organizationId,
    ownerid: row.id,
    createdon: moment(row.createdAt),
    modifiedon: moment(row.modifiedAt),
    versionnumber: row.rowVersion,
  };
}

function teamRow(environment: Environment, team: Team): TableRow {
  return {
    teamid: team.id,
    name: team.name,
    teamtype: team.type,
    membershiptype: 0,
    azureactivedirectoryobjectid: team.groupId,
    isdefault: team.name === environment.displayName,
    versionnumber: 1000,
    _businessunitid_value: team.unitId,
  };
}

function moment(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
}
