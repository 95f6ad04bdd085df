import { workThroughTrouble } from '../support/workThroughTrouble';

describe('Three instances on one PostgreSQL server, with fifty requests in flight', () => {
  it('end each of them rightly through two rounds of dying, standing still, a dying database and cut connections', async () => {
    const outcome = await workThroughTrouble({
      seed: 50,
      requests: 50,
      plugs: [
        'kill',
        'freeze',
        'connections',
        'database',
        'kill',
        'connections',
        'freeze',
        'database',
        'kill',
      ],
      frozen: 40_000,
      // Lease and sweep are the product's own, of which the 30 seconds are made; looks are short, so that it ends today.
      times: { look: '500ms', settle: '2s', patience: '30s', lease: '20s', sweep: '5s', waiting: '20m' },
      patience: 900_000,
    });
    console.log(
      `${String(outcome.takenOver)} requests were taken over; answered: ${outcome.answered.join(', ')}`,
    );
    expect(outcome).toMatchObject({ faults: [], verified: 50 });
    expect(outcome.takenOver).toBeGreaterThan(0);
    expect(outcome.answered.every((count) => count > 0)).toBe(true);
  }, 1_800_000);
});
