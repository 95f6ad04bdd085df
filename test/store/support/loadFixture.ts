import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { sql } from 'kysely';
import { contoso } from '../../../sandbox/world/contoso';
import type { DirectoryUser, SystemUser, VaultSecret, World } from '../../../sandbox/world/world';
import type { Request } from '../../../src/domain/request';
import { migrate, migrations } from '../../../src/store/migrate';
import { openEmbedded } from '../../../src/store/openEmbedded';

/** A request's row as an earlier version stored it. */
export interface KeptRow extends Record<string, unknown> {
  readonly id: string;
  readonly body: Request;
}

/** What an earlier version stored, and what was so at Microsoft at that moment. */
export interface Fixture {
  /** When it was kept, ms since 1970. */
  readonly at: number;
  readonly tables: Readonly<Record<string, readonly Record<string, unknown>[]>> & {
    readonly requests: readonly KeptRow[];
    readonly schema_versions: readonly { readonly version: number }[];
  };
  readonly world: {
    readonly users: readonly DirectoryUser[];
    readonly groups: readonly { readonly id: string; readonly members: readonly string[] }[];
    readonly rows: readonly { readonly environment: string; readonly users: readonly SystemUser[] }[];
    readonly secrets: readonly { readonly host: string; readonly secrets: readonly VaultSecret[] }[];
  };
}

const folderOfAll = path.join(__dirname, '..', 'fixtures');

/** The names of all fixtures, in alphabetical order. */
export function fixtureNames(): readonly string[] {
  const files = readdirSync(folderOfAll).filter((file) => file.endsWith('.json'));
  return files.map((file) => file.replace(/\.json$/, '')).sort();
}

/** Reads `test/store/fixtures/<name>.json`. */
export function readFixture(name: string): Fixture {
  const file = path.join(folderOfAll, `${name}.json`);
  return JSON.parse(readFileSync(file, 'utf8')) as Fixture;
}

/** The schema that the fixture's version had. */
export function schemaOf({ tables }: Fixture): number {
  return Math.max(...tables.schema_versions.map(({ version }) => version));
}

/** Makes an embedded store of the fixture's own schema in the folder, puts the rows there, and closes it. */
export async function loadStore(fixture: Fixture, folder: string): Promise<void> {
  const schema = schemaOf(fixture);
  const { db, close } = await openEmbedded(folder);
  try {
    await migrate(
      db,
      migrations.filter(({ version }) => version <= schema),
    );
    await sql`delete from schema_versions`.execute(db);
    // What the migrations themselves put there is the fixture's too.
    if (fixture.tables['counters'] !== undefined) await sql`delete from counters`.execute(db);
    const last = ['audit_words'];
    const names = Object.keys(fixture.tables).filter((name) => !last.includes(name));
    for (const name of [...names, ...last]) await loadTable(db, name, fixture.tables[name] ?? []);
    const late = `make_interval(secs => ${String(fixture.at / 1000)})`;
    const lease = sql.raw(`lease_until - (timestamptz 'epoch' + ${late}) + clock_timestamp()`);
    await sql`update requests set lease_until = ${lease} where lease_until is not null`.execute(db);
    await sql`select setval(pg_get_serial_sequence('messages', 'position'), (select max(position) from messages))`.execute(
      db,
    );
    if (schema === 1)
      await sql`select setval('request_numbers', (select max(number) from requests))`.execute(db);
  } finally {
    await close();
  }
}

async function loadTable(
  db: Parameters<typeof migrate>[0],
  name: string,
  rows: readonly Record<string, unknown>[],
): Promise<void> {
  const table = sql.id(name);
  const text = JSON.stringify(rows);
  const from = sql`json_populate_recordset(null::${table}, ${text}::json)`;
  await sql`insert into ${table} overriding system value select * from ${from}`.execute(db);
}

/** Contoso with room for all, and with what the fixture's version had made there. */
export function worldOf({ world: kept }: Fixture, room: number): World {
  const world = contoso();
  world.users.push(...kept.users);
  for (const { id, members } of kept.groups)
    world.groups.find((one) => one.id === id)?.members.push(...members);
  for (const { environment, users } of kept.rows) {
    world.environments.find(({ id }) => id === environment)?.users.push(...users);
  }
  for (const { host, secrets } of kept.secrets) {
    const vault = world.vaults.find((one) => one.host === host);
    if (vault !== undefined) vault.secrets = [...secrets];
  }
  for (const environment of world.environments) Object.assign(environment, { limit: room, toldLimit: room });
  for (const licence of world.licences)
    if (licence.skuPartNumber === 'DYN365_ENTERPRISE_SALES') licence.enabled = 50;
  return world;
}
