import { workThroughTrouble } from '../support/workThroughTrouble';

describe('Three instances on one PostgreSQL server', () => {
  it('end eight requests rightly though one dies, one stands still, the database dies and connections are cut', async () => {
    const outcome = await workThroughTrouble({
      seed: 6,
      requests: 8,
      plugs: ['kill', 'freeze', 'connections', 'database'],
      frozen: 12_000,
      times: { look: '500ms', settle: '1s', patience: '10s', lease: '5s', sweep: '1s' },
      patience: 120_000,
    });
    expect(outcome).toMatchObject({ faults: [], verified: 8 });
    expect(outcome.answered.every((count) => count > 0)).toBe(true);
  }, 240_000);
});
