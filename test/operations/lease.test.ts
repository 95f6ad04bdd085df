import { createScopes } from '../../src/microsoft/scopes';
import { advanceRequest } from '../../src/operations/advanceRequest';
import type { Surroundings } from '../../src/operations/surroundings';
import { Conflict } from '../../src/storePorts';
import { pendingRequest } from '../support/requestFixture';

it('a turn that ends after its lease lets go nothing that the same process has claimed since', async () => {
  const request = pendingRequest({ state: 'pending', expiresAt: 1_000 });
  let holder: string | undefined;
  const gates: (() => void)[] = [];
  const requests = {
    // Every claim finds that the lease before it is over, as after a process stood still.
    claim: (_: string, by: string) => {
      holder = by;
      return Promise.resolve({ request, deadline: performance.now() + 10_000 });
    },
    release: (_: string, by: string) => {
      if (holder === by) holder = undefined;
      return Promise.resolve();
    },
    change: async () => {
      await new Promise<void>((resolve) => gates.push(resolve));
      throw new Conflict('It');
    },
    byId: () => Promise.resolve(undefined),
  };
  const surroundings = {
    clock: { now: () => 2_000 },
    policy: { environments: [], times: { lease: 60_000 } },
    store: { requests, conversations: { alerted: () => Promise.resolve([]) } },
    scopes: createScopes(),
    worker: 'test',
  } as unknown as Surroundings;

  const first = advanceRequest(surroundings, request.id);
  while (gates.length < 1) await new Promise(setImmediate);
  const second = advanceRequest(surroundings, request.id);
  while (gates.length < 2) await new Promise(setImmediate);
  gates[0]?.();
  await first;
  expect(holder).toBeDefined();
  gates[1]?.();
  await second;
  expect(holder).toBeUndefined();
});
