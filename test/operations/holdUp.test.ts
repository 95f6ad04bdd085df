import type { Policy } from '../../src/domain/policy';
import type { Request } from '../../src/domain/request';
import { advanceRequest } from '../../src/operations/advanceRequest';
import type { Surroundings } from '../../src/operations/surroundings';
import { createScopes } from '../../src/microsoft/scopes';
import { plan } from '../../src/provisioning/plan';
import type { RequestChange } from '../../src/storePorts';
import { english } from '../../src/texts/english';
import { progressCard } from '../../src/teams/cards/progressCard';
import { readText } from '../teams/cards/readCard';
import { pendingRequest } from '../support/requestFixture';

/** One request in a store of its own, and a policy that names these environments. */
function alone(request: Request, environments: Policy['environments']) {
  const now = 1_000_000;
  const kept = { request, due: undefined as number | undefined, logged: 0 };
  const requests = {
    claim: () => Promise.resolve({ request: kept.request, deadline: performance.now() + 10_000 }),
    release: () => Promise.resolve(),
    byId: () => Promise.resolve(kept.request),
    change: ({ request: next, due }: RequestChange) => {
      kept.request = { ...next, rowVersion: next.rowVersion + 1 };
      kept.due = due;
      return Promise.resolve(kept.request);
    },
  };
  const surroundings = {
    clock: { now: () => now },
    policy: { environments, times: { look: 30_000, lease: 60_000, giveUp: 1_000, slots: 1_000 } },
    store: { requests, conversations: { alerted: () => Promise.resolve([]) } },
    scopes: createScopes(),
    log: { info: () => undefined, warn: () => undefined, error: () => (kept.logged += 1) },
    worker: 'test',
  } as unknown as Surroundings;
  return { kept, surroundings, now };
}

const working = (plans: Request['plan']): Request =>
  pendingRequest({ state: 'provisioning', plan: plans, expiresAt: 2_000_000 });
const shown = (request: Request): string =>
  readText(
    progressCard(english, request, {
      ...{ steps: [], audience: 'person' },
      reach: { reached: [], notReached: [], onTheWay: [] },
    }),
  );

it('an environment that left the policy holds the work up: the card says so, and it is tried again', async () => {
  const { kept, surroundings, now } = alone(working(plan.map(({ name }) => name)), []);
  await advanceRequest(surroundings, kept.request.id);
  expect(kept).toMatchObject({ due: now + 30_000, logged: 1 });
  expect(kept.request).toMatchObject({ state: 'provisioning', heldUp: { since: now } });
  const text = shown(kept.request);
  expect(text).toContain('The work cannot go on. No environment here is called Contoso Production.');
  expect(text).toContain('It is tried again by itself.');
});

it('an error nobody foresaw is shown with the time it began, and rests longer the longer it lasts', async () => {
  const request = working(['aStepOfALaterRelease' as never]);
  const since = 1_000_000 - 200_000;
  const environment = { id: request.content.environment.id } as Policy['environments'][number];
  const before = { ...request, heldUp: { why: { code: 'unforeseen' }, since } };
  const { kept, surroundings, now } = alone(before, [environment]);
  await advanceRequest(surroundings, request.id);
  expect(kept.due).toBe(now + 200_000);
  expect(kept.request.heldUp).toEqual({ why: { code: 'unforeseen' }, since });
  expect(shown(kept.request)).toContain('An error came up that was not foreseen');
});
