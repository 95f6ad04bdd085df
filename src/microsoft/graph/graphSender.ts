import {
  AuthenticationHandler,
  Client,
  ResponseType,
  type Context,
  type GraphRequest,
  type Middleware,
} from '@microsoft/microsoft-graph-client';
import type { CloudAddresses } from '../cloudAddresses';
import type { Connection } from '../connection';
import { allowance } from '../http/allowance';
import type { Answer, Intent } from '../http/answer';
import { baggageOf } from '../http/baggageOf';

/** One call to Graph. */
export interface GraphCall {
  readonly method: 'get' | 'post' | 'patch' | 'delete';
  /** From the version on (`/users`), with its query, encoded; or the whole address of a next page. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: object;
}

/** Sends a call once and returns whatever was answered; rejects where there was no answer. */
export type SendGraph = (intent: Intent, call: GraphCall) => Promise<Answer>;

/**
 * A sender for Graph v1.0. Its chain holds two links, the token and the departure: the library's own handlers for
 * repeating and redirecting are left out, because they replay writes.
 */
export function createGraphSender(cloud: CloudAddresses, connection: Connection): SendGraph {
  return async (intent, call) => {
    // The library wraps every error and drops its cause; this keeps the first one.
    let failure: unknown;
    const keepingFailure = async <T>(work: () => Promise<T>): Promise<T> => {
      try {
        return await work();
      } catch (error) {
        failure ??= error;
        throw error;
      }
    };
    const authentication = new AuthenticationHandler({
      getAccessToken: () => keepingFailure(() => tokenFor(cloud, connection)),
    });
    const departure: Middleware = {
      execute: (context) => keepingFailure(() => depart(intent, context, connection)),
    };
    authentication.setNext(departure);
    const client = Client.initWithMiddleware({
      middleware: authentication,
      baseUrl: cloud.graph,
      // The library sends the token to no host but those it knows and these.
      customHosts: new Set([new URL(cloud.graph).hostname]),
    });
    try {
      return await answerOf(await perform(client.api(call.path), call));
    } catch (error) {
      throw failure ?? error;
    }
  };
}

async function tokenFor(cloud: CloudAddresses, { tokens }: Connection): Promise<string> {
  const token = await tokens.getToken(cloud.graphScope);
  return token?.token ?? '';
}

async function depart(intent: Intent, context: Context, { scopes }: Connection): Promise<void> {
  const scope = scopes.current();
  const headers = new Headers(context.options?.headers);
  if (scope !== undefined) headers.set('client-request-id', scope.correlationId);
  if (scope?.step !== undefined) headers.set('baggage', baggageOf(scope.step));
  // The library names a type that only browsers have; what it passes here is the address.
  const address: unknown = context.request;
  context.response = await fetch(address as string, {
    ...context.options,
    headers,
    redirect: 'manual',
    signal: AbortSignal.timeout(allowance(intent, scope)),
  });
}

async function perform(request: GraphRequest, call: GraphCall): Promise<Response> {
  request.responseType(ResponseType.RAW);
  if (call.headers !== undefined) request.headers({ ...call.headers });
  const content: object = call.body ?? {};
  switch (call.method) {
    case 'get':
      return (await request.get()) as Response;
    case 'post':
      return (await request.post(content)) as Response;
    case 'patch':
      return (await request.patch(content)) as Response;
    case 'delete':
      return (await request.delete()) as Response;
  }
}

async function answerOf(response: Response): Promise<Answer> {
  const text = await response.text();
  return {
    status: response.status,
    body: parsed(text),
    header: (name) => response.headers.get(name) ?? undefined,
  };
}

/** A proxy or a gateway may answer with a page of its own. */
function parsed(text: string): unknown {
  try {
    return text === '' ? undefined : (JSON.parse(text) as unknown);
  } catch {
    return undefined;
  }
}
