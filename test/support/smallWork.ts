import type { EnvironmentPolicy, Policy } from '../../src/domain/policy';
import type { Request } from '../../src/domain/request';
import { createScopes } from '../../src/microsoft/scopes';
import type { Surroundings } from '../../src/operations/surroundings';
import { memoryStore, type MemoryStore } from './memoryStore';
import { pendingRequest } from './requestFixture';
import { SmallMicrosoft, type Trouble } from './smallMicrosoft';

/** The operations on one request, with a store in memory and a small Microsoft: nothing is waited for but by `now`. */
export interface SmallWork {
  readonly kept: MemoryStore;
  readonly world: SmallMicrosoft;
  readonly surroundings: Surroundings;
  /** What the next calls to Microsoft meet, in order; after them none meets anything. */
  readonly troubles: Trouble[];
  now: number;
}

const times = {
  ...{ look: 10, settle: 50, patience: 100, waiting: 3_000, giveUp: 5_000, rereads: [10_000] },
  ...{ secret: 1_000_000_000, expiry: 50_000, remind: 20_000, escalate: 30_000 },
  ...{ lease: 60_000, sweep: 1, slots: 100 },
};

/** The policy for the request's environment: two approvals by members of a group. */
export function smallPolicy(
  change: Partial<Policy> = {},
  inEnvironment: Partial<EnvironmentPolicy> = {},
): Policy {
  const { environment } = pendingRequest().content;
  return {
    ...{ times, approversReached: 9, privilegedRoles: [], licences: ['ONE'], vault: '' },
    account: { usageLocation: 'DE' },
    environments: [
      {
        ...{ ...environment, url: '', approvers: { group: 'approvers' }, approvals: 2, limit: 7 },
        ...{ nearAt: 1, bringIn: 'alternateKey', joinSecurityGroup: true, sensitive: false },
        ...inEnvironment,
      },
    ],
    ...change,
  } as unknown as Policy;
}

/** A request that waits for its approvers, and all it takes to decide and to carry it out; the clock stands at 1. */
export function smallWork(request: Partial<Request>, policy: Policy = smallPolicy()): SmallWork {
  const first = pendingRequest({ expiresAt: times.expiry, ...request });
  const kept = memoryStore(first);
  const troubles: Trouble[] = [];
  const forever: Iterator<Trouble> = { next: () => ({ done: false, value: troubles.shift() ?? 'none' }) };
  const world = new SmallMicrosoft(forever, first);
  const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const work: SmallWork = { kept, world, troubles, now: 1, surroundings: undefined as never };
  const surroundings = {
    ...{ policy, clock: { now: () => work.now }, scopes: createScopes(), log: quiet, worker: 'one' },
    ...{ store: kept.store, microsoft: world.microsoft, makePassword: () => 'x' },
  };
  return Object.assign(work, { surroundings });
}
