import type { Click } from '../../sandbox/teams/client';
import type { Person } from '../../sandbox/teams/person';
import { accountTruth } from '../support/accountTruth';
import { patience, startStory, type Story } from '../support/startStory';

const long = 60_000;
const place = 'Contoso Production';

describe('a press that Teams delivers several times', () => {
  let story: Story;
  let adele: Person;
  let megan: Person;
  beforeAll(async () => {
    story = await startStory(['Adele Vance', 'Megan Bowen', 'Nestor Wilke']);
    [adele, megan] = [story.person('Adele Vance'), story.person('Megan Bowen')];
  }, long);
  afterEach(() => {
    story.sandbox.teams.deliver({});
    story.sandbox.cloud.lags.set({ replica: 300, licence: 1_000 });
    story.sandbox.cloud.edit('modeSticks', { environment: place });
  });
  afterAll(() => story.end(), long);

  /**
   * Presses; Teams delivers it four times at once, three times one after the other, and once more to the bot that was
   * killed and started again. Each answer is a card that says this.
   */
  async function pressedOften(person: Person, title: string, click: Click, says: string): Promise<void> {
    const { teams, bot } = story.sandbox;
    teams.deliver({ times: 4, how: 'together' });
    await person.clicks(title, click);
    const answers = [...teams.answers()];
    teams.deliver({});
    for (let times = 0; times < 3; times += 1) answers.push(await teams.deliverAgain());
    await bot.kill();
    await bot.restart();
    answers.push(await teams.deliverAgain());
    const others = answers.filter(
      ({ status, body }) => status !== 200 || !JSON.stringify(body).includes(says),
    );
    expect([title, answers.length, others]).toEqual([title, 8, []]);
    await teams.untilQuiet(600, long);
  }

  /** How many messages of the bot read so, in this chat. */
  const count = (person: Person, says: string): number =>
    person.chat().filter(({ fromBot, reads }) => fromBot && reads.includes(says)).length;

  async function form(name: string): Promise<void> {
    await adele.writes(`new ${name} in ${place} because it is asked for once`);
    await adele.waitsFor(name, patience);
    await adele.clicks('Continue', { on: name, inputs: { roles: ['Basic User'] } });
    await adele.clicks('Continue', { on: name, inputs: { password: true } });
  }

  const creates = (): number =>
    story.sandbox.cloud.calls
      .after(0)
      .filter(
        ({ service, method, path }) => service === 'Graph' && method === 'POST' && path.endsWith('/users'),
      ).length;

  it('asks, is questioned, answered, approved and stopped once', async () => {
    const name = 'Often pressed';
    await adele.writes(`new ${name} in ${place} because it is asked for once`);
    await adele.waitsFor(name, patience);
    const roles = ['Basic User'];
    await pressedOften(
      adele,
      'Continue',
      { on: name, inputs: { roles } },
      'Could it be an application user?',
    );
    await pressedOften(
      adele,
      'Continue',
      { on: name, inputs: { password: true } },
      'Send this for approval?',
    );
    await pressedOften(adele, 'Send for approval', { on: name }, 'It is sent for approval');
    await story.opened('Megan Bowen', 'R-1001');
    expect(count(adele, 'Waiting for approval')).toBe(1);
    expect(count(megan, name)).toBe(1);

    await pressedOften(megan, 'Ask', { on: 'R-1001', inputs: { question: 'What for?' } }, 'What for?');
    await adele.waitsFor('[Answer]', patience);
    await pressedOften(adele, 'Answer', { on: '[Answer]', inputs: { answer: 'Stock.' } }, 'Stock.');
    expect([count(adele, 'answered already'), count(adele, 'You have answered')]).toEqual([0, 1]);

    story.sandbox.cloud.lags.set({ licence: 600_000 });
    await pressedOften(megan, 'Approve', { on: 'R-1001' }, 'Approved by ');
    expect(count(megan, 'decided already')).toBe(0);
    await story.shows('R-1001', 'waits for the licence');
    expect(creates()).toBe(1);

    await pressedOften(adele, 'Stop and clean up', { on: 'R-1001' }, 'Adele Vance');
    await story.shows('R-1001', 'Not made. Everything is cleaned up');
    expect(count(adele, 'The work is being stopped')).toBeLessThanOrEqual(1);
    expect(count(adele, 'cleaned up already')).toBe(0);
    expect(accountTruth(story.sandbox, place, 'svc-often-pressed@contoso.com')).toMatchObject({
      signInEnabled: false,
      licences: 0,
    });
    expect(count(adele, 'R-1002')).toBe(0);
  }, 400_000);

  it('rejects once and withdraws once', async () => {
    await form('Often rejected');
    await adele.clicks('Send for approval', { on: 'Often rejected' });
    await story.opened('Megan Bowen', 'R-1002');
    await pressedOften(megan, 'Reject', { on: 'R-1002', inputs: { reason: 'Not now.' } }, 'Not now.');
    await story.shows('R-1002', 'Not now.');
    expect([count(megan, 'decided already'), count(adele, 'Not now.')]).toEqual([0, 1]);

    await form('Often withdrawn');
    await adele.clicks('Send for approval', { on: 'Often withdrawn' });
    await story.opened('Megan Bowen', 'R-1003');
    await pressedOften(adele, 'Withdraw', { on: 'R-1003' }, 'Withdrawn');
    expect(count(adele, 'is withdrawn already')).toBe(0);
    await megan.waitsFor(({ reads }) => reads.includes('R-1003') && reads.includes('Withdrawn'), patience);
  }, 300_000);

  it('tries again once for each time that somebody is asked, and gives up once', async () => {
    const { cloud } = story.sandbox;
    cloud.edit('modeDoesNotStick', { environment: place, after: 'licenceRemoval' });
    const label = await story.approved(place, 'Often tried');
    await story.shows(label, '[Try again]');
    const asked = (): number => count(adele, 'Access Mode was changed again');
    await story.sandbox.teams.until(() => asked() === 2 || undefined, long);
    await pressedOften(adele, 'Try again', { on: label }, label);
    // The work stops at the same place, and asks by a message of its own: once more, however often it was pressed.
    await story.sandbox.teams.until(() => asked() === 3 || undefined, long);
    const before = asked();
    expect(before).toBe(3);
    // What was pressed before does not act on what is asked now.
    await story.sandbox.teams.deliverAgain();
    await story.sandbox.teams.untilQuiet(1_500, long);
    expect(asked()).toBe(before);
    await pressedOften(adele, 'Give up', { on: label }, label);
    await story.shows(label, 'Not made');
    expect(count(adele, 'was from before')).toBe(0);
    cloud.edit('modeSticks', { environment: place });
    expect(accountTruth(story.sandbox, place, 'svc-often-tried@contoso.com')).toMatchObject({
      accessMode: 0,
      signInEnabled: false,
      licences: 0,
      roles: [],
    });
  }, 300_000);

  it('does what was pressed although the answer is lost, and says so when it is pressed again', async () => {
    const { teams } = story.sandbox;
    await form('Lost answer');
    teams.deliver({ answerIsLost: true });
    expect(await adele.clicks('Send for approval', { on: 'Lost answer' })).toMatchObject({ is: 'error' });
    teams.deliver({});
    const sent = await adele.waitsFor(
      ({ reads }) => reads.includes('Lost answer') && reads.includes('Waiting for approval'),
      patience,
    );
    const label = /R-\d+/.exec(sent.reads)?.[0] ?? '';
    await story.opened('Megan Bowen', label);
    teams.deliver({ answerIsLost: true });
    expect(await megan.clicks('Approve', { on: label })).toMatchObject({ is: 'error' });
    teams.deliver({});
    // What she sees is drawn anew, so she can press nothing twice.
    await megan.waitsFor(({ reads }) => reads.includes(label) && !reads.includes('[Approve]'), patience);
    await story.shows(label, 'Access Mode: Non-interactive');
    expect(accountTruth(story.sandbox, place, 'svc-lost-answer@contoso.com')).toMatchObject({
      accessMode: 4,
      licences: 0,
    });
    expect(count(adele, 'Access Mode: Non-interactive')).toBeLessThanOrEqual(2);
  }, 200_000);

  it('makes one request of one message that is delivered twice', async () => {
    const { teams } = story.sandbox;
    teams.deliver({ times: 2, how: 'together' });
    await adele.writes(`new Written twice in ${place} because Teams says it twice`);
    teams.deliver({});
    await adele.waitsFor('Written twice', patience);
    await teams.untilQuiet();
    const roles = ['Basic User'];
    const forms = adele.chat().filter(({ fromBot, reads }) => fromBot && reads.includes('Written twice'));
    expect(forms).toHaveLength(2);
    const [first, second] = forms.map(
      ({ id }) =>
        (message: { readonly id: string }): boolean =>
          message.id === id,
    );
    if (first === undefined || second === undefined) return;
    await adele.clicks('Continue', { on: first, inputs: { roles } });
    await adele.clicks('Continue', { on: first, inputs: { password: true } });
    await adele.clicks('Send for approval', { on: first });
    await adele.waitsFor('Waiting for approval', patience);
    await adele.clicks('Continue', { on: second, inputs: { roles } });
    expect(adele.chat().find(second)?.reads).toContain('1 thing to change');
    await teams.untilQuiet();
    const cards = megan.chat().filter(({ reads }) => reads.includes('Written twice'));
    expect(cards).toHaveLength(1);
  }, 120_000);
});
