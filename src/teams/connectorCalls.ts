import type { ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import { z } from 'zod/v4';
import { retryAfterOf } from '../domain/retryAfter';
import type { Duration } from '../domain/time';

/** Teams refused a call, or did not answer it: then there is no status. */
export class ConnectorRefusal extends Error {
  constructor(
    readonly status: number | undefined,
    readonly code: string | undefined,
    readonly retryAfter: Duration | undefined,
  ) {
    super(`Teams did not take the call (${String(status ?? code ?? 'no answer')}).`);
    this.name = 'ConnectorRefusal';
  }
}

type Options = NonNullable<ConstructorParameters<typeof ConfigurationBotFrameworkAuthentication>[4]>;
type HttpClient = NonNullable<Options['httpClient']>;
type WebRequest = Parameters<HttpClient['sendRequest']>[0];

const refusal = z.object({ error: z.object({ code: z.string() }) });

function codeIn(text: string): string | undefined {
  try {
    return refusal.safeParse(JSON.parse(text)).data?.error.code;
  } catch {
    return undefined;
  }
}

async function sent({ url, method, headers, body }: WebRequest, time: Duration): Promise<[Response, string]> {
  try {
    const answer = await fetch(url, {
      method,
      headers: headers.toJson(),
      signal: AbortSignal.timeout(time),
      ...(typeof body === 'string' ? { body } : {}),
    });
    return [answer, await answer.text()];
  } catch (error) {
    const name = error instanceof Error ? error.name : 'unknown';
    throw new ConnectorRefusal(undefined, name, undefined);
  }
}

/**
 * How calls to Teams are sent: once, and given up after `time` ms, so that one does not keep all other messages waiting.
 * The library's own way repeats a POST up to four times when its answer is lost, which shows a message as often, sleeps
 * through `Retry-After`, and waits for ever.
 * Throws `ConnectorRefusal`, which the library hands on as it is.
 */
export function sentOnce(time: Duration): HttpClient {
  return {
    sendRequest: async (request) => {
      const [answer, text] = await sent(request, time);
      const told = (name: string): string | undefined => answer.headers.get(name) ?? undefined;
      if (!answer.ok) {
        const retryAfter = retryAfterOf(told('retry-after'), told('date'));
        throw new ConnectorRefusal(answer.status, codeIn(text), retryAfter);
      }
      const headers = request.headers.clone();
      for (const name of headers.headerNames()) headers.remove(name);
      for (const [name, value] of answer.headers) headers.set(name, value);
      return { request, status: answer.status, headers, bodyAsText: text };
    },
  };
}
