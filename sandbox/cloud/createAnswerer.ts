import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CloudKit } from './cloudKit';
import { claimsOf } from './entra/signingKey';
import { faultAnswer, isAnswering } from './faultAnswer';
import type { FaultEffect } from './faults';
import type { Call, Service } from './service';

/** What the answerer needs. */
export interface AnswererOptions {
  readonly kit: CloudKit;
  readonly services: readonly Service[];
  /** Keeps the world, where it was changed. */
  readonly keep: () => void;
  /** Where what comes for a host that is nobody's at Microsoft is passed on to. */
  readonly fronts: ReadonlyMap<string, string>;
}

/** Kinds that end the call without an answer. */
const breaksOff = new Set<FaultEffect['kind']>(['lostBefore', 'hang', 'refuse']);

/** The outcome of one call: an answer, or a connection that breaks. */
type Outcome = Response | 'lost';

/**
 * Answers the requests of all hosts: finds the service, lets faults do their work, keeps what changed before the
 * caller hears of it, and notes the call.
 */
export function createAnswerer(
  options: AnswererOptions,
): (incoming: IncomingMessage, outgoing: ServerResponse) => void {
  return (incoming, outgoing) => {
    answer(options, incoming, outgoing).catch((error: unknown) => {
      incoming.socket.destroy();
      // The caller broke off.
      if (!incoming.complete) return;
      const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
      process.stderr.write(`The sandbox failed over a call, which was not answered: ${text}\n`);
    });
  };
}

async function answer(
  options: AnswererOptions,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const { kit } = options;
  const number = kit.calls.next();
  const at = kit.now();
  const started = performance.now();
  const request = await requestOf(incoming);
  const { host } = new URL(request.url);
  const front = options.fronts.get(host);
  if (front !== undefined) return send(await passedOn(front, request), outgoing);
  const service = options.services.find((one) => one.serves(host));
  if (service === undefined) {
    outgoing.writeHead(421).end();
    return;
  }
  noteToken(kit, request);
  const gone = async (): Promise<void> => {
    if (!incoming.socket.destroyed) await once(incoming.socket, 'close');
  };
  const outcome = await outcomeOf(options, service, request, gone);
  options.keep();
  kit.calls.note({
    number,
    at,
    service: service.name,
    method: request.method,
    host,
    path: incoming.url ?? '/',
    status: outcome === 'lost' ? 0 : outcome.status,
    milliseconds: Math.round(performance.now() - started),
    ...callerOf(request),
  });
  if (outcome === 'lost') incoming.socket.destroy();
  else await send(outcome, outgoing);
}

/** Passes a request on without TLS, as a load balancer does. */
async function passedOn(front: string, request: Request): Promise<Response> {
  const { pathname, search } = new URL(request.url);
  const { method, headers } = request;
  const body = method === 'GET' || method === 'HEAD' ? null : await request.arrayBuffer();
  headers.delete('content-length');
  const answer = await fetch(`${front}${pathname}${search}`, { method, headers, body, redirect: 'manual' });
  const passed = new Headers(answer.headers);
  // What belongs to the connection behind is not said of the one before.
  for (const name of ['transfer-encoding', 'connection', 'keep-alive']) passed.delete(name);
  return new Response(await answer.arrayBuffer(), { status: answer.status, headers: passed });
}

/** Answers, unless the caller asks for more than it may. */
async function outcomeOf(
  options: AnswererOptions,
  service: Service,
  request: Request,
  gone: () => Promise<void>,
): Promise<Outcome> {
  const { host, pathname } = new URL(request.url);
  const caller = `${callerOf(request).application ?? ''} at ${host}`;
  const begun = options.kit.budgets.begin(service.name, caller, request.method, pathname);
  if (typeof begun !== 'function') return faultAnswer(service.name, { kind: 'throttle', ...begun });
  try {
    return await outcomeWithFaults(options, service, request, gone);
  } finally {
    begun();
  }
}

async function outcomeWithFaults(
  { kit }: AnswererOptions,
  service: Service,
  request: Request,
  gone: () => Promise<void>,
): Promise<Outcome> {
  const address = request.url.replace(/^https:\/\//, '');
  const standing = kit.faults.meet(service.name, request.method, address);
  const { method } = request;
  const body = (): Promise<string> => request.clone().text();
  const met = await kit.faults.met({ service: service.name, method, address, body, ...callerOf(request) });
  const effects = [...standing, ...met.effects];
  const wait =
    kit.lags.of('answer') + sum(effects.map((one) => (one.kind === 'delay' ? one.milliseconds : 0)));
  if (wait > 0) await sleep(wait);
  for (const effect of effects) {
    if (effect.kind === 'hang' || effect.kind === 'late') await gone();
    if (effect.kind === 'late') await sleep(effect.milliseconds);
    if (effect.kind === 'refuse') kit.faults.closeHost(new URL(request.url).host, effect.milliseconds);
    if (breaksOff.has(effect.kind)) return 'lost';
    if (isAnswering(effect)) return faultAnswer(service.name, effect);
  }
  const response = await service.fetch(request);
  for (const effect of effects) if (effect.kind === 'flip') flip(kit, effect);
  await met.acted?.(response.status);
  return effects.some(({ kind }) => kind === 'lostAfter') ? 'lost' : response;
}

function flip({ world }: CloudKit, effect: Extract<FaultEffect, { kind: 'flip' }>): void {
  const row = world.findSystemUser(effect.environment, effect.user);
  if (row === undefined) return;
  world.platform.forceAccessMode(world.environment(effect.environment), row, effect.accessMode);
}

async function requestOf(incoming: IncomingMessage): Promise<Request> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  const method = incoming.method ?? 'GET';
  const body = method === 'GET' || method === 'HEAD' ? null : Buffer.concat(chunks);
  // The name that the certificate was shown for; a client behind a proxy may write the proxy into `Host`.
  const name = Reflect.get(incoming.socket, 'servername') as unknown;
  const host = (typeof name === 'string' ? name : 'unknown').toLowerCase();
  return new Request(`https://${host}${incoming.url ?? '/'}`, { method, headers, body });
}

async function send(response: Response, outgoing: ServerResponse): Promise<void> {
  const body = Buffer.from(await response.arrayBuffer());
  for (const [name, value] of response.headers) outgoing.setHeader(name, value);
  if (response.status !== 204) outgoing.setHeader('content-length', body.length);
  outgoing.writeHead(response.status).end(body);
}

function noteToken(kit: CloudKit, request: Request): void {
  kit.secrets.note(bearer(request));
}

function callerOf(request: Request): Pick<Call, 'correlationId' | 'step' | 'application'> {
  const correlationId = ['x-ms-client-request-id', 'client-request-id', 'x-ms-correlation-request-id']
    .map((name) => request.headers.get(name))
    .find((value) => value !== null);
  const application = claimsOf(bearer(request) ?? '')?.['appid'];
  const step = /countersign\.step=([\w%.-]+)/.exec(request.headers.get('baggage') ?? '')?.[1];
  return {
    ...(correlationId ? { correlationId } : {}),
    ...(step === undefined ? {} : { step: decodeURIComponent(step) }),
    ...(typeof application === 'string' ? { application } : {}),
  };
}

function bearer(request: Request): string | undefined {
  return /^bearer (.+)$/i.exec(request.headers.get('authorization') ?? '')?.[1];
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
