import { randomUUID } from 'node:crypto';
import type { ZodType } from 'zod/v4';
import { dataverseEntity, dataverseError, dataversePage, dataverseRow } from '../../schemas/dataverse';
import type { Environment, SystemUser } from '../../world/world';
import { misfit } from '../checkAnswer';
import type { CloudKit } from '../cloudKit';
import { FilterError, parseFilter } from '../odata/filter';
import { pageOf, queryOptions, type Expansion, type QueryOptions } from '../odata/options';
import { readJson, type Routed } from '../routes';
import { DataverseRefusal, doesNotExist, invalidRequest } from './dataverseRefusal';
import type { Table, TableRow } from './tables';

/** Most rows that one page takes, and that `$count` counts. */
const most = 5000;

/** One call to an environment's Web API. */
export class DataverseCall {
  readonly options: QueryOptions;

  constructor(
    readonly kit: CloudKit,
    readonly environment: Environment,
    /** The row of the application that calls. */
    readonly caller: SystemUser,
    readonly routed: Routed,
  ) {
    this.options = queryOptions(routed.url, ['$id']);
    const [unknown] = this.options.unknown;
    if (unknown !== undefined) {
      this.report(`the option ${unknown} is not played`);
      throw invalidRequest(`The query parameter ${unknown} is not supported.`);
    }
  }

  /** The body, as this schema wants it. What does not fit is reported and refused. */
  async body<T>(schema: ZodType<T>, refusal?: (body: unknown) => DataverseRefusal | undefined): Promise<T> {
    const body = await readJson(this.routed.request);
    const what = misfit(schema, body);
    if (what === undefined) return schema.parse(body);
    this.report(what);
    throw refusal?.(body) ?? invalidRequest('Error identified in Payload provided by the user.');
  }

  /** One row by its key. Throws a refusal where it is not there. */
  one(table: Table, id: string): Response {
    const key = id.toLowerCase();
    const row = table.rows(this.kit.world, this.environment).find((one) => one[table.key] === key);
    if (row === undefined) throw doesNotExist(table.type, id);
    const { names, expanded, shown } = this.shape(table);
    const body = { '@odata.context': this.context(`${table.set}/$entity`), ...shown(row) };
    return this.answer(body, dataverseEntity(table.shape, names, expanded));
  }

  /** A page of a table's rows: all, or those with these keys. */
  page(table: Table, keys?: readonly string[]): Response {
    const { count, top = most, skip } = this.options;
    const all = table.rows(this.kit.world, this.environment);
    const within = keys === undefined ? all : all.filter((row) => keys.includes(String(row[table.key])));
    const found = this.sorted(table, this.filtered(table, within));
    const size = this.options.top === undefined ? this.pageSize() : Math.min(top, most);
    const { rows, nextLink } = pageOf(found, this.routed.url, skip, size);
    const { names, expanded, shown } = this.shape(table);
    const body = {
      '@odata.context': this.context(table.set),
      ...(count ? { '@odata.count': Math.min(found.length, most) } : {}),
      ...this.countAnnotations(count, found.length),
      // `$top` ends the answer (Web API: limit the number of rows).
      ...(nextLink === undefined || this.options.top !== undefined ? {} : { '@odata.nextLink': nextLink }),
      value: rows.map(shown),
    };
    return this.answer(body, dataversePage(dataverseRow(table.shape, names, expanded)));
  }

  /** Another answer. */
  answer(body: unknown, schema: ZodType, status = 200): Response {
    this.kit.checkAnswer('Dataverse', this.routed.request, schema, body);
    return Response.json(body, { status, headers: dataverseHeaders() });
  }

  /** 204, with the address of the row that was written where there is one. */
  done(systemUserId?: string): Response {
    const entity =
      systemUserId === undefined ? {} : { 'odata-entityid': this.address(`systemusers(${systemUserId})`) };
    return new Response(null, { status: 204, headers: { ...dataverseHeaders(), ...entity } });
  }

  /** The address of something in this environment. */
  address(of: string): string {
    return `https://${this.environment.host}/api/data/v9.2/${of}`;
  }

  /** The address of a context. */
  context(of: string): string {
    return this.address(`$metadata#${of}`);
  }

  /** Notes that the request is not as the contracts have it. */
  report(what: string): void {
    this.kit.report('Dataverse', 'request', this.routed.request, what);
  }

  private shape(table: Table): {
    names: readonly string[];
    expanded: Record<string, ZodType>;
    shown: (row: TableRow) => Record<string, unknown>;
  } {
    const names = this.columns(table, this.options.select);
    const parts = this.options.expand.map((expansion) => this.expansion(table, expansion));
    return {
      names,
      expanded: Object.fromEntries(parts.map(({ name, schema }) => [name, schema])),
      shown: (row) => ({
        ...shownRow(row, names),
        ...Object.fromEntries(parts.map(({ name, rowsOf }) => [name, rowsOf(String(row[table.key]))])),
      }),
    };
  }

  private expansion(
    table: Table,
    { name, select }: Expansion,
  ): { name: string; schema: ZodType; rowsOf: (id: string) => unknown } {
    const collection = table.collections[name];
    if (collection === undefined) throw this.noProperty(table, name);
    const other = collection.table();
    const names = this.columns(other, select);
    const all = other.rows(this.kit.world, this.environment);
    return {
      name,
      schema: dataverseRow(other.shape, names, {}),
      rowsOf: (id) => {
        const keys = collection.keys(this.environment, id);
        return all.filter((row) => keys.includes(String(row[other.key]))).map((row) => shownRow(row, names));
      },
    };
  }

  /** The columns asked for; the primary key always comes along. */
  private columns(table: Table, select: readonly string[] | undefined): readonly string[] {
    if (select === undefined) return Object.keys(table.shape);
    const unknown = select.find((name) => !(name in table.shape));
    if (unknown !== undefined) throw this.noProperty(table, unknown);
    return [...new Set([table.key, ...select])];
  }

  private filtered(table: Table, rows: readonly TableRow[]): readonly TableRow[] {
    const { filter } = this.options;
    if (filter === undefined) return rows;
    try {
      return rows.filter(parseFilter(filter, Object.keys(table.shape)));
    } catch (error) {
      if (!(error instanceof FilterError)) throw error;
      this.report(`$filter: ${error.message}`);
      throw invalidRequest(error.message);
    }
  }

  /** By one column, as text, without regard to case (Web API: order rows). */
  private sorted(table: Table, rows: readonly TableRow[]): readonly TableRow[] {
    const { orderBy } = this.options;
    if (orderBy === undefined) return rows;
    if (!(orderBy in table.shape)) throw this.noProperty(table, orderBy);
    const textOf = (row: TableRow): string => {
      const value = row[orderBy];
      return typeof value === 'string' ? value.toLowerCase() : '';
    };
    return rows.toSorted((one, other) => (textOf(one) < textOf(other) ? -1 : 1));
  }

  private noProperty(table: Table, name: string): DataverseRefusal {
    this.report(`${table.type} has no ${name}`);
    return invalidRequest(
      `Could not find a property named '${name}' on type 'Microsoft.Dynamics.CRM.${table.type}'.`,
    );
  }

  private pageSize(): number {
    const asked = /odata\.maxpagesize=(\d+)/i.exec(this.prefer)?.[1];
    return asked === undefined ? most : Math.min(Number(asked), most);
  }

  private countAnnotations(count: boolean, found: number): Record<string, unknown> {
    if (!count || !/include-annotations="?[^"]*(\*|totalrecordcount)/i.test(this.prefer)) return {};
    return {
      '@Microsoft.Dynamics.CRM.totalrecordcount': Math.min(found, most),
      '@Microsoft.Dynamics.CRM.totalrecordcountlimitexceeded': found > most,
    };
  }

  private get prefer(): string {
    return this.routed.request.headers.get('prefer') ?? '';
  }
}

/** The answer that a refusal is. */
export function dataverseRefusalAnswer(kit: CloudKit, request: Request, refusal: DataverseRefusal): Response {
  const headers = { ...dataverseHeaders(), ...refusal.headers };
  if (refusal.status === 401) return new Response(null, { status: 401, headers });
  const body = { error: { code: refusal.code, message: refusal.message } };
  kit.checkAnswer('Dataverse', request, dataverseError, body);
  return Response.json(body, { status: refusal.status, headers });
}

function dataverseHeaders(): Record<string, string> {
  const id = randomUUID();
  return { 'odata-version': '4.0', req_id: id, 'x-ms-service-request-id': id };
}

function shownRow(row: TableRow, names: readonly string[]): Record<string, unknown> {
  return {
    '@odata.etag': `W/"${String(row.versionnumber)}"`,
    ...Object.fromEntries(names.map((name) => [name, row[name]])),
  };
}
