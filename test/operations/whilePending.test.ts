import type { Request } from '../../src/domain/request';
import { pendingDue } from '../../src/operations/pendingDue';
import { withdrawRequest } from '../../src/operations/withdrawRequest';
import { pendingRequest, personNumber } from '../support/requestFixture';
import { smallPolicy, smallWork, type SmallWork } from '../support/smallWork';

const [adele, megan] = [personNumber(1), personNumber(2)];
const { id } = pendingRequest();
const vote = { by: megan, decision: 'approve', at: 1, revision: 1, standing: 'counts' } as const;
const kinds = ({ kept }: SmallWork): readonly string[] => kept.audit.map(({ kind }) => kind);

describe('a withdrawal', () => {
  it('is the requester’s, as long as nothing was made, and frees the slot', async () => {
    const small = smallWork({});
    small.now = 4;
    expect(await withdrawRequest(small.surroundings, adele, id)).toMatchObject({ is: 'withdrawn' });
    expect(small.kept.request()).toMatchObject({
      state: 'withdrawn',
      since: 4,
      holdsSlot: false,
      endedBy: adele,
    });
    expect(small.kept.audit).toEqual([
      { kind: 'withdrawn', body: { by: adele.objectId }, words: { by: adele.name } },
    ]);
    expect(await withdrawRequest(small.surroundings, adele, id)).toMatchObject({ is: 'already' });
    expect(small.kept.audit).toHaveLength(1);
  });

  it('is nobody else’s, and comes too late once the work has begun', async () => {
    const small = smallWork({});
    expect(await withdrawRequest(small.surroundings, megan, id)).toEqual({ is: 'notYours' });
    const begun = smallWork({ state: 'provisioning' });
    expect(await withdrawRequest(begun.surroundings, adele, id)).toMatchObject({ is: 'tooLate' });
    expect([small, begun].map(kinds)).toEqual([[], []]);
  });
});

describe('a pending request is looked at next', () => {
  const { surroundings } = smallWork({}, smallPolicy({}, { escalation: 'leads' }));
  const due = (change: Partial<Request>): number =>
    pendingDue(surroundings, pendingRequest({ expiresAt: 50_000, ...change }));

  it('at once while the directory owes an answer, else for whatever comes first', () => {
    expect(due({ approversUnread: true })).toBe(1);
    expect(due({ votes: [{ ...vote, standing: 'unresolved' }] })).toBe(1);
    expect(due({ votes: [vote] })).toBe(20_000);
    expect(due({ remindedAt: 20_000 })).toBe(30_000);
    expect(due({ remindedAt: 20_000, escalatedAt: 30_000 })).toBe(40_000);
    expect(due({ remindedAt: 40_000, escalatedAt: 30_000 })).toBe(50_000);
    expect(due({ since: 10_000, remindedAt: 5_000 })).toBe(30_000);
  });

  it('without its environment in the policy, or with others beside it, by its own alone', () => {
    const [own] = smallPolicy().environments;
    const other = { ...own, id: 'another', escalation: 'leads' } as never;
    for (const environments of [[other, own as never], [other]]) {
      const { surroundings: given } = smallWork({}, smallPolicy({ environments }));
      expect(pendingDue(given, pendingRequest({ expiresAt: 50_000, remindedAt: 20_000 }))).toBe(40_000);
    }
  });
});
