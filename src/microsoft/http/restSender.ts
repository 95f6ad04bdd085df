import { getClient, type Client, type PathUncheckedResponse } from '@azure-rest/core-client';
import type { Connection } from '../connection';
import type { Answer, Intent } from './answer';
import { departurePolicy } from './departurePolicy';

/** One call to a service with JSON over HTTP. */
export interface RestCall {
  readonly method: 'get' | 'post' | 'patch' | 'delete';
  /** From the service's address on, with its query, encoded. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: object;
}

/** Sends a call once and returns whatever was answered; rejects where there was no answer. */
export type SendRest = (intent: Intent, call: RestCall) => Promise<Answer>;

/**
 * A sender for the service at this address (without a slash at the end). The client library repeats nothing:
 * a replayed write may be done twice, and reads are repeated by `Caller`.
 */
export function createRestSender(address: string, scope: string, connection: Connection): SendRest {
  const clients = { read: clientFor('read'), write: clientFor('write') };

  function clientFor(intent: Intent): Client {
    return getClient(address, connection.tokens, {
      credentials: { scopes: [scope] },
      agent: connection.agent,
      retryOptions: { maxRetries: 0 },
      redirectOptions: { maxRetries: 0 },
      additionalPolicies: [departurePolicy(intent, connection.scopes)],
    });
  }

  return async (intent, call) => {
    const resource = clients[intent].pathUnchecked(call.path);
    return answerOf(
      await resource[call.method]({
        ...(call.headers === undefined ? {} : { headers: { ...call.headers } }),
        ...(call.body === undefined ? {} : { body: call.body, contentType: 'application/json' }),
      }),
    );
  };
}

function answerOf(response: PathUncheckedResponse): Answer {
  return {
    status: Number(response.status),
    body: response.body as unknown,
    header: (name) => response.headers[name],
  };
}
