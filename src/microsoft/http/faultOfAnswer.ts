import type { ServiceName } from '../../domain/reason';
import { ServiceFault, type FaultKind } from '../../domain/serviceFault';
import { retryAfterOf } from '../../domain/retryAfter';
import type { Duration } from '../../domain/time';
import type { Answer, Intent } from './answer';

/** The fault that an answer tells, or nothing for a success (2xx). Decides by status and code, never by text. */
export function faultOfAnswer(
  service: ServiceName,
  what: string,
  intent: Intent,
  answer: Answer,
): ServiceFault | undefined {
  if (answer.status >= 200 && answer.status < 300) return undefined;
  const retryAfter = retryAfterOf(answer.header('retry-after'), answer.header('date'));
  const code = codeOf(answer.body);
  const requestId = answer.header('request-id') ?? answer.header('x-ms-request-id');
  return new ServiceFault({
    service,
    what,
    kind: kindOf(intent, answer.status, retryAfter),
    status: answer.status,
    ...(code === undefined ? {} : { code }),
    ...(retryAfter === undefined ? {} : { retryAfter }),
    ...(requestId === undefined ? {} : { requestId }),
  });
}

function kindOf(intent: Intent, status: number, retryAfter: Duration | undefined): FaultKind {
  if (status === 429) return 'throttled';
  if (status === 503 && intent === 'read' && retryAfter !== undefined) return 'throttled';
  if (status === 401 || status === 403) return 'denied';
  if (status === 404) return 'notFound';
  // 408 says only that the service gave up waiting, not what it had done by then.
  return status >= 400 && status < 500 && status !== 408 ? 'refused' : 'unknown';
}

/**
 * The service's code: `error.code` of Graph, Dataverse and Power Platform; Key Vault's closer one stands in
 * `error.innererror.code`. Dataverse writes hexadecimal codes in either case: lower case here.
 */
function codeOf(body: unknown): string | undefined {
  const error = fieldOf(body, 'error');
  const code = fieldOf(fieldOf(error, 'innererror'), 'code') ?? fieldOf(error, 'code');
  if (typeof code !== 'string' || code === '') return undefined;
  return /^0x/i.test(code) ? code.toLowerCase() : code;
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
