import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { isOpen, type Request } from '../../src/domain/request';
import type { StepName } from '../../src/domain/trail';
import { tryAgain } from '../../src/operations/actOnAttention';
import { castVote } from '../../src/operations/castVote';
import { deliverMessages } from '../../src/operations/deliverMessages';
import type { Surroundings } from '../../src/operations/surroundings';
import type { Conversation, Message, Messenger } from '../../src/ports';
import { createDraw } from '../../src/teams/draw';
import { textsFor } from '../../src/texts/textsFor';
import { personOf, startWork, type Workbench } from '../support/startWork';
import { fixtureNames, loadStore, readFixture, worldOf, type Fixture } from '../store/support/loadFixture';

const names = fixtureNames();
const room = 40;
const long = 120_000;

/** Remembers what stands on every message, by its id. */
function noting(shown: Map<string, string>): Messenger {
  return {
    open: (person) =>
      Promise.resolve({
        id: `chat-${person.objectId}`,
        kind: 'personal',
        person,
        reference: {},
      } as Conversation),
    post: (_, message) => {
      const id = `new-${String(shown.size + 1)}`;
      shown.set(id, reads(message));
      return Promise.resolve(id);
    },
    redraw: (_, id, message) => {
      shown.set(id, reads(message));
      return Promise.resolve('redrawn');
    },
    remove: (_, id) => {
      shown.delete(id);
      return Promise.resolve();
    },
  };
}

function reads(message: Message): string {
  return JSON.stringify(message);
}

/** Does what people would: Megan approves what is pending, and what stopped is tried again. */
async function carriedToItsEnd(bench: Workbench, surroundings: Surroundings, id: string): Promise<Request> {
  const { store } = surroundings;
  const first = await store.requests.byId(id);
  if (first === undefined) throw new Error('It is not there.');
  if (first.state === 'pending') {
    await castVote(surroundings, personOf('Megan Bowen'), {
      requestId: id,
      revision: first.revision,
      decision: 'approve',
    });
  }
  if (first.attention !== undefined) await tryAgain(surroundings, personOf('Adele Vance'), id);
  return isOpen(first) ? bench.toRest(id, surroundings) : first;
}

/** What is so at Microsoft for a request, whatever the store says. */
function truthOf({ client }: Workbench, { content }: Request) {
  const { world } = client.cloud.world;
  const name = content.userPrincipalName;
  const [account, ...more] = world.users.filter((user) => user.userPrincipalName === name);
  const row = client.cloud.world.findSystemUser(content.environment.name, name);
  const secret = world.vaults
    .flatMap(({ secrets }) => secrets)
    .find((one) => one.name === name.split('@')[0]);
  return {
    others: more.length,
    signIn: account?.accountEnabled,
    licences: account?.licences.length,
    mode: row?.accessMode,
    rowOpen: row && !row.isDisabled,
    secrets: secret?.versions.filter(({ enabled }) => enabled).length ?? 0,
  };
}

const made = { others: 0, signIn: true, licences: 0, mode: 4, rowOpen: true, secrets: 1 };
const cleaned = { others: 0, signIn: false, licences: 0, secrets: 0 };

/** The fixture with one request's plan as another release had it. */
function withPlans(fixture: Fixture): Fixture {
  const begun = fixture.tables.requests.filter(
    ({ body }) => body.state === 'provisioning' && body.attention === undefined,
  );
  const early = begun.filter(
    ({ body }) => body.trails.lendLicence === undefined && body.trails.joinGroup === undefined,
  );
  const [lacking] = begun.filter(({ body }) => body.trails.placeInUnit === undefined);
  const swapped = early.find((row) => row !== lacking);
  const plans = new Map<unknown, (plan: readonly StepName[]) => readonly StepName[]>([
    [lacking?.id, (plan) => plan.filter((step) => step !== 'placeInUnit')],
    [
      swapped?.id,
      (plan) =>
        plan.map((step) =>
          step === 'joinGroup' ? 'lendLicence' : step === 'lendLicence' ? 'joinGroup' : step,
        ),
    ],
  ]);
  const requests = fixture.tables.requests.map((row) => {
    const plan = plans.get(row.id);
    return plan === undefined ? row : { ...row, body: { ...row.body, plan: plan(row.body.plan) } };
  });
  return { ...fixture, tables: { ...fixture.tables, requests } };
}

describe('requests that an earlier version stored', () => {
  const cases = [
    ...names.map((name) => [name, 'as they are'] as const),
    [names[0] ?? '', 'with plans of other releases'] as const,
  ];
  it.each(cases)(
    'come to their one right end: %s, %s',
    async (name, how) => {
      const fixture = how === 'as they are' ? readFixture(name) : withPlans(readFixture(name));
      const folder = mkdtempSync(path.join(tmpdir(), 'countersign-earlier-'));
      await loadStore(fixture, folder);
      const begun = Date.now();
      const now = (): number => fixture.at + Date.now() - begun;
      const bench = await startWork({ world: worldOf(fixture, room), storeFolder: folder, now });
      try {
        const shown = new Map<string, string>();
        const messenger = noting(shown);
        const environments = bench.surroundings.policy.environments.map((one) => ({ ...one, limit: room }));
        const policy = { ...bench.surroundings.policy, environments };
        const surroundings = { ...bench.surroundings, policy, messenger, draw: createDraw(textsFor('en')) };
        const { store } = surroundings;
        const ends = await Promise.all(
          fixture.tables.requests.map(async ({ id, body }) => {
            const end = await carriedToItsEnd(bench, surroundings, id);
            await deliverMessages(surroundings, `request:${id}`);
            return { was: body, end };
          }),
        );
        for (const { was, end } of ends) {
          const isUndone = was.state === 'undoing';
          expect([end.number, end.state]).toEqual([end.number, isUndone ? 'failed' : 'verified']);
          expect([end.number, truthOf(bench, end)]).toEqual([
            end.number,
            expect.objectContaining(isUndone ? cleaned : made),
          ]);
          expect(end.holdsSlot).toBe(false);
          expect(await store.audit.firstBroken(end.id)).toBeUndefined();
          const messages = await store.messages.about(`request:${end.id}`);
          const cards = messages
            .filter(({ state }) => state === 'sent')
            .map(({ messageId = '' }) => shown.get(messageId));
          if (isOpen(was))
            expect(cards.filter((card) => card?.includes(`R-${String(end.number)}`) !== true)).toEqual([]);
          expect(messages.some(({ kind, state }) => kind === 'end' && state === 'sent')).toBe(true);
        }
        const after = await bench.ask('Asked by the present one', 'Contoso Production', crypto.randomUUID());
        expect(after).toMatchObject({
          request: { number: Math.max(...ends.map(({ end }) => end.number)) + 1 },
        });
      } finally {
        await bench.close();
        rmSync(folder, { recursive: true, force: true });
      }
    },
    long,
  );
});
