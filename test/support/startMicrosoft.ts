import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type { FaultFacts } from '../../src/domain/serviceFault';
import type { Microsoft } from '../../src/ports';

/** What the child is started with. Without a secret it uses a token that only a scripted cloud accepts. */
export interface ChildSetup {
  readonly secret?: { readonly tenantId: string; readonly clientId: string; readonly value: string };
}

/** A call to a port, as it travels to the child. */
export interface ChildCall {
  readonly id: number;
  readonly port: keyof Microsoft;
  readonly method: string;
  readonly args: readonly unknown[];
  readonly correlationId: string;
  /** Ms from now to the deadline. */
  readonly within?: number;
}

/** Its answer. */
export type ChildAnswer = { readonly id: number } & (
  { readonly result: unknown } | { readonly fault: FaultFacts } | { readonly error: string }
);

type Methods<P> = { [M in keyof P]: P[M] extends (...args: never[]) => unknown ? M : never }[keyof P];
type Work<P, M extends keyof P> = P[M] extends (...args: infer A) => infer R ? (...args: A) => R : never;

/** The scope of a call. */
export interface CallScope {
  readonly correlationId?: string;
  readonly within?: number;
}

/** The ports to Microsoft in a process of their own, which reaches the cloud through its proxy. */
export interface StartedMicrosoft {
  /** Calls a method of a port. Rejects with `CallFault` where it throws a `ServiceFault`. */
  readonly call: <P extends keyof Microsoft, M extends Methods<Microsoft[P]> & string>(
    port: P,
    method: M,
    args: Parameters<Work<Microsoft[P], M>>,
    scope?: CallScope,
  ) => Promise<Awaited<ReturnType<Work<Microsoft[P], M>>>>;
  /** The fault that the call ends with; rejects where it ends without one. */
  readonly fault: <P extends keyof Microsoft, M extends Methods<Microsoft[P]> & string>(
    port: P,
    method: M,
    args: Parameters<Work<Microsoft[P], M>>,
    scope?: CallScope,
  ) => Promise<FaultFacts>;
  /** Everything the process wrote. */
  output(): string;
  close(): Promise<void>;
}

/** A `ServiceFault` of the child's. */
export class CallFault extends Error {
  constructor(readonly facts: FaultFacts) {
    super(`The call ended with a fault: ${JSON.stringify(facts)}`);
    this.name = 'CallFault';
  }
}

/** How the process is started; `proxyUrl` and `caFile` are the cloud's. */
export interface StartOptions extends ChildSetup {
  readonly proxyUrl: string;
  readonly caFile: string;
}

/** Starts the process. */
export async function startMicrosoft(options: StartOptions): Promise<StartedMicrosoft> {
  const child = forkChild(options);
  let written = '';
  const note = (chunk: Buffer): void => void (written += chunk.toString());
  child.stdout?.on('data', note);
  child.stderr?.on('data', note);
  const waiting = new Map<number, (answer: ChildAnswer) => void>();
  const ended = once(child, 'exit');
  await Promise.race([
    once(child, 'message'),
    ended.then(() => Promise.reject(new Error(`The process ended at once: ${written}`))),
  ]);
  child.on('message', (answer: ChildAnswer) => waiting.get(answer.id)?.(answer));

  let calls = 0;
  const ask = async (call: Omit<ChildCall, 'id'>): Promise<unknown> => {
    const id = (calls += 1);
    const answer = await new Promise<ChildAnswer>((resolve) => {
      waiting.set(id, resolve);
      child.send({ ...call, id });
    });
    waiting.delete(id);
    if ('fault' in answer) throw new CallFault(answer.fault);
    if ('error' in answer) throw new Error(answer.error);
    return answer.result;
  };
  const call: StartedMicrosoft['call'] = async (port, method, args, scope = {}) =>
    (await ask({ port, method, args, correlationId: 'no-correlation', ...scope })) as never;
  return {
    call,
    async fault(port, method, args, scope) {
      const fault = await call(port, method, args, scope).catch((error: unknown) => error);
      if (fault instanceof CallFault) return fault.facts;
      throw fault instanceof Error ? fault : new Error('The call ended without a fault.');
    },
    output: () => written,
    async close() {
      child.disconnect();
      await ended;
    },
  };
}

function forkChild(options: StartOptions): ChildProcess {
  const { proxyUrl, caFile, ...setup } = options;
  return fork(path.join(__dirname, 'microsoftChild.ts'), [JSON.stringify(setup)], {
    execArgv: ['--require', path.join(__dirname, 'compileOnLoad.cjs')],
    serialization: 'advanced',
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: {
      PATH: process.env['PATH'],
      HTTPS_PROXY: proxyUrl,
      NODE_USE_ENV_PROXY: '1',
      NODE_EXTRA_CA_CERTS: caFile,
    },
  });
}
