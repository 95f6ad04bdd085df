import fc from 'fast-check';
import type { Person } from '../../src/domain/person';
import type { Vote } from '../../src/domain/request';
import { refuseVote, tally, type Cast } from '../../src/domain/reviewRule';
import { pendingRequest, personNumber } from '../support/requestFixture';

const anyVote = fc.record({
  by: fc.integer({ min: 2, max: 6 }).map(personNumber),
  decision: fc.constantFrom<Vote['decision']>('approve', 'reject'),
  at: fc.constant(1),
  revision: fc.constantFrom(1, 2),
  standing: fc.constantFrom<Vote['standing']>('counts', 'unresolved', 'void'),
});

const castBy = (by: Person, revision: number): Cast => ({ by, revision, decision: 'approve' });

describe('the rule of the second person', () => {
  it("refuses one's own request before anything else, however the id is written", () => {
    const request = pendingRequest({ state: 'verified' });
    const shouted = { ...request.requester, objectId: request.requester.objectId.toUpperCase() };
    expect(refuseVote(request, castBy(shouted, 99), 9_999_999)).toBe('ownRequest');
  });

  it('refuses whoever would become the owner of the account', () => {
    const request = pendingRequest();
    const owned = { ...request, content: { ...request.content, owner: personNumber(5) } };
    expect(refuseVote(owned, castBy(personNumber(5), 1), 1)).toBe('ownAccount');
  });

  it('refuses an old revision, a late click, a second vote and another tenant', () => {
    const request = pendingRequest();
    const voted: Vote = {
      by: personNumber(2),
      decision: 'approve',
      at: 1,
      revision: 1,
      standing: 'unresolved',
    };
    expect(refuseVote(request, castBy(personNumber(2), 2), 1)).toBe('outdated');
    expect(refuseVote(request, castBy(personNumber(2), 1), request.expiresAt)).toBe('expired');
    expect(refuseVote({ ...request, votes: [voted] }, castBy(personNumber(2), 1), 1)).toBe('alreadyVoted');
    const stranger = { ...personNumber(2), tenantId: 'another' };
    expect(refuseVote(request, castBy(stranger, 1), 1)).toBe('otherTenant');
    expect(refuseVote(request, castBy(personNumber(2), 1), 1)).toBeUndefined();
  });

  it('never approves on a vote that does not count, nor while a rejection is unresolved', () => {
    fc.assert(
      fc.property(fc.array(anyVote, { maxLength: 6 }), (votes) => {
        const result = tally(pendingRequest({ votes }));
        const standing = votes.filter((vote) => vote.revision === 1 && vote.standing !== 'void');
        const rejections = standing.filter((vote) => vote.decision === 'reject');
        if (rejections.some((vote) => vote.standing === 'counts')) expect(result).toBe('rejected');
        else if (rejections.length > 0) expect(result).toBe('open');
        else {
          const approved = standing.some((vote) => vote.standing === 'counts');
          expect(result).toBe(approved ? 'approved' : 'open');
        }
      }),
    );
  });
});
