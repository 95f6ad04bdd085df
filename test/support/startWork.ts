import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { contosoPolicy } from '../../sandbox/policy';
import { botApplication, contosoTenantId, people } from '../../sandbox/world/contosoIds';
import type { World } from '../../sandbox/world/world';
import type { Person } from '../../src/domain/person';
import { isOpen, type Content, type Request } from '../../src/domain/request';
import { ServiceFault } from '../../src/domain/serviceFault';
import { createMakePassword } from '../../src/microsoft/password';
import { createScopes } from '../../src/microsoft/scopes';
import { digestOf } from '../../src/operations/agreement';
import { advanceRequest } from '../../src/operations/advanceRequest';
import { castVote } from '../../src/operations/castVote';
import { sendRequest, type Sent } from '../../src/operations/sendRequest';
import type { Surroundings } from '../../src/operations/surroundings';
import type { Microsoft, Scope, Scopes } from '../../src/ports';
import { readPolicy } from '../../src/policyFile';
import { openTestStore, quiet } from '../store/support/openTestStore';
import { startCloudClient, type CloudClient } from './cloudClient';
import { CallFault, startMicrosoft, type StartedMicrosoft } from './startMicrosoft';

/** A person of Contoso's. */
export function personOf(name: keyof typeof people): Person {
  return { tenantId: contosoTenantId, objectId: people[name], name };
}

/** The operations on an embedded store, with the real ports to Microsoft and a fresh Contoso without lags. */
export interface Workbench {
  readonly client: CloudClient;
  readonly surroundings: Surroundings;
  /** Run before and after every look and write of a step, by its name; `undo …` on the way back. */
  around(hook: ((step: string) => undefined | (() => void)) | undefined): void;
  /** Adele asks with the form. */
  ask(accountName: string, environment: string, formId: string): Promise<Sent>;
  /** Adele asks and Megan approves; `change` is what is asked for otherwise than a form can. */
  approved(
    accountName: string,
    environment: string,
    change?: (content: Content) => Partial<Content>,
    surroundings?: Surroundings,
  ): Promise<Request>;
  /** Advances the request until it has ended or needs a person; in other surroundings where some are given. */
  toRest(id: string, surroundings?: Surroundings): Promise<Request>;
  close(): Promise<void>;
}

/** The methods of the ports, in the process that reaches the cloud. `link` is asked of nobody. */
function portsOf(started: StartedMicrosoft, scopes: Scopes): Microsoft {
  const call = started.call as (port: string, method: string, args: unknown[], scope: object) => unknown;
  const port = (name: keyof Microsoft): object =>
    new Proxy(
      {},
      {
        get: (_, method) => {
          if (method === 'link') return (secret: string) => `https://portal.azure.com/${secret}`;
          return async (...args: unknown[]): Promise<unknown> => {
            try {
              const { correlationId = 'none' } = scopes.current() ?? {};
              return await call(name, String(method), args, { correlationId });
            } catch (error) {
              throw error instanceof CallFault ? new ServiceFault(error.facts) : error;
            }
          };
        },
      },
    );
  const names = ['directory', 'environments', 'powerPlatform', 'vault'] as const;
  return Object.fromEntries(names.map((name) => [name, port(name)])) as unknown as Microsoft;
}

/** What is there already: a world, the folder of a store that was closed, and what time it is. */
export interface Already {
  readonly world: World;
  readonly storeFolder: string;
  readonly now: () => number;
}

/** Starts it all; waits are short, and the policy is Contoso's. Nothing is there yet unless it is given. */
export async function startWork(already?: Already): Promise<Workbench> {
  const folder = mkdtempSync(path.join(tmpdir(), 'countersign-work-'));
  const now = already?.now ?? (() => Date.now());
  const client = await startCloudClient(already === undefined ? {} : { world: already.world, now });
  const started = await startMicrosoft({
    proxyUrl: client.cloud.proxyUrl,
    caFile: client.cloud.caFile,
    secret: { tenantId: contosoTenantId, clientId: botApplication.appId, value: botApplication.secret },
  });
  const { store } = await openTestStore({ folder: already?.storeFolder ?? path.join(folder, 'store') });
  const read = readPolicy(contosoPolicy(client.cloud.world.world), 'policy.yaml');
  if ('problems' in read) throw new Error(read.problems.join('\n'));
  const times = { ...read.policy.times, look: 30, settle: 40, patience: 80, slots: 50, lease: 30_000 };
  const inner = createScopes();
  let hook: ((step: string) => undefined | (() => void)) | undefined;
  const scopes: Scopes = {
    current: () => inner.current(),
    run: async <T>(scope: Scope, work: () => Promise<T>): Promise<T> => {
      const after = scope.step === undefined ? undefined : hook?.(scope.step);
      try {
        return await inner.run(scope, work);
      } finally {
        after?.();
      }
    },
  };
  const surroundings: Surroundings = {
    policy: { ...read.policy, times },
    clock: { now },
    microsoft: portsOf(started, scopes),
    makePassword: createMakePassword(),
    store,
    messenger: undefined as never,
    draw: undefined as never,
    scopes,
    log: quiet,
    worker: 'test',
  };
  const ask = (
    accountName: string,
    environment: string,
    formId: string,
    given = surroundings,
  ): Promise<Sent> => {
    const id = surroundings.policy.environments.find(({ name }) => name === environment)?.id ?? '';
    const roles = ['Stock Sync Reader', 'Basic User'];
    const values = {
      ...{ environment: id, accountName, purpose: 'Nightly stock sync', roles, ticket: '' },
      ...{ domain: '', licence: '', unit: '', owner: '', reviewOn: '' },
      advice: { appRegistration: false, password: true, person: false },
    };
    return sendRequest(given, personOf('Adele Vance'), formId, values);
  };
  const toRest: Workbench['toRest'] = async (id, given = surroundings) => {
    for (let turns = 0; turns < 600; turns += 1) {
      await advanceRequest(given, id);
      const request = await store.requests.byId(id);
      if (request !== undefined && (!isOpen(request) || request.attention !== undefined)) return request;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    throw new Error('The work does not come to rest.');
  };
  return {
    client,
    surroundings,
    around: (next) => (hook = next),
    ask: (accountName, environment, formId) => ask(accountName, environment, formId),
    approved: async (accountName, environment, changed, given = surroundings) => {
      const sent = await ask(accountName, environment, crypto.randomUUID(), given);
      if (!('request' in sent)) throw new Error(JSON.stringify(sent));
      let { request } = sent;
      if (changed !== undefined) {
        const content = { ...request.content, ...changed(request.content) };
        const asked = { ...request, content };
        const digest = digestOf(asked, request.salt ?? '');
        request = await store.requests.change({
          request: { ...asked, digest },
          audit: [],
          messages: [],
        });
      }
      const ballot = { requestId: request.id, revision: 1, decision: 'approve' } as const;
      await castVote(given, personOf('Megan Bowen'), ballot);
      return request;
    },
    toRest,
    close: async () => {
      await store.close();
      await started.close();
      await client.cloud.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
