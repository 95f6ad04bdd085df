/** One service of the sandbox's cloud, reached by the bot under its real host name over TLS. */
export interface Service {
  /** The service's name as people know it: "Graph", "Dataverse", "Key Vault", "Teams" ... Faults and the call log speak of it. */
  readonly name: ServiceName;
  /** Whether a request for this host (lower case, without port) is this service's. */
  serves(host: string): boolean;
  /** Answers one request. The URL carries the real host name (`https://graph.microsoft.com/v1.0/users`). */
  fetch(request: Request): Promise<Response> | Response;
}

export type ServiceName = 'Entra' | 'Graph' | 'Dataverse' | 'Power Platform' | 'Key Vault' | 'Teams';

/** One call that reached the cloud, as the call log keeps it; no headers and no bodies, so no secrets. */
export interface Call {
  /** Counts up from 1. */
  readonly number: number;
  /** Milliseconds since 1970 when the request came in. */
  readonly at: number;
  readonly service: ServiceName;
  readonly method: string;
  readonly host: string;
  /** Path and query as sent. */
  readonly path: string;
  /** The status answered; 0 where the answer was lost on purpose. */
  readonly status: number;
  readonly milliseconds: number;
  /** The caller's `x-ms-client-request-id` / `client-request-id` / `x-ms-correlation-request-id`, where sent. */
  readonly correlationId?: string;
  /** What the caller's `baggage` says it is doing (`countersign.step`), where sent. */
  readonly step?: string;
  /** Who called: the application id in the token, where there was one. */
  readonly application?: string;
}
