import type { Fault } from '../../sandbox/cloud/faults';
import { castVote } from '../../src/operations/castVote';
import { personOf, startWork, type Workbench } from '../support/startWork';

const finance = 'Contoso Finance';

/** What is there is answered once as if it were not. */
const once = { kind: 'status', status: 404, code: 'ResourceNotFound', times: 1, method: 'GET' } as const;
const asIfGone = {
  environment: { ...once, service: 'Power Platform', path: '/environments/' },
  'security group': { ...once, service: 'Graph', path: /\/groups\/[^/]+(\?|$)/ },
  licence: { ...once, service: 'Graph', path: 'subscribedSkus' },
  approver: { ...once, service: 'Graph', path: /\/users\// },
} satisfies Record<string, Fault>;

describe('a single reading that says no', () => {
  let work: Workbench;
  beforeAll(async () => {
    work = await startWork();
  }, 60_000);
  afterEach(() => {
    work.around(undefined);
    work.client.cloud.faults.clear();
  });
  afterAll(() => work.close(), 60_000);

  it.each(Object.keys(asIfGone) as (keyof typeof asIfGone)[])(
    'before the first write, as if the %s were gone, ends nothing and voids no vote',
    async (what) => {
      const { id } = await work.approved(`Gate ${what}`, finance);
      work.client.cloud.faults.add(asIfGone[what]);
      const { state, votes } = await work.toRest(id);
      expect([state, votes.map(({ standing }) => standing)]).toEqual(['verified', ['counts']]);
      expect(work.client.cloud.faults.list()).toMatchObject([{ met: 1 }]);
    },
    60_000,
  );

  it('at a click, as if whoever clicks were gone, refuses nobody', async () => {
    const sent = await work.ask('Click approver', 'Contoso Production', crypto.randomUUID());
    if (!('request' in sent)) throw new Error(JSON.stringify(sent));
    work.client.cloud.faults.add({
      ...once,
      service: 'Graph',
      path: `/users/${personOf('Megan Bowen').objectId}`,
    });
    const ballot = { requestId: sent.request.id, revision: 1, decision: 'approve' } as const;
    const answer = await castVote(work.surroundings, personOf('Megan Bowen'), ballot);
    expect(answer.is).toBe('counted');
    expect(work.client.cloud.faults.list()).toMatchObject([{ met: 1 }]);
  });

  it.each(['environment', 'security group'] as const)(
    'of the step that joins the group, as if the %s were gone, ends nothing and joins it all the same',
    async (what) => {
      let isStruck = false;
      work.around((step) => {
        if (step === 'joinGroup' && !isStruck) work.client.cloud.faults.add(asIfGone[what]);
        isStruck ||= step === 'joinGroup';
        return undefined;
      });
      const { id } = await work.approved(`Group ${what}`, finance);
      const { state, trails } = await work.toRest(id);
      expect(state).toBe('verified');
      expect(trails.joinGroup?.forward.evidence?.facts).toEqual({ member: true });
    },
    60_000,
  );
});

describe('a single write that is answered as if what it speaks of were gone', () => {
  it('assigns the role all the same, since the role can be read', async () => {
    const work = await startWork();
    try {
      const path = 'systemuserroles_association';
      work.client.cloud.faults.add({ ...once, method: 'POST', service: 'Dataverse', path });
      const { id } = await work.approved('Role as if gone', finance);
      expect((await work.toRest(id)).state).toBe('verified');
      expect(work.client.cloud.faults.list()).toMatchObject([{ met: 1 }]);
    } finally {
      await work.close();
    }
  }, 60_000);
});

describe('the votes by which a request passes the gate', () => {
  it('are recorded as they counted then: one of them was void by that time, another had not been told before', async () => {
    const work = await startWork();
    try {
      const { store } = work.surroundings;
      const { id } = await work.approved('Votes at the gate', finance);
      const approved = await store.requests.byId(id);
      const [megans] = approved?.votes ?? [];
      if (approved === undefined || megans === undefined) throw new Error('Nobody has voted.');
      const alexs = { ...megans, by: personOf('Alex Wilber'), standing: 'unresolved' as const };
      const votes = [megans, alexs];
      await store.requests.change({ request: { ...approved, votes }, audit: [], messages: [] });
      work.client.cloud.edit('removeRole', {
        environment: finance,
        user: 'Megan Bowen',
        role: 'System Administrator',
      });
      const ended = await work.toRest(id);
      expect([ended.state, ended.votes.map(({ standing }) => standing)]).toEqual([
        'verified',
        ['void', 'counts'],
      ]);
      const told = (await store.audit.entries(id)).map(({ kind }) => kind);
      expect(told.indexOf('votesLookedUp')).toBe(told.indexOf('started') - 1);
    } finally {
      await work.close();
    }
  }, 60_000);
});
