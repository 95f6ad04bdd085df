import { isKill } from './faultKinds';
import { randomBy, storms } from './plan';
import type { Point } from './points';

const points: readonly Point[] = [
  { way: 'forward', name: 'createAccount POST Graph /v1.0/users', nth: 1 },
  { way: 'forward', name: 'commit requests audit', nth: 1 },
  { way: 'forward', name: 'commit requests audit', nth: 2 },
  { way: 'back', name: 'undo createAccount PATCH Graph /v1.0/users/{}', nth: 1 },
];

it.each(['embedded', 'server'] as const)(
  'every storm has two or three faults, and ends the process once at most (%s)',
  (store) => {
    for (const { faults } of storms(points, 500, randomBy(7), store)) {
      expect([2, 3]).toContain(faults.length);
      expect(faults.filter(({ fault }) => isKill(fault)).length).toBeLessThanOrEqual(1);
      expect(faults.map(({ fault }) => fault)).not.toContain('forGood');
    }
  },
);
