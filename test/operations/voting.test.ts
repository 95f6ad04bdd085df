import type { Request, Vote } from '../../src/domain/request';
import { termsOf } from '../../src/domain/terms';
import { castVote, standingOf } from '../../src/operations/castVote';
import { lookUpVotes } from '../../src/operations/lookUpVotes';
import { passGate } from '../../src/operations/passGate';
import { pendingRequest, personNumber } from '../support/requestFixture';
import { smallPolicy, smallWork, type SmallWork } from '../support/smallWork';

const [adele, megan, alex, lidia] = [1, 2, 3, 5].map(personNumber) as [
  Request['requester'],
  Request['requester'],
  Request['requester'],
  Request['requester'],
];
const { id } = pendingRequest();
const ballot = { requestId: id, revision: 1, decision: 'approve' } as const;

const voteOf = (change: Partial<Vote> = {}): Vote => ({
  ...{ by: megan, decision: 'approve', at: 1, revision: 1, standing: 'counts' },
  ...change,
});

/** Megan and Alex may approve, and so could Adele, who asked. */
function work(request: Partial<Request> = {}, policy = smallPolicy()): SmallWork {
  const small = smallWork({ approvalsNeeded: 2, ...request }, policy);
  small.world.approvers = [adele, megan, alex].map(({ objectId }) => objectId);
  return small;
}

const kinds = ({ kept }: SmallWork): readonly string[] => kept.audit.map(({ kind }) => kind);

describe('a vote', () => {
  it('of somebody who may counts, is written down, and leaves the request open while more are needed', async () => {
    const small = work();
    expect(await castVote(small.surroundings, megan, ballot)).toMatchObject({ is: 'counted' });
    const request = small.kept.request();
    expect(request).toMatchObject({ state: 'pending', votes: [voteOf()] });
    expect(small.kept.audit).toEqual([
      {
        kind: 'voted',
        body: { by: megan.objectId, decision: 'approve', revision: 1, standing: 'counts' },
        words: { by: megan.name },
      },
    ]);
    expect(small.kept.due()).toBe(20_000);
  });

  it('that is the last needed decides, at once, and says so in the record', async () => {
    const small = work({ votes: [voteOf({ by: alex })] });
    small.now = 7;
    expect(await castVote(small.surroundings, megan, ballot)).toMatchObject({ is: 'counted' });
    expect(small.kept.request()).toMatchObject({ state: 'approved', since: 7, holdsSlot: true });
    expect(small.kept.request()).not.toHaveProperty('endedBy');
    expect(small.kept.audit.at(-1)).toEqual({ kind: 'decided', body: { state: 'approved', revision: 1 } });
    expect(small.kept.due()).toBe(7);
  });

  it('against it ends it, with the reason and who it was, and frees the slot', async () => {
    const small = work({ votes: [voteOf({ by: alex })] });
    small.now = 9;
    const rejection = { ...ballot, decision: 'reject', reason: 'It has one' } as const;
    expect(await castVote(small.surroundings, megan, rejection)).toMatchObject({ is: 'counted' });
    const request = small.kept.request();
    expect(request).toMatchObject({ state: 'rejected', since: 9, holdsSlot: false, endedBy: megan });
    expect(request.votes.at(-1)).toMatchObject({ reason: 'It has one', decision: 'reject' });
    expect(small.kept.audit[0]?.words).toEqual({ by: megan.name, reason: 'It has one' });
    expect(small.kept.due()).toBeUndefined();
  });

  it.each([
    ['one’s own request', adele, 1, 'ownRequest'],
    ['an old card', megan, 0, 'outdated'],
    ['what one has no right to', lidia, 1, 'notApprover'],
  ] as const)('on %s is refused and written down, and nothing is kept of it', async (_, by, seen, why) => {
    const small = work();
    const answer = await castVote(small.surroundings, by, { ...ballot, revision: seen });
    expect(answer).toMatchObject({ is: 'refused', why });
    expect(small.kept.request().votes).toEqual([]);
    expect(small.kept.audit).toEqual([
      {
        kind: 'voteRefused',
        body: { by: by.objectId, decision: 'approve', revision: seen, why },
        words: { by: by.name },
      },
    ]);
  });

  it('cast once more is answered as the first time and kept once; another decision is refused', async () => {
    const small = work();
    await castVote(small.surroundings, megan, ballot);
    expect(await castVote(small.surroundings, megan, ballot)).toMatchObject({ is: 'counted' });
    const other = await castVote(small.surroundings, megan, { ...ballot, decision: 'reject' });
    expect(other).toMatchObject({ is: 'refused', why: 'alreadyVoted' });
    expect(small.kept.request().votes).toHaveLength(1);
    expect(kinds(small)).toEqual(['voted', 'voteRefused']);
  });

  it('is kept where the directory does not tell, counts for nothing until it does, and is asked for at once', async () => {
    const small = work({ approvalsNeeded: 1 });
    small.troubles.push('before');
    expect(await castVote(small.surroundings, megan, ballot)).toMatchObject({ is: 'noted' });
    expect(small.kept.request()).toMatchObject({ state: 'pending', votes: [{ standing: 'unresolved' }] });
    expect(small.kept.due()).toBe(1);
    expect(await castVote(small.surroundings, megan, ballot)).toMatchObject({ is: 'noted' });
    expect(small.kept.request().votes).toHaveLength(1);
  });

  it('that somebody else’s overtook is decided on what is there then', async () => {
    const small = work({ approvalsNeeded: 1 });
    small.troubles.push('act');
    small.world.meanwhile = async () => {
      small.world.meanwhile = () => Promise.resolve();
      await castVote(small.surroundings, alex, { ...ballot, decision: 'reject', reason: 'No' });
    };
    const answer = await castVote(small.surroundings, megan, ballot);
    expect(answer).toMatchObject({ is: 'refused', why: 'alreadyDecided' });
    expect(small.kept.request()).toMatchObject({ state: 'rejected', votes: [{ by: alex }] });
  });

  it('pressed twice at the same moment is one vote, answered alike', async () => {
    const small = work();
    small.troubles.push('act');
    small.world.meanwhile = async () => {
      small.world.meanwhile = () => Promise.resolve();
      await castVote(small.surroundings, megan, ballot);
    };
    expect(await castVote(small.surroundings, megan, ballot)).toMatchObject({ is: 'counted' });
    expect(small.kept.request().votes).toHaveLength(1);
  });

  it('is void where the policy does not name the environment any more', async () => {
    const small = work({}, smallPolicy({ environments: [] }));
    expect(await standingOf(small.surroundings, megan, small.kept.request())).toBe('void');
  });

  it('is no answer to an error that nobody foresaw', async () => {
    const small = work();
    const broken = { ...small.surroundings, microsoft: { directory: {} } } as never;
    await expect(standingOf(broken, megan, small.kept.request())).rejects.toThrow(TypeError);
  });
});

describe('a look-up of votes', () => {
  const votes = [
    voteOf({ standing: 'unresolved' }),
    voteOf({ by: lidia }),
    voteOf({ by: alex, standing: 'void' }),
    voteOf({ by: adele }),
  ];
  const standings = async (small: SmallWork, which: readonly Vote['standing'][]): Promise<unknown> => {
    const looked = await lookUpVotes(small.surroundings, small.kept.request(), which);
    return 'fault' in looked ? looked.fault.facts.kind : looked.votes.map(({ standing }) => standing);
  };

  it('reads those of the standings named, asks the rule of each again, and leaves the others', async () => {
    const small = work({ votes });
    expect(await standings(small, ['unresolved'])).toEqual(['counts', 'counts', 'void', 'counts']);
    expect(await standings(small, ['unresolved', 'counts'])).toEqual(['counts', 'void', 'void', 'void']);
  });

  it('tells who may approve now, and why where nobody tells', async () => {
    const small = work({ votes });
    const looked = await lookUpVotes(small.surroundings, small.kept.request(), []);
    expect('approvers' in looked && looked.approvers.map(({ objectId }) => objectId)).toEqual(
      small.world.approvers,
    );
    small.troubles.push('before');
    expect(await standings(small, ['counts'])).toBe('notSent');
  });

  it('counts nobody where the policy does not name the environment', async () => {
    const small = work({ votes }, smallPolicy({ environments: [] }));
    expect(await standings(small, ['counts'])).toEqual(['unresolved', 'void', 'void', 'void']);
  });

  it('asks twice only for those whose votes are looked up, in their own environment', async () => {
    const [own] = smallPolicy().environments;
    const other = { ...own, id: 'another', approvers: 'systemAdministrators' } as never;
    const small = work({ votes }, smallPolicy({ environments: [other, own as never] }));
    const { groupMembers } = small.world.microsoft.directory;
    let looks = 0;
    small.world.microsoft.directory.groupMembers = () => {
      looks += 1;
      return groupMembers();
    };
    expect(await standings(small, ['unresolved'])).toEqual(['counts', 'counts', 'void', 'counts']);
    expect(looks).toBe(1);
  });

  it('is no answer to an error that nobody foresaw', async () => {
    const small = work({ votes });
    small.world.microsoft.directory.groupMembers = () => Promise.reject(new TypeError('broken'));
    await expect(standings(small, ['counts'])).rejects.toThrow('broken');
  });

  it('takes no right away by one reading that lags', async () => {
    const small = work({ votes: [voteOf()] });
    const { groupMembers } = small.world.microsoft.directory;
    let looks = 0;
    small.world.microsoft.directory.groupMembers = async () => {
      looks += 1;
      return looks === 1 ? [] : groupMembers();
    };
    expect(await standings(small, ['counts'])).toEqual(['counts']);
    expect(looks).toBe(2);
  });
});

describe('the gate before the first write', () => {
  const { businessUnit, roles } = pendingRequest().content;
  const [roleName, unitName] = [roles[0]?.name ?? '', businessUnit.name];
  const approved = (change: Partial<Request> = {}): Partial<Request> => ({
    ...{ state: 'approved', votes: [voteOf(), voteOf({ by: alex })] },
    ...change,
  });
  const atGate = async (small: SmallWork): Promise<Request> => {
    await passGate(small.surroundings, small.kept.request(), performance.now() - 1);
    return small.kept.request();
  };

  it('lets the work begin where the votes still count, with the plan and the slot', async () => {
    const small = work(approved());
    small.now = 30;
    const request = await atGate(small);
    expect(request).toMatchObject({ state: 'provisioning', since: 30 });
    expect(request.plan.length).toBeGreaterThan(5);
    expect(small.kept.audit).toContainEqual({ kind: 'started', body: { plan: request.plan } });
    expect(kinds(small)).not.toContain('votesLookedUp');
  });

  it('opens the request again where a vote counts no more, by two looks a settling time apart', async () => {
    const small = work(approved());
    small.world.approvers = [adele, megan].map(({ objectId }) => objectId);
    const first = await atGate(small);
    expect(first).toMatchObject({
      state: 'approved',
      heldUp: { why: { code: 'settling' }, since: 1, noSince: 1 },
    });
    expect(small.kept.due()).toBe(51);
    small.now = 50;
    expect(await atGate(small)).toMatchObject({ state: 'approved', heldUp: { noSince: 1 } });
    small.now = 51;
    const again = await atGate(small);
    expect(again).toMatchObject({
      ...{ state: 'pending', since: 51, expiresAt: 50_051, revision: 1 },
      reopened: { at: 51, voidVotesOf: [alex] },
      approvers: [{ objectId: megan.objectId }],
    });
    expect(again).not.toHaveProperty('heldUp');
    expect(again.votes.map(({ standing }) => standing)).toEqual(['counts', 'void']);
    expect(small.kept.audit.at(-1)).toMatchObject({ kind: 'voteVoid', body: { votesOf: [alex.objectId] } });
    expect(small.world.writes).toBe(0);
  });

  it('records where a vote that was kept unresolved counts now', async () => {
    const small = work(
      approved({
        votes: [voteOf(), voteOf({ by: alex }), voteOf({ by: personNumber(4), standing: 'unresolved' })],
      }),
    );
    small.world.approvers = [...small.world.approvers, personNumber(4).objectId];
    await atGate(small);
    expect(small.kept.audit).toContainEqual({
      kind: 'votesLookedUp',
      body: {
        standings: [megan, alex, personNumber(4)].map(({ objectId }) => ({
          by: objectId,
          standing: 'counts',
        })),
      },
    });
  });

  it('waits where the directory does not tell, and makes nothing meanwhile', async () => {
    const small = work(approved());
    small.troubles.push('before');
    const request = await atGate(small);
    expect(request).toMatchObject({
      state: 'approved',
      heldUp: { why: { code: 'notChecked', facts: { service: 'Graph' } }, since: 1 },
    });
    expect(request.heldUp).not.toHaveProperty('noSince');
    expect(small.kept.due()).toBeGreaterThan(1);
    expect(small.world.writes).toBe(0);
    small.now = 500;
    small.troubles.push('before');
    expect((await atGate(small)).heldUp?.since).toBe(1);
  });

  it('ends what is not what was shown, and what the policy no longer names, with nothing made', async () => {
    const changed = work(approved({ salt: 'ab', digest: 'another' }));
    expect(await atGate(changed)).toMatchObject({
      state: 'failed',
      failure: { why: { code: 'notAsShown' }, left: [] },
    });
    const unnamed = work(approved({ votes: [] }), smallPolicy({ environments: [] }));
    await atGate(unnamed);
    expect(unnamed.kept.request().state).toBe('approved');
    expect([changed, unnamed].map(({ world }) => world.writes)).toEqual([0, 0]);
  });

  it.each([
    ['role', (small: SmallWork) => (small.world.roles = [{ id: 'other', name: roleName }]), roleName],
    ['unit', (small: SmallWork) => (small.world.unit = { id: 'other', name: unitName }), unitName],
  ] as const)(
    'carries out no %s of the same name that is not the one approved, and says so after two looks',
    async (_, replace, name) => {
      const small = work(approved());
      replace(small);
      expect(await atGate(small)).toMatchObject({ state: 'approved', heldUp: { why: { code: 'settling' } } });
      small.now = 60;
      expect(await atGate(small)).toMatchObject({
        ...{ state: 'failed', holdsSlot: false },
        failure: { why: { code: 'replacedSince', facts: { names: name } }, left: [] },
      });
      expect(small.world.writes).toBe(0);
    },
  );

  it('opens anew what was agreed to under another policy', async () => {
    const terms = termsOf(smallPolicy(), pendingRequest().content);
    const small = work(approved(terms === undefined ? {} : { terms: { ...terms, approvals: 1 } }));
    expect(await atGate(small)).toMatchObject({ state: 'pending', revision: 2, approvalsNeeded: 2 });
    expect(small.world.writes).toBe(0);
  });
});
