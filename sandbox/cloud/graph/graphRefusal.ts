/** Graph's refusal of a request. */
export class GraphRefusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly details?: readonly { code: string; message: string; target: string }[],
  ) {
    super(message);
  }
}

/** A 400 with the directory's own code. */
export function badRequest(message: string): GraphRefusal {
  return new GraphRefusal(400, 'Request_BadRequest', message);
}

/** What is not there, or not there yet on the replica that answers. */
export function notFound(id: string): GraphRefusal {
  return new GraphRefusal(
    404,
    'Request_ResourceNotFound',
    `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`,
  );
}

/** A query that only the index answers: `ConsistencyLevel: eventual` and `$count=true` are missing. */
export function unsupportedQuery(message: string): GraphRefusal {
  return new GraphRefusal(400, 'Request_UnsupportedQuery', message);
}

/** A permission, or a directory role, is missing. */
export const requestDenied = new GraphRefusal(
  403,
  'Authorization_RequestDenied',
  'Insufficient privileges to complete the operation.',
);
