import { ClientSecretCredential, type TokenCredential } from '@azure/identity';
import { ServiceFault } from '../../src/domain/serviceFault';
import { publicCloud } from '../../src/microsoft/cloudAddresses';
import { connectMicrosoft } from '../../src/microsoft/connectMicrosoft';
import { createScopes } from '../../src/microsoft/scopes';
import type { Microsoft } from '../../src/ports';
import type { ChildAnswer, ChildCall, ChildSetup } from './startMicrosoft';

/** The process that holds the ports to Microsoft: proxy and certificates are read when a process starts. */
const setup = JSON.parse(process.argv[2] ?? '{}') as ChildSetup;
const scopes = createScopes();
const microsoft = connectMicrosoft({
  credential: credentialOf(setup),
  cloud: publicCloud,
  scopes,
  log: { info: line, warn: line, error: line },
});

process.on('message', (call: ChildCall) => {
  void answer(call).then((reply) => process.send?.(reply));
});
process.on('disconnect', () => process.exit());
process.send?.('ready');

async function answer(call: ChildCall): Promise<ChildAnswer> {
  const scope = {
    correlationId: call.correlationId,
    ...(call.within === undefined ? {} : { deadline: performance.now() + call.within }),
  };
  try {
    return { id: call.id, result: await scopes.run(scope, () => perform(call)) };
  } catch (error) {
    if (error instanceof ServiceFault) return { id: call.id, fault: error.facts };
    return { id: call.id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

async function perform({ port, method, args }: ChildCall): Promise<unknown> {
  const target: Microsoft[keyof Microsoft] = microsoft[port];
  const work = Reflect.get(target, method) as (...args: unknown[]) => unknown;
  return await work.apply(target, [...args]);
}

function credentialOf({ secret }: ChildSetup): TokenCredential {
  if (secret !== undefined) return new ClientSecretCredential(secret.tenantId, secret.clientId, secret.value);
  return {
    getToken: () => Promise.resolve({ token: 'a-token', expiresOnTimestamp: Date.now() + 3_600_000 }),
  };
}

function line(fields: Readonly<Record<string, unknown>>, message: string): void {
  process.stdout.write(`${JSON.stringify({ ...fields, message })}\n`);
}
