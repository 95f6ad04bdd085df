import { randomUUID } from 'node:crypto';
import type { ZodRawShape, ZodType } from 'zod/v4';
import { graphEntity, graphError, graphPage } from '../../schemas/graph';
import type { Application } from '../../world/world';
import { misfit } from '../checkAnswer';
import type { CloudKit } from '../cloudKit';
import type { DirectoryView } from '../directory';
import { FilterError, parseFilter, type Row } from '../odata/filter';
import { pageOf, queryOptions, type QueryOptions } from '../odata/options';
import { readJson, type Routed } from '../routes';
import { badRequest, GraphRefusal, unsupportedQuery } from './graphRefusal';

/** A kind of object: its properties, and those that are shown if none are asked for. */
export interface GraphKind {
  readonly type: string;
  readonly shape: ZodRawShape;
  readonly usual: readonly string[];
  /** Properties that `$filter` takes, and those that only the index knows. */
  readonly filters?: readonly string[];
  readonly indexed?: readonly string[];
}

/** One call to Graph: who calls, what is asked, which replica answers. */
export class GraphCall {
  readonly options: QueryOptions;
  private readonly requestId = randomUUID();

  constructor(
    readonly kit: CloudKit,
    readonly application: Application,
    readonly routed: Routed,
    readonly view: DirectoryView,
  ) {
    this.options = queryOptions(routed.url);
    const sorted = this.options.orderBy === undefined ? [] : ['$orderby'];
    const [unknown] = [...this.options.unknown, ...sorted];
    if (unknown !== undefined) {
      this.report(`the option ${unknown} is not played`);
      throw badRequest(`The query specified in the URI is not valid. '${unknown}' is not supported.`);
    }
  }

  /** Whether the caller asks the index (Graph: advanced query capabilities on directory objects). */
  get advanced(): boolean {
    return (
      this.routed.request.headers.get('consistencylevel')?.toLowerCase() === 'eventual' && this.options.count
    );
  }

  /** The body, as this schema wants it. What does not fit is reported and refused. */
  async body<T>(schema: ZodType<T>, refusal = badRequest('Invalid request body.')): Promise<T> {
    const body = await readJson(this.routed.request);
    const what = misfit(schema, body);
    if (what === undefined) return schema.parse(body);
    this.report(what);
    throw refusal;
  }

  /** One object, with exactly the properties that were asked for. */
  one(kind: GraphKind, row: Row, context: string, status = 200): Response {
    const names = this.names(kind);
    const body = { '@odata.context': this.context(context), ...pick(row, names) };
    return this.answer(status, body, graphEntity(kind.shape, names));
  }

  /** A page of objects, filtered as asked. `typed` collections say of each object what it is. */
  page(kind: GraphKind, rows: readonly Row[], context: string, typed = false): Response {
    const { filter, count, top = 100, skip } = this.options;
    if (!Number.isInteger(top) || top < 1 || top > 999) {
      throw unsupportedQuery(
        `Invalid page size specified: '${String(top)}'. Must be between 1 and 999 inclusive.`,
      );
    }
    if (count && !this.advanced)
      throw unsupportedQuery('$count is not currently supported without ConsistencyLevel.');
    const names = this.names(kind);
    const found = filter === undefined ? rows : rows.filter(this.filter(kind, filter));
    const { rows: shown, nextLink } = pageOf(found, this.routed.url, skip, top);
    const body = {
      '@odata.context': this.context(context),
      ...(count ? { '@odata.count': found.length } : {}),
      ...(nextLink === undefined ? {} : { '@odata.nextLink': nextLink }),
      value: shown.map((row) => ({
        ...(typed ? { '@odata.type': `#microsoft.graph.${kind.type}` } : {}),
        ...pick(row, names),
      })),
    };
    return this.answer(200, body, graphPage(kind.shape, names, typed));
  }

  /** An answer of another kind. */
  answer(status: number, body: unknown, schema: ZodType): Response {
    this.kit.checkAnswer('Graph', this.routed.request, schema, body);
    return Response.json(body, { status, headers: graphHeaders(this.routed.request, this.requestId) });
  }

  /** 204. */
  done(): Response {
    return new Response(null, { status: 204, headers: graphHeaders(this.routed.request, this.requestId) });
  }

  /** Notes that the request is not as the contracts have it. */
  report(what: string): void {
    this.kit.report('Graph', 'request', this.routed.request, what);
  }

  /** The address of a context. */
  context(of: string): string {
    return `https://graph.microsoft.com/v1.0/$metadata#${of}`;
  }

  private names(kind: GraphKind): readonly string[] {
    const { select } = this.options;
    if (select === undefined) return kind.usual;
    const unknown = select.find((name) => !(name in kind.shape));
    if (unknown === undefined) return select;
    this.report(`$select names ${unknown}`);
    throw new GraphRefusal(
      400,
      'BadRequest',
      `Parsing OData Select and Expand failed: Could not find a property named '${unknown}' on type 'microsoft.graph.${kind.type}'.`,
    );
  }

  private filter(kind: GraphKind, filter: string): (row: Row) => boolean {
    const { filters = [], indexed = [] } = kind;
    const needsIndex = indexed.some((name) => filter.includes(name)) || /\b(ne|not|endswith)\b/i.test(filter);
    if (needsIndex && !this.advanced) {
      throw unsupportedQuery('Unsupported or invalid query filter clause specified for the resource.');
    }
    try {
      return parseFilter(filter, [...filters, ...indexed]);
    } catch (error) {
      if (!(error instanceof FilterError)) throw error;
      this.report(`$filter: ${error.message}`);
      throw new GraphRefusal(400, 'BadRequest', `Invalid filter clause: ${error.message}`);
    }
  }
}

/** The answer that a refusal is. */
export function graphRefusalAnswer(kit: CloudKit, request: Request, refusal: GraphRefusal): Response {
  const id = randomUUID();
  const headers = graphHeaders(request, id);
  const { status, code, message, details } = refusal;
  const innerError = {
    date: new Date(kit.now()).toISOString().slice(0, 19),
    'request-id': id,
    'client-request-id': headers['client-request-id'],
  };
  const body = { error: { code, message, ...(details === undefined ? {} : { details }), innerError } };
  kit.checkAnswer('Graph', request, graphError, body);
  const challenge = status === 401 ? { 'www-authenticate': graphChallenge } : {};
  return Response.json(body, { status, headers: { ...headers, ...challenge } });
}

const graphChallenge =
  'Bearer realm="", authorization_uri="https://login.microsoftonline.com/common/oauth2/authorize", client_id="00000003-0000-0000-c000-000000000000"';

function graphHeaders(
  request: Request,
  requestId: string,
): Record<'request-id' | 'client-request-id', string> {
  return {
    'request-id': requestId,
    'client-request-id': request.headers.get('client-request-id') ?? requestId,
  };
}

function pick(row: Row, names: readonly string[]): Row {
  return Object.fromEntries(names.map((name) => [name, row[name]]));
}
