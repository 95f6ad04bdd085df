import { accountTruth } from '../support/accountTruth';
import { startStory, type Story } from '../support/startStory';

const long = 60_000;

describe('when Microsoft is not as it should be', () => {
  let story: Story;
  beforeAll(async () => {
    story = await startStory(['Adele Vance', 'Megan Bowen']);
  }, long);
  afterEach(() => {
    story.sandbox.cloud.faults.clear();
    story.sandbox.cloud.lags.set({ replica: 300, licence: 1_000 });
  });
  afterAll(() => story.end(), long);

  const verified = {
    accessMode: 4,
    rowEnabled: true,
    rowLicensed: false,
    signInEnabled: true,
    licences: 0,
    roles: ['Basic User', 'Stock Sync Reader'],
  };

  it('never calls a mode verified that does not stick: a person is asked, and Give up undoes it all', async () => {
    const { cloud } = story.sandbox;
    cloud.edit('modeDoesNotStick', { environment: 'Contoso Production', after: 'licenceRemoval' });
    const label = await story.approved('Contoso Production', 'Slippery connector');
    const asked = await story.shows(label, '[Try again]');
    expect(asked.reads).toContain('Access Mode was changed again');
    const adele = story.person('Adele Vance');
    await adele.clicks('Give up', { on: label });
    const end = await story.shows(label, 'Not made');
    expect(end.reads).toContain('Everything is cleaned up');
    expect(adele.reads()).not.toContain('Access Mode: Non-interactive');
    const truth = accountTruth(story.sandbox, 'Contoso Production', 'svc-slippery-connector@contoso.com');
    expect(truth).toMatchObject({
      accessMode: 0,
      rowEnabled: false,
      signInEnabled: false,
      licences: 0,
      roles: [],
    });
    const { secrets } = cloud.world.world.vaults[0] ?? { secrets: [] };
    const secret = secrets.find(({ name }) => name === 'svc-slippery-connector');
    expect(secret?.versions.map((version) => version.enabled)).toEqual([false]);
    cloud.edit('modeSticks', { environment: 'Contoso Production' });
  }, 120_000);

  it('waits for a licence that the environment sees late, and says so meanwhile', async () => {
    story.sandbox.cloud.lags.set({ licence: 120_000 });
    const label = await story.approved('Contoso Production', 'Late licence');
    const waiting = await story.shows(label, 'waits for the licence');
    expect(waiting.reads).toContain('6 of 12');
    story.sandbox.cloud.lags.set({ licence: 400 });
    await story.shows(label, 'Access Mode: Non-interactive');
    const truth = accountTruth(story.sandbox, 'Contoso Production', 'svc-late-licence@contoso.com');
    expect(truth).toEqual(verified);
  }, 120_000);

  it('stops when whoever asked presses it, before the next change, and cleans up', async () => {
    const { cloud } = story.sandbox;
    const adele = story.person('Adele Vance');
    // The environment never sees the licence, so the work stands at step 6.
    cloud.lags.set({ licence: 600_000 });
    const label = await story.approved('Contoso Finance', 'Stopped connector');
    await story.shows(label, 'waits for the licence');
    await adele.clicks('Stop and clean up', { on: label });
    const end = await story.shows(label, 'Not made. Everything is cleaned up');
    expect(end.reads).toContain('Stopped by Adele Vance');
    const account = cloud.world.user('svc-stopped-connector@contoso.com');
    expect([account.accountEnabled, account.licences]).toEqual([false, []]);
    expect(cloud.world.group('Finance environment users').members).not.toContain(account.id);
    await adele.writes(`cancel ${label}`);
    await adele.waitsFor('It was stopped already, and was not made', long);
  }, 120_000);

  it('is not misled by replicas of the directory that lag', async () => {
    story.sandbox.cloud.lags.set({ replica: 6_000 });
    const label = await story.approved('Contoso Production', 'Stale replica');
    await story.shows(label, 'Access Mode: Non-interactive');
    expect(accountTruth(story.sandbox, 'Contoso Production', 'svc-stale-replica@contoso.com')).toEqual(
      verified,
    );
    const made = story.sandbox.cloud.world.world.users.filter((user) => user.displayName === 'Stale replica');
    expect(made).toHaveLength(1);
  }, 120_000);

  it('finds again what was made when the answer was lost, and makes nothing twice', async () => {
    const { cloud } = story.sandbox;
    cloud.faults.add({ service: 'Key Vault', method: 'PUT', times: 1, kind: 'lostAfter' });
    cloud.faults.add({
      service: 'Graph',
      method: 'POST',
      path: /\/v1\.0\/users(\?|$)/,
      times: 1,
      kind: 'lostAfter',
    });
    cloud.faults.add({
      service: 'Graph',
      method: 'POST',
      path: 'assignLicense',
      times: 2,
      kind: 'lostAfter',
    });
    cloud.faults.add({ service: 'Dataverse', method: 'PATCH', times: 1, kind: 'lostAfter' });
    const label = await story.approved('Contoso Production', 'Lost answers');
    await story.shows(label, 'Access Mode: Non-interactive');
    expect(accountTruth(story.sandbox, 'Contoso Production', 'svc-lost-answers@contoso.com')).toEqual(
      verified,
    );
    const made = cloud.world.world.users.filter((user) => user.displayName === 'Lost answers');
    expect(made).toHaveLength(1);
  }, 120_000);

  it('sits out a throttle and an outage without asking anybody', async () => {
    const { cloud } = story.sandbox;
    cloud.faults.add({
      service: 'Graph',
      method: 'POST',
      path: 'assignLicense',
      times: 1,
      kind: 'throttle',
      retryAfterSeconds: 1,
    });
    cloud.faults.add({ service: 'Dataverse', method: 'PATCH', times: 2, kind: 'status', status: 503 });
    const label = await story.approved('Contoso Production', 'Patient connector');
    const end = await story.shows(label, 'Access Mode: Non-interactive');
    expect(end.reads).toContain(label);
    expect(accountTruth(story.sandbox, 'Contoso Production', 'svc-patient-connector@contoso.com')).toEqual(
      verified,
    );
  }, 120_000);

  it('goes on to the same end though the bot is killed after one write and another', async () => {
    const { bot, cloud, teams } = story.sandbox;
    const begun = cloud.calls.after(0).length;
    const label = await story.approved('Contoso Finance', 'Killed connector');
    const writes: readonly [string, RegExp][] = [
      ['POST', /\/v1\.0\/users$/],
      ['POST', /assignLicense$/],
      ['PATCH', /systemusers\(/],
    ];
    for (const [method, path] of writes) {
      const isThere = (): true | undefined =>
        cloud.calls.after(begun).some((call) => call.method === method && path.test(call.path)) || undefined;
      await teams.until(isThere, long);
      await bot.kill();
      await bot.restart();
    }
    await story.shows(label, 'Access Mode: Non-interactive');
    expect(accountTruth(story.sandbox, 'Contoso Finance', 'svc-killed-connector@contoso.com')).toEqual(
      verified,
    );
    const made = cloud.world.world.users.filter((user) => user.displayName === 'Killed connector');
    expect(made).toHaveLength(1);
  }, 180_000);
});
