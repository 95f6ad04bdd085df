import fc from 'fast-check';
import type { Person } from '../../src/domain/person';
import type { Vote } from '../../src/domain/request';
import {
  asksForName,
  refuseVote,
  refuseVoter,
  standingVotes,
  tally,
  voteCastBefore,
  voters,
  type Cast,
} from '../../src/domain/reviewRule';
import type { Terms } from '../../src/domain/terms';
import { pendingRequest, personNumber } from '../support/requestFixture';

const anyVote = fc.record({
  by: fc.integer({ min: 2, max: 6 }).map(personNumber),
  decision: fc.constantFrom<Vote['decision']>('approve', 'reject'),
  at: fc.constant(1),
  revision: fc.constantFrom(1, 2),
  standing: fc.constantFrom<Vote['standing']>('counts', 'unresolved', 'void'),
});

const castBy = (by: Person, revision: number): Cast => ({ by, revision, decision: 'approve' });

const megan = personNumber(2);
const termsWith = (change: Partial<Terms>): Terms =>
  ({ sensitive: false, privilegedRoles: [], ...change }) as Terms;
const proof = { context: 'c1', authTime: 1, tokenId: 'token' };
const voteOf = (change: Partial<Vote> = {}): Vote => ({
  ...{ by: megan, decision: 'approve', at: 1, revision: 1, standing: 'counts' },
  ...change,
});

describe('what a sensitive request asks of whoever approves', () => {
  const sensitive = pendingRequest({ terms: termsWith({ sensitive: true }) });
  const cast = (typedName?: string, decision: Vote['decision'] = 'approve'): Cast => ({
    ...{ by: megan, revision: 1, decision },
    ...(typedName === undefined ? {} : { typedName }),
  });

  it('is the name of its environment, in whatever case and spacing', () => {
    for (const typed of ['Contoso Production', '  contoso   PRODUCTION ', 'Contoso\nProduction'])
      expect([typed, refuseVote(sensitive, cast(typed), 1)]).toEqual([typed, undefined]);
    const accented = { ...sensitive.content, environment: { id: 'e', name: 'Caf\u00e9' } };
    expect(refuseVote({ ...sensitive, content: accented }, cast('Cafe\u0301'), 1)).toBeUndefined();
    for (const typed of [undefined, '', 'Contoso', 'ContosoProduction', 'Contoso Productions'])
      expect([typed, refuseVote(sensitive, cast(typed), 1)]).toEqual([typed, 'nameNotTyped']);
  });

  it('is asked for privileged roles too, and never of whoever rejects', () => {
    const privileged = pendingRequest({ terms: termsWith({ privilegedRoles: ['System Administrator'] }) });
    expect(refuseVote(privileged, cast(), 1)).toBe('nameNotTyped');
    expect(refuseVote(sensitive, cast(undefined, 'reject'), 1)).toBeUndefined();
    expect([sensitive, privileged].map(asksForName)).toEqual([true, true]);
    expect([{ terms: termsWith({}) }, {}].map((one) => asksForName(one))).toEqual([false, false]);
  });

  it('is a fresh sign-in of the right context, where the terms name one, after all else', () => {
    const guarded = pendingRequest({ terms: termsWith({ sensitive: true, context: 'c1' }) });
    const typed = cast('Contoso Production');
    expect(refuseVote(guarded, cast(), 1)).toBe('nameNotTyped');
    expect(refuseVote(guarded, typed, 1)).toBe('signInWanted');
    expect(refuseVote(guarded, { ...typed, proof: { ...proof, context: 'c2' } }, 1)).toBe('signInWanted');
    expect(refuseVote(guarded, { ...typed, proof }, 1)).toBeUndefined();
    expect(refuseVote(guarded, cast(undefined, 'reject'), 1)).toBeUndefined();
  });

  it('counts for votes that were cast as well: one without the sign-in approves nothing', () => {
    const guarded = pendingRequest({ terms: termsWith({ sensitive: true, context: 'c1' }) });
    expect(tally({ ...guarded, votes: [voteOf()] })).toBe('open');
    expect(tally({ ...guarded, votes: [voteOf({ proof })] })).toBe('approved');
    expect(tally({ ...guarded, votes: [voteOf({ decision: 'reject' })] })).toBe('rejected');
  });
});

describe('who may never decide', () => {
  const request = pendingRequest();
  it('is who asked, somebody of another tenant, and who will own it, in this order', () => {
    const owned = { ...request, content: { ...request.content, owner: megan } };
    const [own] = [request.requester];
    expect(refuseVoter(owned, own)).toBe('ownRequest');
    expect(refuseVoter(owned, { ...megan, tenantId: 'another' })).toBe('otherTenant');
    expect(refuseVoter(owned, megan)).toBe('ownAccount');
    expect(refuseVoter(owned, personNumber(3))).toBeUndefined();
    const shouted = { ...personNumber(3), tenantId: megan.tenantId.toUpperCase() };
    expect(refuseVoter(owned, shouted)).toBeUndefined();
    const lettered = { ...request, requester: { ...own, tenantId: 'tenant-a' } };
    expect(refuseVoter(lettered, { ...megan, tenantId: 'TENANT-A' })).toBeUndefined();
    expect(
      refuseVoter(
        { ...request, requester: { ...own, tenantId: 'TENANT-A' } },
        { ...megan, tenantId: 'tenant-a' },
      ),
    ).toBeUndefined();
  });

  it('is nobody’s vote that stands on it, however it came to be stored', () => {
    const votes = [voteOf({ by: request.requester }), voteOf({ by: { ...megan, tenantId: 'another' } })];
    expect(standingVotes({ ...request, votes })).toEqual([]);
    expect(tally({ ...request, votes })).toBe('open');
  });
});

describe('votes that were cast', () => {
  const request = pendingRequest();
  it('stand on their own revision while they are not void; those that count make voters', () => {
    const votes = [
      voteOf(),
      voteOf({ by: personNumber(3), standing: 'unresolved' }),
      voteOf({ by: personNumber(4), standing: 'void' }),
      voteOf({ by: personNumber(5), revision: 2 }),
    ];
    expect(standingVotes({ ...request, votes })).toEqual(votes.slice(0, 2));
    expect(voters({ ...request, votes })).toEqual([megan]);
  });

  it('are the same once more only from the same person, with the same decision on the same revision', () => {
    const vote = voteOf();
    const voted = { ...request, votes: [voteOf({ by: personNumber(3), decision: 'reject' }), vote] };
    expect(voteCastBefore(voted, { by: megan, revision: 1, decision: 'approve' })).toBe(vote);
    expect(voteCastBefore(voted, { by: megan, revision: 1, decision: 'reject' })).toBeUndefined();
    expect(voteCastBefore(voted, { by: megan, revision: 2, decision: 'approve' })).toBeUndefined();
    expect(voteCastBefore(voted, { by: personNumber(3), revision: 1, decision: 'approve' })).toBeUndefined();
  });

  it('are as many as people: one who is stored twice is one voice', () => {
    const twice = [voteOf(), voteOf({ by: { ...megan, objectId: megan.objectId.toUpperCase() } })];
    expect(tally({ ...request, approvalsNeeded: 2, votes: twice })).toBe('open');
    const two = [...twice, voteOf({ by: personNumber(3) })];
    expect(tally({ ...request, approvalsNeeded: 2, votes: two })).toBe('approved');
    expect(tally({ ...request, approvalsNeeded: 3, votes: two })).toBe('open');
  });

  it('cannot be added to what is decided', () => {
    for (const state of ['approved', 'rejected', 'provisioning', 'verified'] as const)
      expect(refuseVote({ ...request, state }, { by: megan, revision: 1, decision: 'approve' }, 1)).toBe(
        'alreadyDecided',
      );
    expect(
      refuseVote(request, { by: megan, revision: 1, decision: 'approve' }, request.expiresAt - 1),
    ).toBeUndefined();
  });
});

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
