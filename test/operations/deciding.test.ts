import type { Request, Vote } from '../../src/domain/request';
import { ServiceFault } from '../../src/domain/serviceFault';
import { termsOf, type Terms } from '../../src/domain/terms';
import { castVote, counted, standingOf } from '../../src/operations/castVote';
import { passGate } from '../../src/operations/passGate';
import { revisePending } from '../../src/operations/reviseRequest';
import type { Surroundings } from '../../src/operations/surroundings';
import { withdrawRequest } from '../../src/operations/withdrawRequest';
import { plan } from '../../src/provisioning/plan';
import type { StepUp } from '../../src/storePorts';
import { pendingRequest, personNumber } from '../support/requestFixture';
import { smallPolicy, smallWork, type SmallWork } from '../support/smallWork';

const adele = personNumber(1);
const megan = personNumber(2);
const alex = personNumber(3);
const lidia = personNumber(5);
const first = pendingRequest();
const ballot = { requestId: first.id, revision: 1, decision: 'approve' } as const;

const voteOf = (change: Partial<Vote> = {}): Vote => ({
  ...{ by: megan, decision: 'approve', at: 1, revision: 1, standing: 'counts' },
  ...change,
});

function work(request: Partial<Request> = {}, policy = smallPolicy()): SmallWork {
  const small = smallWork({ approvalsNeeded: 2, ...request }, policy);
  small.world.approvers = [megan, alex].map(({ objectId }) => objectId);
  return small;
}

function termsWith(change: Partial<Terms>): Terms {
  const terms = termsOf(smallPolicy(), first.content);
  if (terms === undefined) throw new Error('The policy does not name the environment.');
  return { ...terms, ...change };
}

afterEach(() => {
  jest.useRealTimers();
});

describe('whoever presses', () => {
  it('is looked for in the environment of the request, and in no other of the policy', async () => {
    const [environment] = smallPolicy().environments;
    const others = { ...environment, id: 'another', approvers: 'systemAdministrators' } as never;
    const small = work({}, smallPolicy({ environments: [others, environment as never] }));
    // Whoever asked administers all of them, and may approve in the first one alone.
    expect(await standingOf(small.surroundings, adele, small.kept.request())).toBe('void');
    expect(await standingOf(small.surroundings, megan, small.kept.request())).toBe('counts');
  });

  it('loses nothing by one reading in which they are missing', async () => {
    const small = work();
    const { groupMembers } = small.world.microsoft.directory;
    let reads = 0;
    small.world.microsoft.directory.groupMembers = () => {
      reads += 1;
      return reads === 1 ? Promise.resolve([]) : groupMembers();
    };
    expect(await standingOf(small.surroundings, megan, small.kept.request())).toBe('counts');
  });

  it('waits three seconds for the directory, and their vote is kept as not known yet', async () => {
    jest.useFakeTimers();
    const small = work();
    small.world.microsoft.directory.groupMembers = () => new Promise(() => undefined);
    const answer = castVote(small.surroundings, megan, ballot);
    await jest.advanceTimersByTimeAsync(3_000);
    expect(await answer).toMatchObject({ is: 'noted', request: { votes: [{ standing: 'unresolved' }] } });
  });

  it('on what is not there, or is gone by the time of writing, learns that it is unknown', async () => {
    const small = work();
    expect(await castVote(small.surroundings, megan, { ...ballot, requestId: 'none' })).toEqual({
      is: 'unknown',
    });
    const { requests } = small.surroundings.store;
    let reads = 0;
    const byId = (id: string): Promise<Request | undefined> => {
      reads += 1;
      return reads === 1 ? requests.byId(id) : Promise.resolve(undefined);
    };
    const store = { ...small.surroundings.store, requests: { ...requests, byId } };
    expect(await castVote({ ...small.surroundings, store }, megan, ballot)).toEqual({ is: 'unknown' });
  });

  it.each([
    ['one’s own request', adele, 1],
    ['an old card', megan, 0],
  ] as const)('on %s is refused before anything is looked up', async (_, by, revision) => {
    const small = work();
    small.world.microsoft.directory.groupMembers = () => Promise.reject(new Error('looked up'));
    expect(await castVote(small.surroundings, by, { ...ballot, revision })).toMatchObject({ is: 'refused' });
  });

  it('keeps nothing with a vote that was not given', async () => {
    const small = work();
    await castVote(small.surroundings, megan, ballot);
    const [vote] = small.kept.request().votes;
    expect(Object.keys(vote ?? {}).sort()).toEqual(['at', 'by', 'decision', 'revision', 'standing']);
    expect(Object.keys(small.kept.audit[0]?.words ?? {})).toEqual(['by']);
    expect(Object.keys(small.kept.audit[0]?.body ?? {})).not.toContain('proof');
    expect(small.kept.written()).not.toHaveProperty('uses');
    expect(small.kept.written()?.messages).toEqual([]);
  });
});

it('a withdrawal of what is not there is told to be so', async () => {
  expect(await withdrawRequest(work().surroundings, adele, 'none')).toEqual({ is: 'unknown' });
});

describe('who is told of a decision', () => {
  it('is everybody whom a rejection concerns, and nobody yet of an approval', async () => {
    const rejected = work();
    await castVote(rejected.surroundings, megan, { ...ballot, decision: 'reject', reason: 'No' });
    expect(rejected.kept.written()?.messages.map(({ kind }) => kind)).toContain('end');
    expect(rejected.kept.written()).not.toHaveProperty('due');
    const approved = work({ approvalsNeeded: 1 });
    await castVote(approved.surroundings, megan, ballot);
    expect(approved.kept.written()).toMatchObject({ messages: [], due: 1 });
  });

  it('reads whose rejection counts, whatever votes came after it', () => {
    const no = voteOf({ decision: 'reject', reason: 'No' });
    const yes = voteOf({ by: alex });
    const void_ = voteOf({ by: lidia, decision: 'reject', standing: 'void' });
    const request = pendingRequest({ approvalsNeeded: 2 });
    expect(counted({ ...request, votes: [no, yes] }, 5)).toMatchObject({ state: 'rejected', endedBy: megan });
    expect(counted({ ...request, votes: [no, void_] }, 5)).toMatchObject({ endedBy: megan });
    expect(counted({ ...request, votes: [yes, no] }, 5)).toMatchObject({ endedBy: megan });
    expect(counted({ ...request, votes: [yes, void_] }, 5)).toMatchObject({ state: 'pending' });
  });
});

describe('a fresh sign-in', () => {
  const terms = termsWith({ context: 'c1' });
  const stepUp = { clientId: 'client', context: 'c1', address: 'https://bot.contoso.com' };
  const proof = { context: 'c1', at: 1 } as unknown as NonNullable<Vote['proof']>;

  /** Where the policy asks for one; what was offered is kept. */
  function signingIn(policy = smallPolicy({ stepUp })): {
    small: SmallWork;
    all: Surroundings;
    offers: StepUp[];
  } {
    const small = work({ terms, approvalsNeeded: 1 }, policy);
    const offers: StepUp[] = [];
    const stepUps = { offer: (_: string, offer: StepUp) => Promise.resolve(void offers.push(offer)) };
    const store = { ...small.surroundings.store, stepUps } as never;
    return { small, all: { ...small.surroundings, store, freshSignIn: {} as never }, offers };
  }

  it('is asked of whoever may approve, who is sent to it; no vote is kept', async () => {
    const { small, all, offers } = signingIn();
    const answer = await castVote(all, megan, ballot);
    expect(answer).toMatchObject({
      is: 'signIn',
      address: expect.stringMatching(/^https:\/\/bot\.contoso\.com\/step-up\/\S{20,}$/) as string,
    });
    expect(offers).toEqual([
      {
        ...{ requestId: first.id, revision: 1, by: megan, typedName: '', context: 'c1', expiresAt: 300_001 },
      },
    ]);
    expect(small.kept.request().votes).toEqual([]);
    expect(small.kept.audit).toEqual([
      {
        kind: 'stepUpOffered',
        body: { by: megan.objectId, revision: 1, context: 'c1' },
        words: { by: megan.name },
      },
    ]);
  });

  it('is not asked of who has no right, nor while nobody tells', async () => {
    const { small, all, offers } = signingIn();
    expect(await castVote(all, lidia, ballot)).toMatchObject({ is: 'refused', why: 'notApprover' });
    small.troubles.push('before');
    expect(await castVote(all, megan, ballot)).toMatchObject({ is: 'cannotTell', request: { id: first.id } });
    expect([offers, small.kept.request().votes]).toEqual([[], []]);
  });

  it('cannot be had where the policy has none: the vote is refused for the lack of it', async () => {
    const { all, small } = signingIn(smallPolicy());
    expect(await castVote(all, megan, ballot)).toMatchObject({ is: 'refused', why: 'signInWanted' });
    expect(small.kept.request().votes).toEqual([]);
  });

  it('goes with the vote, in the store and in the record, and is used up by it', async () => {
    const { all, small } = signingIn();
    const answer = await castVote(all, megan, { ...ballot, proof, uses: 'session' });
    expect(answer).toMatchObject({ is: 'counted', request: { votes: [{ by: megan, proof }] } });
    expect(small.kept.audit[0]?.body).toMatchObject({ proof });
    expect(small.kept.written()).toMatchObject({ uses: 'session' });
  });
});

describe('the gate', () => {
  const votes = [voteOf(), voteOf({ by: alex })];
  const approved = (change: Partial<Request> = {}): SmallWork =>
    work({ state: 'approved', votes, ...change });
  const pass = ({ surroundings, kept }: SmallWork): Promise<void> =>
    passGate(surroundings, kept.request(), performance.now() - 1);
  const fault = (service: 'Dataverse' | 'Graph', retryAfter?: number): (() => Promise<never>) => {
    const facts = { service, what: 'read', kind: 'unknown' as const };
    const error = new ServiceFault(retryAfter === undefined ? facts : { ...facts, retryAfter });
    return () => Promise.reject(error);
  };

  it('writes down no more than that the work begins, and by which plan', async () => {
    const small = approved();
    await pass(small);
    const names = plan.map(({ name }) => name);
    expect(small.kept.request()).toMatchObject({ state: 'provisioning', plan: names });
    expect(small.kept.audit[0]).toEqual({ kind: 'started', body: { plan: names } });
  });

  it('tells everything that speaks against it at once, and once two looks say so', async () => {
    const small = approved();
    small.world.roles = [];
    small.world.microsoft.powerPlatform.environment = () => Promise.resolve(undefined as never);
    await pass(small);
    expect(small.kept.written()).toMatchObject({ audit: [], messages: [], request: { state: 'approved' } });
    small.now = 60;
    await pass(small);
    const { failure } = small.kept.request();
    expect(failure?.why.code).toBe('roleMissing');
    expect(failure?.others?.map(({ code }) => code)).toEqual(['environmentUnknown']);
    const problems = [failure?.why, ...(failure?.others ?? [])];
    expect(small.kept.audit).toMatchObject([{ kind: 'failed', body: { problems } }]);
  });

  it('names nothing else where one thing alone speaks against it', async () => {
    const small = approved({ heldUp: { why: { code: 'settling' }, since: -99, noSince: -99 } });
    small.world.roles = [];
    await pass(small);
    expect(small.kept.request().failure).not.toHaveProperty('others');
    const changed = work({ state: 'approved', votes, salt: 'ab', digest: 'another' });
    await pass(changed);
    expect(changed.kept.request().failure).not.toHaveProperty('others');
    expect(changed.kept.audit).toMatchObject([{ body: { problems: [{ code: 'notAsShown' }] } }]);
  });

  it('waits for all services that did not tell, as long as the slowest of them wants', async () => {
    const small = approved();
    small.world.microsoft.environments.toldLimit = fault('Dataverse', 40_000);
    small.world.microsoft.directory.licences = fault('Graph', 5_000);
    small.world.microsoft.environments.units = fault('Dataverse');
    await pass(small);
    expect(small.kept.request()).toMatchObject({
      state: 'approved',
      heldUp: { why: { code: 'notChecked', facts: { service: 'Dataverse, Graph' } }, since: 1 },
    });
    expect(small.kept.written()).toMatchObject({ audit: [], messages: [], due: 40_001 });
  });

  it('waits a quarter of the lease for each check, and names no service where none answered', async () => {
    jest.useFakeTimers();
    const small = approved();
    small.world.microsoft.environments.toldLimit = () => new Promise(() => undefined);
    const passed = pass(small);
    await jest.advanceTimersByTimeAsync(14_000);
    expect(small.kept.written()).toBeUndefined();
    await jest.advanceTimersByTimeAsync(1_100);
    await passed;
    expect(small.kept.request().heldUp).toEqual({ why: { code: 'notChecked', facts: {} }, since: 1 });
  });

  it('tells of a vote that counts no more only whose counted until now', async () => {
    const small = approved({
      approvalsNeeded: 2,
      votes: [voteOf(), voteOf({ by: personNumber(4), standing: 'void' }), voteOf({ by: lidia })],
      heldUp: { why: { code: 'settling' }, since: -99, noSince: -99 },
    });
    await pass(small);
    expect(small.kept.request()).toMatchObject({ state: 'pending', reopened: { voidVotesOf: [lidia] } });
  });
});

describe('a policy that has changed, at the start', () => {
  const terms = termsWith({ approvals: 1 });
  const logged: unknown[] = [];
  const revise = async (request: Partial<Request>, listed?: Partial<Request>): Promise<Request> => {
    logged.length = 0;
    const small = work({ terms, ...request });
    const { requests } = small.surroundings.store;
    const open = (): Promise<readonly Request[]> => Promise.resolve([{ ...small.kept.request(), ...listed }]);
    const store = { ...small.surroundings.store, requests: { ...requests, open } };
    const log = { ...small.surroundings.log, info: (...line: unknown[]) => logged.push(line) };
    await revisePending({ ...small.surroundings, store, log });
    return small.kept.request();
  };

  it.each(['pending', 'approved'] as const)(
    'opens what is %s anew, and says so in the log',
    async (state) => {
      const { number } = first;
      expect(await revise({ state })).toMatchObject({ state: 'pending', revision: 2 });
      expect(logged).toEqual([[{ number }, 'The policy has changed: a request is open again.']]);
    },
  );

  it.each([
    ['what is being carried out', { state: 'provisioning' }, {}],
    ['what has no slot yet', { state: 'queued' }, {}],
    ['what went on meanwhile', { state: 'provisioning' }, { state: 'pending' }],
    ['what the policy says the same of', { terms: termsWith({}) }, {}],
  ] as const)('leaves %s as it is', async (_, request, listed) => {
    const after = await revise(request, listed);
    expect(after).toMatchObject({ ...request, revision: 1 });
    expect(logged).toEqual([]);
  });
});
