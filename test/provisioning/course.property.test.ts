import fc from 'fast-check';
import type { Evidence } from '../../src/domain/evidence';
import type { Request } from '../../src/domain/request';
import type { StepName } from '../../src/domain/trail';
import { verificationOf } from '../../src/domain/verification';
import { givenUp } from '../../src/operations/actOnAttention';
import { advance, type CourseEvent } from '../../src/provisioning/advance';
import { plan } from '../../src/provisioning/plan';
import { Crash } from '../support/memoryStore';
import { personNumber, pendingRequest } from '../support/requestFixture';
import { SmallMicrosoft as World, type Trouble } from '../support/smallMicrosoft';

const times = {
  ...{ look: 10, settle: 50, patience: 100, waiting: 3_000, giveUp: 5_000 },
  ...{ secret: 1_000_000, expiry: 0, lease: 0, sweep: 0, slots: 0 },
};
const names = plan.map((step) => step.name);
/** What happens to a call: it passes, or fails without or after having been done, or the process ends there. */
const trouble = fc.constantFrom(
  'none',
  'none',
  'none',
  'none',
  'none',
  'none',
  'before',
  'after',
  'refused',
  'denied',
  'crash',
);
/** Carries a request through the trouble drawn, picking it up after every crash, to its end. */
async function carried(
  troubles: readonly Trouble[],
  wishAt: number,
): Promise<{ end: Request; world: World }> {
  const evidence: Evidence = { how: 'found', readAt: [0], from: '', facts: {} };
  let stored = pendingRequest({
    state: 'provisioning',
    plan: names,
    trails: { confirmSlot: { forward: { evidence }, undo: {} } },
  });
  const world = new World(troubles.values(), stored);
  let now = 1_000;
  let turns = 0;
  const write = (request: Request, event: CourseEvent, due: number | undefined): Promise<Request> => {
    turns += 1;
    world.sending = event.is === 'sending' ? event.task.step.name : undefined;
    const state =
      event.is === 'finished'
        ? ('verified' as const)
        : event.is === 'cleanedUp'
          ? ('failed' as const)
          : request.state;
    stored = { ...request, state, rowVersion: request.rowVersion + 1 };
    now = Math.max(now + 1, due ?? now);
    return Promise.resolve(stored);
  };
  for (let rounds = 0; rounds < 2_000; rounds += 1) {
    if (stored.state === 'verified' || stored.state === 'failed') return { end: stored, world };
    if (stored.attention !== undefined) stored = givenUp(stored, stored.attention, personNumber(1), now);
    if (turns >= wishAt && stored.state === 'provisioning') {
      stored = { ...stored, wish: { by: personNumber(2), at: now, kind: 'cancel' } };
    }
    let going = true;
    world.sending = undefined;
    await advance(stored, {
      clock: { now: () => now },
      log: { info: () => undefined, warn: () => undefined, error: () => undefined },
      mayGoOn: () => {
        const may = going;
        if (turns >= wishAt && stored.wish === undefined && stored.state === 'provisioning') going = false;
        return may;
      },
      within: async (_, work) => {
        try {
          return await work();
        } catch (error) {
          if (error instanceof Crash) going = false;
          throw error;
        }
      },
      journal: {
        write: (request, event, due) => (going ? write(request, event, due) : Promise.reject(new Crash())),
      },
      work: (request) =>
        ({
          ...{ request, times, terms: { deleteOnUndo: false, usageLocation: 'DE' } },
          ...{ environment: { name: 'Production' }, microsoft: world.microsoft, makePassword: () => 'x' },
          countSlots: () => Promise.resolve({ used: 0, reserved: 1, limit: 7 }),
        }) as never,
    }).catch((error: unknown) => {
      if (!(error instanceof Crash)) throw error;
    });
    now += 1;
  }
  throw new Error('It never ended.');
}

const verified = (request: Request): boolean => request.state === 'verified';

it('whatever fails, crashes or is wished: one account, no licence left lent, writes recorded first, newest undone first', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(trouble, { maxLength: 120 }),
      fc.oneof(fc.constant(Number.POSITIVE_INFINITY), fc.integer({ min: 0, max: 40 })),
      async (troubles, wishAt) => {
        const { end, world } = await carried(troubles, wishAt);
        const left = end.failure?.left ?? [];
        expect(world.unrecorded).toBe(0);
        expect(world.accounts.length).toBeLessThanOrEqual(1);
        const account = world.accounts[0];
        if (!left.includes('lendLicence')) expect(account?.licences ?? []).toEqual([]);
        if (verified(end)) {
          expect(verificationOf(end)).toBeDefined();
          expect(names.every((name) => end.trails[name]?.forward.evidence !== undefined)).toBe(true);
          expect(account).toMatchObject({ enabled: true });
          expect(world.row).toMatchObject({ accessMode: 4, enabled: true });
          expect(world.versions.filter((one) => one.enabled)).toHaveLength(1);
          return;
        }
        if (!left.includes('createAccount')) expect(account?.enabled ?? false).toBe(false);
        if (!left.includes('setMode')) expect(world.row?.accessMode ?? 0).toBe(0);
        if (!left.includes('assignRoles')) expect(world.row?.roles ?? []).toEqual([]);
        if (!left.includes('storePassword')) expect(world.versions.filter((one) => one.enabled)).toEqual([]);
        const readAt = (name: StepName): number => end.trails[name]?.undo.evidence?.readAt.at(-1) ?? -1;
        const times = names
          .toReversed()
          .map(readAt)
          .filter((at) => at >= 0);
        expect(times).toEqual(times.toSorted((one, other) => one - other));
      },
    ),
    { numRuns: 1_000 },
  );
}, 60_000);
