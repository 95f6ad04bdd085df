import { accountTruth } from '../support/accountTruth';
import { patience, startStory, type Story } from '../support/startStory';

const long = 60_000;

describe('several people at once', () => {
  let story: Story;
  beforeAll(async () => {
    story = await startStory(['Adele Vance', 'Megan Bowen', 'Diego Siciliani', 'Alex Wilber']);
    const channel = story.person('Megan Bowen').channel('Contoso admins');
    await channel.install();
    await channel.writes('@Countersign alerts here');
    await channel.waitsFor('hears when slots run low', patience);
  }, long);
  afterAll(() => story.end(), long);

  it('carries a request out once when two approvers, direct and by a group, press at the same moment', async () => {
    const { cloud } = story.sandbox;
    const label = await story.ask(story.person('Adele Vance'), {
      environment: 'Contoso Sales EMEA',
      accountName: 'Pressed twice',
    });
    await Promise.all([
      story.opened('Megan Bowen', label),
      story.opened('Diego Siciliani', label),
      story.opened('Alex Wilber', label),
    ]);
    await Promise.all(
      ['Megan Bowen', 'Diego Siciliani', 'Alex Wilber'].map((name) =>
        story.person(name).clicks('Approve', { on: label }),
      ),
    );
    await story.person('Adele Vance').waitsFor('Access Mode: Non-interactive', long);
    const creates = cloud.calls
      .after(0)
      .filter(
        ({ service, method, path }) => service === 'Graph' && method === 'POST' && path.endsWith('/users'),
      );
    expect(creates).toHaveLength(1);
    const truth = accountTruth(story.sandbox, 'Contoso Sales EMEA', 'svc-pressed-twice@contoso.com');
    expect(truth).toMatchObject({ accessMode: 4, rowEnabled: true, licences: 0 });
  }, 90_000);

  it('tells the channel once that slots run low, also when the bot is started again', async () => {
    const channel = story.person('Megan Bowen').channel('Contoso admins');
    await channel.waitsFor(/1 slot left/, patience);
    await story.sandbox.bot.restart();
    // Two readings of all slots have passed when each environment was read twice more.
    const before = story.sandbox.cloud.calls.after(0).length;
    const readings = (): number =>
      story.sandbox.cloud.calls
        .after(before)
        .filter(({ path }) => path.includes('RetrieveOrganizationResources')).length;
    await expectSoon(() => readings() >= 8);
    const notices = channel.chat().filter(({ reads }) => reads.includes('1 slot left'));
    expect(notices).toHaveLength(1);
    expect(notices[0]?.reads).toContain('Pressed twice');
  }, 90_000);

  it('gives the last slot to one of two requests, and tells the other', async () => {
    const [adele, megan] = [story.person('Adele Vance'), story.person('Megan Bowen')];
    for (const [person, name] of [
      [adele, 'First of two'],
      [megan, 'Second of two'],
    ] as const) {
      await person.writes(`new ${name} in Contoso Sales EMEA because only one fits`);
      await person.waitsFor((message) => message.reads.includes(name), patience);
      await person.clicks('Continue', { inputs: { roles: 'Basic User' }, on: name });
      await person.clicks('Continue', { on: name });
    }
    await Promise.all([adele.clicks('Send for approval'), megan.clicks('Send for approval')]);
    await expectSoon(() => `${adele.reads()}${megan.reads()}`.includes('It is sent for approval'));
    const chats = [adele, megan].map((person) => person.reads());
    const refused = chats.filter((reads) => reads.includes('The environment has reached its limit of 7.'));
    expect(refused).toHaveLength(1);
  }, 90_000);

  it('opens in a channel as dialogs, each for whoever presses, and shows nothing to those who may not see it', async () => {
    const adele = story.person('Adele Vance').channel('Contoso admins');
    await adele.writes(
      '@Countersign new Asked in public in Contoso Production because nobody else shall type',
    );
    await adele.waitsFor('[Ask for one]', patience);
    await adele.clicks('Ask for one', { on: 'Ask for a non-interactive user' });
    expect(adele.dialogReads()).toContain('Asked in public');
    await adele.clicks('Continue', { inputs: { roles: 'Basic User' } });
    await adele.clicks('Continue');
    await adele.clicks('Send for approval');
    expect(adele.dialogReads()).toContain('It is sent for approval');
    adele.closesDialog();

    const wanted = await adele.waitsFor(
      ({ reads }) => reads.includes('Asked in public') && reads.includes('[Review…]'),
      patience,
    );
    expect(wanted.reads).not.toContain('nobody else shall type');
    const label = /R-\d+/.exec(wanted.reads)?.[0] ?? '';
    const nestor = story.person('Nestor Wilke').channel('Contoso admins');
    await nestor.clicks('Review…', { on: label });
    expect(nestor.dialogReads()).toContain('This is not shown to you');
    nestor.closesDialog();
    const megan = story.person('Megan Bowen').channel('Contoso admins');
    await megan.clicks('Review…', { on: label });
    expect(megan.dialogReads()).toContain('nobody else shall type');
    await megan.clicks('Reject', { inputs: { reason: 'Seen in the dialog.' } });
    expect(megan.dialogReads()).toContain('Rejected');
    megan.closesDialog();
    await story.person('Adele Vance').waitsFor('Seen in the dialog.', patience);
  }, 90_000);

  it('says the channel nothing more after "alerts off"', async () => {
    const channel = story.person('Megan Bowen').channel('Contoso admins');
    await channel.writes('@Countersign alerts off');
    await channel.waitsFor('This channel hears nothing any more', patience);
    const notices = (): number => channel.chat().filter(({ reads }) => reads.includes('! Slots')).length;
    const before = notices();
    story.sandbox.cloud.edit('fillSlots', { environment: 'Contoso Production', free: 0 });
    const seen = story.sandbox.cloud.calls.after(0).length;
    await expectSoon(
      () =>
        story.sandbox.cloud.calls
          .after(seen)
          .filter(({ path }) => path.includes('RetrieveOrganizationResources')).length >= 8,
    );
    expect(notices()).toBe(before);
  }, 90_000);

  /** Looks again and again until it is so. */
  async function expectSoon(look: () => boolean): Promise<void> {
    const until = Date.now() + patience;
    while (!look() && Date.now() < until) await new Promise((resolve) => setTimeout(resolve, 100));
    expect(look()).toBe(true);
  }
});

describe('an approver who has not got the bot', () => {
  it('is named to the requester, and gets the card as soon as the bot is installed', async () => {
    const story = await startStory(['Adele Vance']);
    try {
      const [adele, megan] = [story.person('Adele Vance'), story.person('Megan Bowen')];
      const label = await story.ask(adele, {
        environment: 'Contoso Production',
        accountName: 'Nobody there',
      });
      const told = await adele.waitsFor('Nobody could be asked', patience);
      expect(told.reads).toContain(label);
      await megan.install();
      await story.opened('Megan Bowen', label);
    } finally {
      await story.end();
    }
  }, 90_000);
});
