import fc from 'fast-check';
import { changedSince, nextRereading, rereadingDue, sameFinding } from '../../src/domain/rereading';

it('an account is read again after each span once, in their order, however they are written down', () => {
  const spans = fc.uniqueArray(fc.integer({ min: 1, max: 1_000 }), { maxLength: 6 });
  fc.assert(
    fc.property(spans, fc.integer({ min: 0, max: 1_000 }), (rereads, since) => {
      const times: number[] = [];
      for (let at = nextRereading(since, rereads, since); at !== undefined;) {
        times.push(at - since);
        at = nextRereading(since, rereads, at);
      }
      expect(times).toEqual([...rereads].sort((one, other) => one - other));
    }),
  );
});

it('what counts is the last reading, and the same finding is no news', () => {
  const finding = { code: 'modeChanged', facts: { mode: 0 } } as const;
  expect(changedSince({ readAgain: [{ at: 1, finding }, { at: 2 }] })).toBeUndefined();
  expect(changedSince({ readAgain: [{ at: 1 }, { at: 2, finding }] })).toEqual(finding);
  expect(sameFinding(finding, { ...finding })).toBe(true);
  expect(sameFinding(finding, { ...finding, facts: { mode: 1 } })).toBe(false);
  expect(sameFinding(undefined, finding)).toBe(false);
  expect(sameFinding(finding, undefined)).toBe(false);
  expect(sameFinding(undefined, undefined)).toBe(true);
  expect(sameFinding(finding, { code: 'accountGone', facts: finding.facts } as never)).toBe(false);
  expect(changedSince({})).toBeUndefined();
});

it('is due once for each time that has come, and once for several that passed by together', () => {
  const rereads = [10, 60, 600];
  expect(rereadingDue({ since: 0 }, rereads, 9)).toBeUndefined();
  expect(rereadingDue({ since: 0 }, rereads, 10)).toBe(10);
  expect(rereadingDue({ since: 0, readAgain: [{ at: 10 }] }, rereads, 59)).toBeUndefined();
  expect(rereadingDue({ since: 0, readAgain: [{ at: 11 }] }, rereads, 60)).toBe(60);
  expect(rereadingDue({ since: 0 }, rereads, 5_000)).toBe(10);
  expect(rereadingDue({ since: 0, readAgain: [{ at: 5_000 }] }, rereads, 5_000)).toBeUndefined();
});
