/** A request that found its route. */
export interface Routed {
  readonly request: Request;
  readonly url: URL;
  /** What the pattern's groups matched, decoded. */
  readonly parts: readonly string[];
}

/** One endpoint: its method, a pattern for the whole path, and what answers it. */
export interface Route<Context> {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  readonly path: RegExp;
  readonly answer: (routed: Routed, context: Context) => Promise<Response> | Response;
}

/** The route for a request, or what is missing: the path, or only the method. */
export function findRoute<R extends Pick<Route<never>, 'method' | 'path'>>(
  routes: readonly R[],
  request: Request,
  path: string,
): { readonly route: R; readonly routed: Routed } | 'path' | 'method' {
  const plain = path.replace(/%24/gi, '$').replace(/%28/gi, '(').replace(/%29/gi, ')');
  let missing: 'path' | 'method' = 'path';
  for (const route of routes) {
    const match = route.path.exec(plain);
    if (match === null) continue;
    if (route.method !== request.method) {
      missing = 'method';
      continue;
    }
    const parts = match.slice(1).map((part: string | undefined) => decoded(part ?? ''));
    return { route, routed: { request, url: new URL(request.url), parts } };
  }
  return missing;
}

/** The body as JSON; nothing where it is none. */
export async function readJson(request: Request): Promise<unknown> {
  try {
    return JSON.parse(await request.text()) as unknown;
  } catch {
    return undefined;
  }
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
