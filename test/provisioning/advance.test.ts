import fc from 'fast-check';
import type { Policy } from '../../src/domain/policy';
import type { Request } from '../../src/domain/request';
import { ServiceFault } from '../../src/domain/serviceFault';
import { ruleOnError, ruleOnSight, type Ruling, type Situation } from '../../src/provisioning/ruling';
import type { Change } from '../../src/provisioning/step';
import type { Trail } from '../../src/domain/trail';
import { advance, type CourseEvent } from '../../src/provisioning/advance';
import { nextTask, strike } from '../../src/provisioning/course';
import { plan } from '../../src/provisioning/plan';
import { pendingRequest } from '../support/requestFixture';

const times = { look: 10, settle: 50, patience: 200, waiting: 5_000 } as Policy['times'];
const done = { is: 'done', seen: { from: 'there', facts: {} } } as const;
const change = (readings: 1 | 2, attempts = 2): Change => ({
  readings,
  attempts,
  look: () => Promise.resolve(done),
  apply: () => Promise.resolve('sent'),
});
const at = (begunAt: number, trail: Trail, of = change(1)): Situation => ({
  change: of,
  trail,
  begunAt,
  times,
});

describe('what follows from a look', () => {
  it('makes a change at once where none was sent, and says "found" where none was needed', () => {
    expect(ruleOnSight(at(0, {}), { is: 'absent' })).toEqual({ is: 'apply', attempt: 1 });
    expect(ruleOnSight(at(0, {}), done)).toMatchObject({
      is: 'record',
      evidence: { how: 'found', readAt: [0] },
    });
  });

  it('counts "done" after a write was recorded as made, whatever became of the answer', () => {
    const trail: Trail = { tried: true, sent: { at: 0, attempt: 1 } };
    expect(ruleOnSight(at(5, trail), done)).toMatchObject({ is: 'record', evidence: { how: 'made' } });
  });

  it('believes "gone" only when two readings, a settling time apart, agree', () => {
    const first = ruleOnSight(at(0, {}, change(2)), done);
    expect(first).toMatchObject({ is: 'wait', until: 50 });
    const trail = (first as Extract<Ruling, { is: 'wait' }>).trail;
    expect(ruleOnSight(at(49, trail, change(2)), done)).toMatchObject({ is: 'wait' });
    expect(ruleOnSight(at(50, trail, change(2)), done)).toMatchObject({
      is: 'record',
      evidence: { readAt: [0, 50] },
    });
    const interrupted = ruleOnSight(at(20, trail, change(2)), { is: 'absent' });
    expect(interrupted).toEqual({ is: 'apply', attempt: 1 });
  });

  it('never repeats a write before its patience has passed and two later readings agree that nothing came of it', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 80 }), { minLength: 1, maxLength: 60 }), (spans) => {
        let trail: Trail = { tried: true, sent: { at: 0, attempt: 1 } };
        const absentAt: number[] = [];
        let now = 0;
        for (const span of spans) {
          now += span;
          absentAt.push(now);
          const ruling = ruleOnSight(at(now, trail), { is: 'absent' });
          if (ruling.is === 'apply') {
            expect(now).toBeGreaterThanOrEqual(times.patience + times.settle);
            expect(
              absentAt.some((earlier) => earlier >= times.patience && now - earlier >= times.settle),
            ).toBe(true);
            return;
          }
          expect(ruling.is).toBe('wait');
          if (ruling.is === 'wait') trail = ruling.trail;
        }
      }),
    );
  });

  it('strikes what was done only when two readings, a settling time apart, contradict it', () => {
    const contrary = { is: 'contrary', why: { code: 'licenceBack' } } as const;
    const first = ruleOnSight(at(0, {}), contrary);
    expect(first).toMatchObject({ is: 'wait', until: 50 });
    const { trail } = first as Extract<Ruling, { is: 'wait' }>;
    expect(ruleOnSight(at(50, trail), contrary).is).toBe('strike');
    expect(ruleOnSight(at(50, trail), done)).toMatchObject({ is: 'record' });
  });

  it('stops for what reads as a refusal only when two readings, a settling time apart, agree', () => {
    const refused = { is: 'refused', why: { code: 'groupNotAssignable' } } as const;
    const first = ruleOnSight(at(0, {}), refused);
    expect(first).toMatchObject({ is: 'wait', until: 50 });
    const { trail } = first as Extract<Ruling, { is: 'wait' }>;
    expect(ruleOnSight(at(50, trail), refused)).toEqual({ is: 'stop', why: refused.why });
    expect(ruleOnSight(at(50, trail), { is: 'absent' })).toEqual({ is: 'apply', attempt: 1 });
  });

  it('asks a person when trouble outlasts the limit, and when the change was made as often as allowed', () => {
    const fault = new ServiceFault({ service: 'Graph', what: 'look', kind: 'unknown', status: 503 });
    const waited: Trail = { waiting: { why: { code: 'serviceDown' }, since: 0, until: 1, looks: 9 } };
    expect(ruleOnError(at(4_999, waited), fault, false).is).toBe('wait');
    expect(ruleOnError(at(5_000, waited), fault, false)).toMatchObject({ is: 'ask', code: 'waitedTooLong' });
    const often: Trail = {
      tried: true,
      sent: { at: 0, attempt: 2 },
      firstReading: { is: 'absent', begunAt: 300 },
    };
    expect(ruleOnSight(at(400, often), { is: 'absent' })).toMatchObject({ is: 'ask', code: 'triedTooOften' });
  });

  it('stops at once where a permission is missing, but waits where the bot cannot sign in or its token is refused', () => {
    const denied = (service: 'Graph' | 'Entra', status = 403): ServiceFault =>
      new ServiceFault({ service, what: 'look', kind: 'denied', status });
    expect(ruleOnError(at(0, {}), denied('Graph'), false)).toMatchObject({ is: 'stop' });
    expect(ruleOnError(at(0, {}), denied('Entra'), false)).toMatchObject({ is: 'wait' });
    for (const wrote of [false, true])
      expect(ruleOnError(at(0, {}), denied('Graph', 401), wrote)).toMatchObject({ is: 'wait' });
  });
});

describe('the course of a request', () => {
  const names = plan.map((step) => step.name);
  const working = (other: Partial<Request> = {}): Request =>
    pendingRequest({ state: 'provisioning', plan: names, ...other });
  const evidence = { how: 'made', readAt: [1], from: 'there', facts: {} } as const;

  it('strikes from joining the group onward, and still undoes what was struck', () => {
    const trails = Object.fromEntries(
      names.slice(0, 8).map((name) => [name, { forward: { tried: true as const, evidence }, undo: {} }]),
    );
    const struck = strike(working({ trails }));
    expect(nextTask(struck)?.step.name).toBe('joinGroup');
    expect(nextTask({ ...struck, state: 'undoing' })?.step.name).toBe('setMode');
  });

  it('undoes newest first, the write of unknown outcome included, and leaves what a person gave up', () => {
    const trails = {
      createAccount: { forward: { tried: true as const, evidence }, undo: {} },
      lendLicence: { forward: { tried: true as const, sent: { at: 1, attempt: 1 } }, undo: {} },
    };
    const undoing = working({ state: 'undoing', trails });
    expect(nextTask(undoing)?.step.name).toBe('lendLicence');
    const left = { ...undoing, failure: { why: { code: 'refused' }, left: ['lendLicence' as const] } };
    expect(nextTask(left)?.step.name).toBe('createAccount');
  });

  /** What is written down of a request whose lease is over at this event, and how many writes go out. */
  async function leaseOverAt(over: 'look' | 'sending'): Promise<{ written: string[]; sent: number }> {
    const written: string[] = [];
    let sent = 0;
    let open = true;
    const microsoft = {
      environments: {},
      directory: {},
      vault: {
        versions: () => {
          if (over === 'look') open = false;
          return Promise.resolve([]);
        },
        store: () => {
          sent += 1;
          return Promise.resolve('v1');
        },
      },
    };
    await advance(working({ trails: { confirmSlot: { forward: { evidence }, undo: {} } } }), {
      clock: { now: () => 1_000 },
      log: { info: () => undefined, warn: () => undefined, error: () => undefined },
      mayGoOn: () => open,
      within: (_, work) => work(),
      journal: {
        write: (request: Request, event: CourseEvent) => {
          written.push(event.is);
          if (event.is === over) open = false;
          return Promise.resolve(request);
        },
      },
      work: (request) => ({ request, times, terms: {}, microsoft, makePassword: () => 'x' }) as never,
    });
    return { written, sent };
  }

  it('records a write before it is made, and writes nothing once the lease is over', async () => {
    expect(await leaseOverAt('sending')).toEqual({ written: ['sending'], sent: 0 });
  });

  it('counts the time in which a write may show from the write on, however long the look before it took', async () => {
    let now = 1_000;
    let written: Request | undefined;
    const vault = {
      versions: () => {
        now += 700;
        return Promise.resolve([]);
      },
      store: () => Promise.resolve('v1'),
    };
    await advance(working({ trails: { confirmSlot: { forward: { evidence }, undo: {} } } }), {
      clock: { now: () => now },
      log: { info: () => undefined, warn: () => undefined, error: () => undefined },
      mayGoOn: () => written === undefined,
      within: (_, work) => work(),
      journal: { write: (request: Request) => Promise.resolve((written = request)) },
      work: (request) =>
        ({
          ...{ request, times, terms: {}, makePassword: () => 'x' },
          microsoft: { environments: {}, directory: {}, vault },
        }) as never,
    });
    expect(written?.trails.storePassword?.forward.sent?.at).toBe(1_700);
  });

  it('tells no write as sent where the look took the time in which it might have gone', async () => {
    expect(await leaseOverAt('look')).toEqual({ written: [], sent: 0 });
  });

  /** Joins the group where the first attempt's answer is lost and the second is refused; what is made of that. */
  async function refusedAfter(first: 'lost' | 'refused', shows: boolean): Promise<Request> {
    let now = 1_000;
    let posts = 0;
    const fault = (kind: 'unknown' | 'refused'): ServiceFault =>
      new ServiceFault({ service: 'Graph', what: 'add', kind, code: 'Request_BadRequest', status: 400 });
    const directory = {
      isMember: () => Promise.resolve(shows && posts > 1 && now > 1_350),
      group: () => Promise.resolve({ id: 'g', name: 'g', dynamic: false, synced: false }),
      addMember: () => {
        posts += 1;
        return Promise.reject(fault(first === 'lost' && posts === 1 ? 'unknown' : 'refused'));
      },
    };
    const powerPlatform = { environment: () => Promise.resolve({ securityGroupId: 'g' }) };
    const before = names.slice(0, 3).map((name) => [name, { forward: { evidence }, undo: {} }] as const);
    let request = working({ trails: Object.fromEntries(before) });
    for (; now < 4_000 && request.trails.joinGroup?.forward.evidence === undefined; now += 10) {
      if (request.state !== 'provisioning' || request.attention !== undefined) break;
      await advance(request, {
        clock: { now: () => now },
        log: { info: () => undefined, warn: () => undefined, error: () => undefined },
        mayGoOn: () => request.trails.joinGroup?.forward.evidence === undefined,
        within: (_, work) => work(),
        journal: { write: (written: Request) => Promise.resolve((request = written)) },
        work: (of) =>
          ({
            ...{ request: of, times, terms: { joinSecurityGroup: true }, environment: {} },
            microsoft: { directory, powerPlatform },
          }) as never,
      });
    }
    return request;
  }

  it('does not believe a refusal that an earlier write, whose answer was lost, may be the reason for', async () => {
    const joined = await refusedAfter('lost', true);
    expect(joined.state).toBe('provisioning');
    expect(joined.trails.joinGroup?.forward.evidence?.how).toBe('made');
  });

  it('believes it at once where no earlier write can be why, and in the end where nothing ever shows', async () => {
    for (const first of ['refused', 'lost'] as const) {
      const refused = await refusedAfter(first, false);
      expect([refused.state, refused.failure?.why.code]).toEqual(['undoing', 'refused']);
    }
  });

  it.each([
    [
      'its own write, seen a moment ago',
      { lendLicence: { forward: { tried: true, evidence, sentAt: 900 }, undo: {} } },
      'waiting',
    ],
    [
      'its own write, seen long ago',
      { lendLicence: { forward: { tried: true, evidence, sentAt: 700 }, undo: {} } },
      'undone',
    ],
    [
      'its own write, once it has taken it back itself',
      {
        lendLicence: {
          forward: { tried: true, evidence, sentAt: 900 },
          undo: { tried: true, sent: { at: 940, attempt: 1 }, firstReading: { is: 'done', begunAt: 945 } },
        },
      },
      'undone',
    ],
    [
      'a later write of which nobody knows what became',
      {
        lendLicence: { forward: { tried: true, evidence }, undo: {} },
        releaseCredential: { forward: { tried: true, sent: { at: 900, attempt: 1 } }, undo: {} },
      },
      'waiting',
    ],
  ] as const)('finds nothing to undo only when this would show: %s', async (_, trails, event) => {
    const written: string[] = [];
    const account = { objectId: 'a', licences: [], mark: 'x', enabled: true };
    const lent = trails.lendLicence;
    const reads = { undo: { ...lent.undo }, forward: lent.forward };
    if (!('firstReading' in reads.undo))
      Object.assign(reads.undo, { firstReading: { is: 'done', begunAt: 940 } });
    const undoing = working({ state: 'undoing', trails: { ...trails, lendLicence: reads } });
    await advance(undoing, {
      clock: { now: () => 1_000 },
      log: { info: () => undefined, warn: () => undefined, error: () => undefined },
      mayGoOn: () => written.length === 0,
      within: (_task, work) => work(),
      journal: {
        write: (request: Request, { is }: CourseEvent) => {
          written.push(is);
          return Promise.resolve(request);
        },
      },
      work: (request) =>
        ({
          request,
          times,
          terms: {},
          microsoft: { directory: { accountById: () => Promise.resolve(account) } },
        }) as never,
    });
    expect(written).toEqual([event]);
  });
});
