import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { ledger, type SlotReading } from '../../src/domain/slots';
import type { Request } from '../../src/domain/request';
import type { Store } from '../../src/storePorts';
import { openTestStore } from './support/openTestStore';
import { sampleRequest } from './support/sampleRequest';

const limit = 4;
const places = ['one', 'two'] as const;
type Place = (typeof places)[number];

/** What is true of an environment, kept as sets of account numbers. */
interface Model {
  readonly held: Record<Place, Set<number>>;
  /** The accounts that the newest reading showed enabled, and when it was begun. */
  readonly read: Record<Place, { at: number; accounts: ReadonlySet<number> }>;
  readonly requests: Map<number, { readonly place: Place; stage: 'open' | 'ended' }>;
  /** Numbers of accounts given so far: each request makes another. */
  next: number;
}

/** The store under test, in which each run has environments and names of its own. */
interface Real {
  readonly store: Store;
  readonly run: string;
  readonly made: Map<number, Request>;
  /** Accounts whose object id is known: others may have renamed them since. */
  readonly known: Set<number>;
}

const idOf = (real: Real, place: Place): string => `${real.run}-${place}`;
const nameOf = (real: Real, account: number): string => `svc-${real.run}-${String(account)}`;
const taken = ({ held, read }: Model, place: Place): number =>
  new Set([...held[place], ...read[place].accounts]).size;

async function create(real: Real, place: Place, account: number): Promise<'made' | 'refused'> {
  const environmentId = idOf(real, place);
  const request = sampleRequest({ environmentId, accountName: nameOf(real, account) });
  const reading = await real.store.slots.reading(environmentId);
  const made = await real.store.requests.create(
    request,
    () => ({ audit: [], messages: [] }),
    (held) =>
      reading !== undefined && ledger(reading, held, limit).free > 0 ? undefined : ('full' as const),
  );
  if (!('made' in made)) return 'refused';
  real.made.set(account, made.made);
  return 'made';
}

async function write(
  real: Real,
  account: number,
  how: (request: Request) => Partial<Request>,
): Promise<void> {
  const stored = real.made.get(account);
  const request = await real.store.requests.byId(stored?.id ?? '');
  if (request === undefined) throw new Error('It is not there.');
  await real.store.requests.change({ request: { ...request, ...how(request) }, audit: [], messages: [] });
}

/** The store says of an environment what the model says of it, and never held more than there is. */
async function agrees(real: Real, model: Model): Promise<void> {
  for (const place of places) {
    const held = await real.store.requests.reservations(idOf(real, place));
    const names = [...model.held[place]].map((account) => `${nameOf(real, account)}@contoso.example`);
    expect(held.map((one) => one.userPrincipalName).sort()).toEqual(names.sort());
    const reading = await real.store.slots.reading(idOf(real, place));
    expect(reading?.begunAt).toBe(model.read[place].at);
    if (reading === undefined) continue;
    const { free, used, reserved } = ledger(reading, held, limit);
    expect(used + reserved).toBe(taken(model, place));
    expect(free).toBe(Math.max(0, limit - taken(model, place)));
  }
}

type Command = fc.AsyncCommand<Model, Real>;

/** Several people ask at once; as many get a slot as are free. */
class Ask implements Command {
  constructor(
    readonly place: Place,
    readonly people: number,
  ) {}
  check = (): boolean => true;
  async run(model: Model, real: Real): Promise<void> {
    const free = Math.max(0, limit - taken(model, this.place));
    const accounts = Array.from({ length: this.people }, () => model.next++);
    const outcomes = await Promise.all(accounts.map((account) => create(real, this.place, account)));
    expect(outcomes.filter((one) => one === 'made')).toHaveLength(Math.min(free, this.people));
    accounts.forEach((account, index) => {
      if (outcomes[index] !== 'made') return;
      model.held[this.place].add(account);
      model.requests.set(account, { place: this.place, stage: 'open' });
    });
    await agrees(real, model);
  }
  toString = (): string => `${String(this.people)} ask in ${this.place}`;
}

/** Something happens to the request drawn, if there is one that is open. */
class Happens implements Command {
  constructor(
    readonly which: number,
    readonly what: 'known' | 'struck' | 'verified' | 'withdrawn' | 'left',
  ) {}
  private chosen(model: Model): [number, { place: Place; stage: string }] | undefined {
    const open = [...model.requests].filter(([, { stage }]) => stage === 'open');
    return open[this.which % Math.max(1, open.length)];
  }
  check = (model: Readonly<Model>): boolean => this.chosen(model) !== undefined;
  async run(model: Model, real: Real): Promise<void> {
    const chosen = this.chosen(model);
    if (chosen === undefined) return;
    const [account, { place }] = chosen;
    const evidence = {
      ...{ how: 'made' as const, readAt: [1], from: '', facts: {} },
      known: { objectId: `OID-${real.run}-${String(account)}` },
    };
    if (this.what === 'known' || this.what === 'struck') real.known.add(account);
    if (this.what === 'known') {
      await write(real, account, () => ({ trails: { createAccount: { forward: { evidence }, undo: {} } } }));
    } else if (this.what === 'struck') {
      await write(real, account, () => ({
        trails: { createAccount: { forward: { struck: [evidence] }, undo: {} } },
      }));
    } else {
      await this.end(real, account);
      model.requests.set(account, { place, stage: 'ended' });
      // A mode that may still be set keeps the slot.
      if (this.what !== 'left') model.held[place].delete(account);
    }
    await agrees(real, model);
  }
  private async end(real: Real, account: number): Promise<void> {
    if (this.what === 'withdrawn') {
      return write(real, account, () => ({ state: 'withdrawn', holdsSlot: false }));
    }
    for (const state of ['approved', 'provisioning'] as const) await write(real, account, () => ({ state }));
    if (this.what === 'verified')
      return write(real, account, () => ({ state: 'verified', holdsSlot: false }));
    await write(real, account, () => ({ state: 'undoing' }));
    await write(real, account, () => ({ state: 'failed', holdsSlot: true }));
  }
  toString = (): string => `number ${String(this.which)} is ${this.what}`;
}

/** A reading of the environment comes in, maybe after one that was begun later. */
class Read implements Command {
  constructor(
    readonly place: Place,
    readonly later: number,
    readonly bits: number,
    readonly strangers: number,
  ) {}
  check = (): boolean => true;
  async run(model: Model, real: Real): Promise<void> {
    const own = [...model.requests]
      .filter(([, { place }]) => place === this.place)
      .map(([account]) => account);
    const shown = own.filter((_, index) => (this.bits >> (index % 8)) % 2 === 1);
    // Of accounts that others made the numbers are below nought.
    const others = Array.from({ length: this.strangers }, (_, index) => -1 - index);
    const accounts = [...shown, ...others];
    const at = model.read[this.place].at + this.later;
    await real.store.slots.keep(idOf(real, this.place), readingOf(real, at, accounts));
    if (this.later > 0) {
      model.read[this.place] = { at, accounts: new Set(accounts) };
    }
    await agrees(real, model);
  }
  toString = (): string =>
    `${this.place} read ${String(this.later)} later: ${this.bits.toString(2)}, ${String(this.strangers)} others`;
}

function readingOf(real: Real, begunAt: number, accounts: readonly number[]): SlotReading {
  const holder = (account: number, enabled: boolean): SlotReading['holders'][number] => ({
    objectId: `oid-${real.run}-${String(account)}`,
    userPrincipalName: `${nameOf(real, account)}${real.known.has(account) ? '-renamed' : ''}@contoso.example`,
    ...{ name: 'x', enabled },
  });
  // One that is disabled counts for nothing.
  return { begunAt, holders: [...accounts.map((one) => holder(one, true)), holder(-99, false)] };
}

let folder: string;
let store: Store;
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'countersign-slots-'));
  ({ store } = await openTestStore({ folder }));
});
afterAll(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

it('whatever comes in whatever order: a slot is given once, held as long as it may be used, and free again after', async () => {
  const place = fc.constantFrom(...places);
  const what = fc.constantFrom('known', 'struck', 'verified', 'withdrawn', 'left');
  let runs = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.commands(
        [
          fc.tuple(place, fc.integer({ min: 1, max: 3 })).map(([at, people]) => new Ask(at, people)),
          fc.tuple(fc.nat(9), what).map(([which, is]) => new Happens(which, is)),
          fc
            .tuple(place, fc.integer({ min: -2, max: 4 }), fc.nat(255), fc.nat(3))
            .map((all) => new Read(...all)),
        ],
        { maxCommands: 30, size: 'max' },
      ),
      async (commands) => {
        const real: Real = { store, run: `r${String(++runs)}`, made: new Map(), known: new Set() };
        for (const at of places) await store.slots.keep(idOf(real, at), readingOf(real, 10, []));
        const none = { at: 10, accounts: new Set<number>() };
        const model: Model = {
          ...{ held: { one: new Set(), two: new Set() }, read: { one: none, two: none } },
          ...{ requests: new Map(), next: 1 },
        };
        await fc.asyncModelRun(() => ({ model, real }), commands);
      },
    ),
    { numRuns: 6 },
  );
}, 60_000);
