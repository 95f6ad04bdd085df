import type { ServiceName } from '../../domain/reason';
import { ServiceFault } from '../../domain/serviceFault';
import { DeadlineOver } from './allowance';
import { errorChain, textOf } from './errorChain';

/** Codes that say for certain that no connection to the service came about (Node's and undici's documentation). */
const neverConnected = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  // The proxy refused the tunnel: node:https says the first, fetch the second.
  'ERR_PROXY_TUNNEL',
  'UND_ERR_ABORTED',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);

/**
 * The fault for a call that brought no answer. `notSent` only where it is certain that nothing reached the
 * service; `unknown` for everything else, with the code of the connection's error or `ETIMEDOUT`.
 */
export function faultOfFailure(service: ServiceName, what: string, error: unknown): ServiceFault {
  if (error instanceof ServiceFault) return error;
  if (error instanceof DeadlineOver) return new ServiceFault({ service, what, kind: 'notSent' });
  const code = codeOfFailure(error);
  return new ServiceFault({
    service,
    what,
    kind: wasNeverSent(error) ? 'notSent' : 'unknown',
    ...(code === undefined ? {} : { code }),
  });
}

function wasNeverSent(error: unknown): boolean {
  const syscall = textOf(error, 'syscall');
  return syscall === 'connect' || syscall === 'getaddrinfo' || connectionCode(error) !== undefined;
}

function connectionCode(error: unknown): string | undefined {
  const codes = errorChain(error).map((link) => ('code' in link ? String(link.code) : ''));
  return codes.find((code) => neverConnected.has(code));
}

function codeOfFailure(error: unknown): string | undefined {
  // First, because fetch calls a tunnel that was refused an aborted request as well.
  const code = connectionCode(error);
  if (code !== undefined) return code;
  const names = errorChain(error).map((link) => ('name' in link ? link.name : undefined));
  // The libraries end an overdue call by aborting it; nothing else here aborts calls.
  if (names.includes('TimeoutError') || names.includes('AbortError')) return 'ETIMEDOUT';
  return textOf(error, 'code');
}
