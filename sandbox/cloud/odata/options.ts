/** The OData options of a query. */
export interface QueryOptions {
  /** Properties asked for; nothing where none were named. */
  readonly select: readonly string[] | undefined;
  readonly filter: string | undefined;
  readonly expand: readonly Expansion[];
  readonly top: number | undefined;
  /** The column to sort by, ascending; nothing where none was named. */
  readonly orderBy: string | undefined;
  /** Rows to leave out, which the link to a next page says. */
  readonly skip: number;
  readonly count: boolean;
  /** Names of options that are none of these. */
  readonly unknown: readonly string[];
}

/** A navigation property to show, with what is asked of it. */
export interface Expansion {
  readonly name: string;
  readonly select: readonly string[] | undefined;
}

const understood = ['$select', '$filter', '$expand', '$top', '$count', '$skiptoken', '$orderby'];

/** Reads the options of an address. `ignored` names options that mean nothing here (`api-version`). */
export function queryOptions(url: URL, ignored: readonly string[] = []): QueryOptions {
  const parameters = url.searchParams;
  const top = parameters.get('$top');
  return {
    select: names(parameters.get('$select')),
    filter: parameters.get('$filter') ?? undefined,
    expand: expansions(parameters.get('$expand') ?? ''),
    orderBy: parameters.get('$orderby') ?? undefined,
    top: top === null ? undefined : Number(top),
    skip: Number(parameters.get('$skiptoken')?.replace(/\D/g, '') ?? 0),
    count: parameters.get('$count') === 'true',
    unknown: [...parameters.keys()].filter((name) => !understood.includes(name) && !ignored.includes(name)),
  };
}

function names(list: string | null | undefined): readonly string[] | undefined {
  return list ? list.split(',').map((name) => name.trim()) : undefined;
}

function expansions(text: string): readonly Expansion[] {
  return [...text.matchAll(/([\w.]+)(?:\(([^)]*)\))?(?:,|$)/g)].map(([, name = '', options = '']) => ({
    name,
    select: names(/\$select=([\w,\s]+)/.exec(options)?.[1]),
  }));
}

/** The rows of one page, and the address of the next where there is one. */
export function pageOf<T>(
  rows: readonly T[],
  url: URL,
  skip: number,
  size: number,
): { readonly rows: readonly T[]; readonly nextLink: string | undefined } {
  const end = skip + size;
  if (rows.length <= end) return { rows: rows.slice(skip), nextLink: undefined };
  const next = new URL(url);
  next.searchParams.set('$skiptoken', `from-${String(end)}`);
  return { rows: rows.slice(skip, end), nextLink: next.href };
}
