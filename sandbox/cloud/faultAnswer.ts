import { faultCodes } from './dataverse/faultCodes';
import type { FaultEffect } from './faults';
import type { ServiceName } from './service';

type Answering = Extract<FaultEffect, { kind: 'status' | 'throttle' | 'page' | 'tokenRefused' }> & {
  /** Another code than the service's usual one for 429. */
  readonly code?: string;
};

/** Codes that the services give with 429 (documented or recorded). */
const throttled: Readonly<Record<ServiceName, string>> = {
  Entra: 'temporarily_unavailable',
  Graph: 'TooManyRequests',
  Dataverse: faultCodes.requestsExceeded,
  'Power Platform': 'TooManyRequests',
  'Key Vault': 'Throttled',
  Teams: 'TooManyRequests',
};

/** Codes that the services give with 401 (documented or recorded); Dataverse answers without a body. */
const tokenRefused: Readonly<Record<ServiceName, string | undefined>> = {
  Entra: 'invalid_client',
  Graph: 'InvalidAuthenticationToken',
  Dataverse: undefined,
  'Power Platform': 'InvalidAuthenticationToken',
  'Key Vault': 'Unauthorized',
  Teams: 'Unauthorized',
};

/** Whether the effect is an answer in the service's place. */
export function isAnswering(effect: FaultEffect): effect is Answering {
  return ['status', 'throttle', 'page', 'tokenRefused'].includes(effect.kind);
}

/** The answer that a fault gives in the service's place. */
export function faultAnswer(service: ServiceName, effect: Answering): Response {
  if (effect.kind === 'throttle') {
    const headers = { 'retry-after': String(effect.retryAfterSeconds) };
    return Response.json(errorBody(service, effect.code ?? throttled[service]), { status: 429, headers });
  }
  if (effect.kind === 'page') {
    const headers = { 'content-type': 'text/html; charset=utf-8' };
    return new Response('<!doctype html><title>Sign in to the network</title>', {
      status: effect.status ?? 200,
      headers,
    });
  }
  if (effect.kind === 'tokenRefused') {
    const code = tokenRefused[service];
    if (code === undefined) return new Response(null, { status: 401 });
    return Response.json(errorBody(service, code), { status: 401 });
  }
  const headers = { ...effect.headers };
  if (effect.body === undefined && effect.code === undefined) {
    return new Response(null, { status: effect.status, headers });
  }
  const body = effect.body ?? errorBody(service, effect.code ?? '');
  return Response.json(body, { status: effect.status, headers });
}

function errorBody(service: ServiceName, code: string): unknown {
  const message = 'The sandbox was told to answer so.';
  return service === 'Entra' ? { error: code, error_description: message } : { error: { code, message } };
}
