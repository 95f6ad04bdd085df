import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { z } from 'zod/v4';
import { usualBudgets, type BudgetSettings } from '../budgets';
import type { CloudKit } from '../cloudKit';
import type { TokenSettings } from '../entra/entraService';
import { listenOnLoopback } from '../proxy';
import type { Violation } from '../violations';
import { editNames, makeEdit } from './edits';
import { readFault } from './readFault';
import { stateOf } from './stateOf';

/** What the control surface shows and changes. */
export interface ControlOptions {
  readonly kit: CloudKit;
  readonly tokens: TokenSettings;
  readonly violations: readonly Violation[];
  readonly keep: () => void;
}

/** A running control surface. */
export interface ControlSurface {
  readonly url: string;
  close(): Promise<void>;
}

interface Answer {
  readonly status?: number;
  readonly body: unknown;
}

const lagChange = z.strictObject({
  replica: z.number().optional(),
  anyReplica: z.number().optional(),
  licence: z.number().optional(),
  directoryToDataverse: z.number().optional(),
  bringIn: z.number().optional(),
  answer: z.number().optional(),
  speed: z.number().optional(),
});
const budgetChange = z.partialRecord(
  z.enum(Object.keys(usualBudgets) as (keyof BudgetSettings)[]),
  z.number(),
);
const tokenChange = z.strictObject({ lifetimeSeconds: z.int().positive() });

/**
 * Starts the control surface, JSON over HTTP on loopback, on this port or any free one. A refusal is a 400 with one
 * sentence.
 */
export async function startControlSurface(options: ControlOptions, port = 0): Promise<ControlSurface> {
  const server = createServer((request, response) => {
    answer(options, request)
      .catch((error: unknown): Answer => ({
        status: 400,
        body: { error: error instanceof Error ? error.message : String(error) },
      }))
      .then(
        (given) => {
          options.keep();
          send(response, given);
        },
        () => response.destroy(),
      );
  });
  const listening = await listenOnLoopback(server, port);
  return {
    url: `http://127.0.0.1:${String(listening)}`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function answer(options: ControlOptions, request: IncomingMessage): Promise<Answer> {
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  const body = await readBody(request);
  const [, first = '', second = ''] = url.pathname.split('/');
  switch (`${request.method ?? 'GET'} /${first}`) {
    case 'GET /state':
      return { body: stateOf(options.kit.world) };
    case 'GET /calls':
      return { body: options.kit.calls.after(Number(url.searchParams.get('after') ?? 0)) };
    case 'GET /violations':
      return { body: options.violations };
    case 'GET /lags':
      return { body: options.kit.lags.get() };
    case 'PUT /lags':
      options.kit.lags.set(present(lagChange.parse(body)));
      return { body: options.kit.lags.get() };
    case 'GET /budgets':
      return { body: options.kit.budgets.get() };
    case 'PUT /budgets':
      options.kit.budgets.set(present(budgetChange.parse(body)));
      return { body: options.kit.budgets.get() };
    case 'GET /tokens':
      return { body: options.tokens };
    case 'PUT /tokens':
      Object.assign(options.tokens, tokenChange.parse(body));
      return { body: options.tokens };
    case 'GET /world':
      return { body: editNames };
    case 'POST /world':
      makeEdit(options.kit.world, second, body);
      return { body: { done: second } };
    default:
      return faults(options, request.method ?? 'GET', first, second, body);
  }
}

function faults({ kit }: ControlOptions, method: string, first: string, id: string, body: unknown): Answer {
  switch (first === 'faults' ? method : '') {
    case 'GET':
      return { body: kit.faults.list().map((one) => ({ ...one, fault: plain(one.fault) })) };
    case 'POST':
      return { status: 201, body: { id: kit.faults.add(readFault(body)) } };
    case 'DELETE':
      if (id === '') kit.faults.clear();
      else if (!kit.faults.remove(id)) return { status: 404, body: { error: `There is no fault ${id}.` } };
      return { body: kit.faults.list() };
    default:
      return { status: 404, body: { error: 'There is no such thing here.' } };
  }
}

function plain(fault: { readonly path?: string | RegExp }): unknown {
  return { ...fault, ...(fault.path === undefined ? {} : { path: String(fault.path) }) };
}

function present<T extends object>(given: T): { [Name in keyof T]?: Exclude<T[Name], undefined> } {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as {
    [Name in keyof T]?: Exclude<T[Name], undefined>;
  };
}

async function readBody(request: IncomingMessage): Promise<unknown> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text === '' ? {} : (JSON.parse(text) as unknown);
}

function send(response: ServerResponse, { status = 200, body }: Answer): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
