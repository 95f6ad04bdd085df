import { patience, startStory, type Story } from '../support/startStory';

const long = 60_000;
const hour = 3_600_000;

describe('the way back, and the gate', () => {
  let story: Story;
  beforeAll(async () => {
    story = await startStory(['Adele Vance', 'Megan Bowen'], { times: { waiting: '3s', giveUp: '1h' } });
  }, long);
  afterEach(() => {
    story.sandbox.cloud.faults.clear();
  });
  afterAll(() => story.end(), long);

  it('shows what would be done by live looks, changes nothing and asks for nothing', async () => {
    const { cloud } = story.sandbox;
    const adele = story.person('Adele Vance');
    await adele.writes('new Dry connector in Contoso Finance because trying');
    await adele.waitsFor('[Continue]', patience);
    const before = cloud.calls.after(0).at(-1)?.number ?? 0;
    const roles = 'Stock Sync Reader,Basic User';
    await adele.clicks('Continue', { inputs: { roles }, on: 'Dry connector' });
    await adele.waitsFor('Could it be an application user?', patience);
    await adele.clicks('Continue', { inputs: { password: true }, on: 'Dry connector' });
    await adele.clicks('Dry run', { on: 'Dry connector' });
    const shown = await adele.waitsFor('What would be done', patience);
    for (const words of [
      'Nothing was changed and nothing was asked for',
      'Finance environment users, for as long as the account is used',
      'svc-dry-connector@contoso.com, usage location DE',
      'Dynamics 365 Sales Enterprise, directly and never by a group',
      'Basic User, Stock Sync Reader',
    ]) {
      expect(shown.reads).toContain(words);
    }
    const services = ['Graph', 'Dataverse', 'Power Platform', 'Key Vault'];
    const calls = cloud.calls.after(before).filter(({ service }) => services.includes(service));
    expect(calls.length).toBeGreaterThan(10);
    const reads = calls.every(
      ({ method, path }) => method === 'GET' && !path.includes('azureactivedirectoryobjectid='),
    );
    expect(reads).toBe(true);
    await adele.writes('requests');
    await adele.waitsFor('You have not asked for anything yet', patience);
    await adele.clicks('Back', { on: 'What would be done' });
    await adele.waitsFor('Send this for approval?', patience);
  }, 120_000);

  it('leaves the group it may have joined, though the answer was lost and the step never ended', async () => {
    const { cloud } = story.sandbox;
    cloud.faults.add({ service: 'Graph', method: 'POST', path: 'members/$ref', times: 1, kind: 'lostAfter' });
    cloud.faults.add({ service: 'Graph', path: 'memberOf', times: 'always', kind: 'status', status: 503 });
    const label = await story.approved('Contoso Finance', 'Half joined');
    await story.shows(label, '[Try again]');
    cloud.faults.clear();
    await story.person('Adele Vance').clicks('Give up', { on: label });
    await story.shows(label, 'Not made');
    const account = cloud.world.user('svc-half-joined@contoso.com');
    expect(account.accountEnabled).toBe(false);
    expect(cloud.world.group('Finance environment users').members).not.toContain(account.id);
  }, 120_000);

  it('checks again in peace while a service is down, says what it waits for, and then goes on by itself', async () => {
    const { cloud } = story.sandbox;
    const [adele, megan] = [story.person('Adele Vance'), story.person('Megan Bowen')];
    const label = await story.ask(adele, { environment: 'Contoso Production', accountName: 'Held up' });
    await story.opened('Megan Bowen', label);
    cloud.faults.add({ service: 'Key Vault', times: 'always', kind: 'status', status: 503 });
    await megan.clicks('Approve', { on: label });
    await story.shows(label, 'Approved');
    const before = cloud.calls.after(0).length;
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    const asked = cloud.calls.after(before).filter(({ service }) => service === 'Key Vault').length;
    // Every ten looks of 150 ms, and each check repeats a read a few times at most.
    expect(asked).toBeLessThan(25);
    cloud.faults.clear();
    await story.shows(label, 'Access Mode: Non-interactive');
  }, 120_000);

  it('ends, naming what is left, when a person gave up and what was made cannot be undone', async () => {
    const { cloud } = story.sandbox;
    cloud.edit('modeDoesNotStick', { environment: 'Contoso Production', after: 'licenceRemoval' });
    const label = await story.approved('Contoso Production', 'Cannot be undone');
    await story.shows(label, '[Try again]');
    cloud.faults.add({
      service: 'Graph',
      method: 'PATCH',
      times: 'always',
      kind: 'status',
      status: 403,
      code: 'Authorization_RequestDenied',
    });
    const adele = story.person('Adele Vance');
    await adele.clicks('Give up', { on: label });
    const stuck = await adele.waitsFor(
      (message) => message.reads.includes(label) && /[●!] +.*[Bb]lock/.test(message.reads),
      long,
    );
    // What is ticked is undone, newest first; what only was made is not.
    expect(stuck.reads).toMatch(/✓ +Took the security roles off/);
    expect(stuck.reads).not.toMatch(/✓ +(Blocked|Disabled)/);
    await story.sandbox.teams.until(
      () => (story.log().includes('"direction":"undo","error":"ServiceFault: Graph') ? true : undefined),
      long,
    );
    // Nobody acts: after the hour the rest is undone, and what is left is named.
    for (let hours = 0; hours < 3; hours += 1) {
      story.moveClock(hour + 60_000);
      await new Promise((resolve) => setTimeout(resolve, 1_500));
    }
    const end = await story.shows(label, '1 thing is left for you');
    expect(end.reads).toContain('Not made');
    cloud.faults.clear();
    await adele.clicks('Check again', { on: '1 thing is left for you' });
    await adele.waitsFor('Something is still left', patience);
    cloud.edit('blockUser', { user: 'svc-cannot-be-undone@contoso.com' });
    // A replica may show the old account for a while, and two readings a settling time apart have to agree.
    for (let tries = 0; tries < 20; tries += 1) {
      const isLeft = adele.chat().some(({ reads }) => reads.includes('[Check again]'));
      if (isLeft) await adele.clicks('Check again', { on: '1 thing is left for you' });
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
    await adele.waitsFor('It looks cleaned up', patience);
    await story.shows(label, 'Everything is cleaned up');
    cloud.edit('modeSticks', { environment: 'Contoso Production' });
  }, 120_000);
});
