import {
  evidenceOf,
  howDone,
  isOpen,
  mayAskAgain,
  mayBecome,
  requestLabel,
  type RequestState,
} from '../../src/domain/request';
import { verificationOf } from '../../src/domain/verification';
import { pendingRequest } from '../support/requestFixture';

/** Where a request may go from each state, written down once more, as `product.md` says it. */
const ways: Readonly<Record<RequestState, readonly RequestState[]>> = {
  queued: ['pending', 'withdrawn', 'expired', 'failed'],
  pending: ['approved', 'rejected', 'withdrawn', 'expired'],
  approved: ['provisioning', 'pending', 'withdrawn', 'expired', 'failed'],
  provisioning: ['verified', 'undoing'],
  undoing: ['failed', 'cancelled'],
  verified: [],
  rejected: [],
  withdrawn: [],
  expired: [],
  failed: [],
  cancelled: [],
};
const states = Object.keys(ways) as RequestState[];

describe('the states of a request', () => {
  it.each(states)('from %s it goes where it may, and nowhere else', (from) => {
    const led = states.filter((to) => mayBecome(from, to));
    expect(led.sort()).toEqual([...new Set([from, ...ways[from]])].sort());
  });

  it('are open until there is an end, and only an end without an account is asked for again', () => {
    const open = states.filter((state) => isOpen({ state }));
    expect(open).toEqual(['queued', 'pending', 'approved', 'provisioning', 'undoing']);
    const again = states.filter((state) => mayAskAgain({ state }));
    expect(again).toEqual(['rejected', 'withdrawn', 'expired', 'failed', 'cancelled']);
  });

  it('the number is written as people write it', () => {
    expect(requestLabel({ number: 1042 })).toBe('R-1042');
  });
});

describe('the evidence of a step', () => {
  const read = (how: 'made' | 'found') => ({ how, readAt: [1], from: 'Graph', facts: {} });
  const withTrail = (forward: object) => pendingRequest({ trails: { lendLicence: { forward, undo: {} } } });

  it('is what was recorded, and nothing where nothing was', () => {
    expect(evidenceOf(withTrail({ evidence: read('made') }), 'lendLicence')).toEqual(read('made'));
    expect(evidenceOf(withTrail({}), 'lendLicence')).toBeUndefined();
    expect(evidenceOf(pendingRequest(), 'lendLicence')).toBeUndefined();
  });

  it('is called made where this request ever made it, whatever a later look called it', () => {
    expect(howDone(withTrail({ evidence: read('made') }), 'lendLicence')).toBe('made');
    expect(howDone(withTrail({ evidence: read('found') }), 'lendLicence')).toBe('found');
    expect(howDone(withTrail({ evidence: read('found'), struck: [read('found')] }), 'lendLicence')).toBe(
      'found',
    );
    expect(
      howDone(withTrail({ evidence: read('found'), struck: [read('found'), read('made')] }), 'lendLicence'),
    ).toBe('made');
    expect(howDone(withTrail({ struck: [read('made')] }), 'lendLicence')).toBeUndefined();
    expect(howDone(pendingRequest(), 'lendLicence')).toBeUndefined();
  });
});

describe('verified', () => {
  const read = (change: object, readAt: readonly number[] = [5, 9]) =>
    verificationOf(
      pendingRequest({
        trails: {
          verify: {
            forward: {
              evidence: {
                how: 'found',
                readAt,
                from: 'Dataverse',
                facts: { accessMode: 4, enabled: true, licensed: false, ...change },
              },
            },
            undo: {},
          },
        },
      }),
    );

  it('is said of two readings that say all of it, and of nothing less', () => {
    expect(read({})).toEqual({ readAt: [5, 9], accessMode: 4, enabled: true, licensed: false });
    expect(read({ accessMode: 0 })).toBeUndefined();
    expect(read({ accessMode: '4' })).toBeUndefined();
    expect(read({ enabled: false })).toBeUndefined();
    expect(read({ licensed: true })).toBeUndefined();
    expect(read({}, [5])).toBeUndefined();
    expect(read({}, [])).toBeUndefined();
    expect(verificationOf(pendingRequest())).toBeUndefined();
  });
});
