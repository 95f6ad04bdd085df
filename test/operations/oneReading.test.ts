import type { Fault } from '../../sandbox/cloud/faults';
import { startWork, type Workbench } from '../support/startWork';

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
