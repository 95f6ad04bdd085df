import { accountTruth } from '../support/accountTruth';
import { forgeClick } from '../support/forgeClick';
import { patience, startStory, type Story } from '../support/startStory';

const hours = 3_600_000;

describe('every no before anything is made', () => {
  let story: Story;
  beforeAll(async () => {
    story = await startStory(
      ['Adele Vance', 'Megan Bowen', 'Lidia Holloway', 'Pradeep Gupta', 'Diego Siciliani'],
      { sealed: true },
    );
  }, 60_000);
  afterAll(() => story.end(), 60_000);

  const nothingMade = (signInName: string): void => {
    const truth = accountTruth(story.sandbox, 'Contoso Production', signInName);
    expect(truth).toMatchObject({ accessMode: undefined, signInEnabled: undefined });
  };

  it("refuses the approval of one's own request, whoever is administrator", async () => {
    const [adele, megan] = [story.person('Adele Vance'), story.person('Megan Bowen')];
    const label = await story.ask(megan, { environment: 'Contoso Production', accountName: 'Own approval' });
    await story.opened('Adele Vance', label);
    // Adele's card, pressed by Megan: the card says nothing of who may approve, the click does.
    expect(await forgeClick(story.sandbox, megan, adele, 'Approve', label)).toBe(200);
    await megan.waitsFor('This is your own request', patience);
    nothingMade('svc-own-approval@contoso.com');
    await megan.writes(`withdraw ${label}`);
    await megan.waitsFor('The request is withdrawn', patience);
  });

  it('refuses a reader and a guest who press Approve', async () => {
    const [adele, megan] = [story.person('Adele Vance'), story.person('Megan Bowen')];
    const label = await story.ask(adele, {
      environment: 'Contoso Production',
      accountName: 'Reader and guest',
    });
    await story.opened('Megan Bowen', label);
    for (const name of ['Lidia Holloway', 'Pradeep Gupta']) {
      const outsider = story.person(name);
      expect(await forgeClick(story.sandbox, outsider, megan, 'Approve', label)).toBe(200);
      const answer = await outsider.waitsFor('You may not approve here', patience);
      expect(answer.reads).not.toContain('Reader and guest');
      await outsider.writes(`status ${label}`);
      await outsider.waitsFor('There is no such request', patience);
    }
    nothingMade('svc-reader-and-guest@contoso.com');
    expect((await adele.waitsFor(label, patience)).reads).toContain('Waiting for approval');
    await megan.clicks('Reject', { on: label, inputs: { reason: 'Only for the test.' } });
    await adele.waitsFor('Only for the test.', patience);
  });

  it('rejects with a reason that the requester reads, and every copy of the card says who decided', async () => {
    const adele = story.person('Adele Vance');
    const [megan, diego] = [story.person('Megan Bowen'), story.person('Diego Siciliani')];
    const label = await story.ask(adele, {
      environment: 'Contoso Production',
      accountName: 'Rejected connector',
    });
    const isOpen = (message: { reads: string }): boolean =>
      message.reads.includes(label) && message.reads.includes('[Approve]');
    await Promise.all([megan.waitsFor(isOpen, patience), diego.waitsFor(isOpen, patience)]);

    const refused = await megan.clicks('Reject', { on: label });
    expect(refused.is).toBe('invalid');
    await megan.clicks('Reject', {
      on: label,
      inputs: { reason: 'We have [one](https://evil.example) already.' },
    });

    const end = await adele.waitsFor('We have [one](https://evil.example) already.', patience);
    expect(end.reads).toContain('Rejected');
    expect(end.reads).toContain('Megan Bowen');
    const copy = await diego.waitsFor(
      (message) => message.reads.includes(label) && message.reads.includes('Megan Bowen'),
      patience,
    );
    expect(copy.reads).not.toContain('[Approve]');
    nothingMade('svc-rejected-connector@contoso.com');
  });

  it('lets the requester, and nobody else, withdraw', async () => {
    const [adele, megan] = [story.person('Adele Vance'), story.person('Megan Bowen')];
    const label = await story.ask(adele, {
      environment: 'Contoso Production',
      accountName: 'Withdrawn connector',
    });
    await megan.writes(`withdraw ${label}`);
    await megan.waitsFor('Only whoever asked can withdraw', patience);
    await adele.writes(`withdraw ${label}`);
    await adele.waitsFor('The request is withdrawn', patience);
    const card = await megan.waitsFor(
      (message) => message.reads.includes(label) && message.reads.includes('Withdrawn by Adele Vance'),
      patience,
    );
    expect(card.reads).not.toContain('[Approve]');
    nothingMade('svc-withdrawn-connector@contoso.com');
  });

  it('says at the field which environment is full, keeps what was typed, and makes no request', async () => {
    const adele = story.person('Adele Vance');
    await adele.writes('new Eighth account in Contoso Legacy because it would not fit');
    await adele.waitsFor((message) => message.reads.includes('Eighth account'), patience);
    await adele.clicks('Continue', { inputs: { roles: 'Basic User' }, on: 'Eighth account' });
    const refused = await adele.waitsFor('1 thing to change', patience);
    expect(refused.reads).toContain('The environment has reached its limit of 7.');
    expect(refused.reads).toContain('it would not fit');
    await adele.writes('requests');
    const list = await adele.waitsFor('What you asked for', patience);
    expect(list.reads).not.toContain('Eighth account');
  });

  it('says at the field that an environment is not known, and goes on once one is chosen', async () => {
    const adele = story.person('Adele Vance');
    await adele.writes('new Lost connector in Contosso Production because a letter too many');
    const form = await adele.waitsFor('Lost connector', patience);
    expect(form.reads).toContain('1 thing to change');
    expect(form.reads).toContain('No environment here is called Contosso Production');
    expect(form.reads).not.toContain('Lost connector in');
    const chosen = { environment: 'Contoso Production', roles: 'Basic User' };
    await adele.clicks('Continue', { inputs: chosen, on: 'Lost connector' });
    const review = await adele.waitsFor('[Send for approval]', patience);
    expect(review.reads).toContain('svc-lost-connector@contoso.com');
    expect(review.reads).toContain('a letter too many');
  });

  it('says so where the bot itself may not enter, and makes no request', async () => {
    const adele = story.person('Adele Vance');
    await adele.writes('new Shut out in Contoso Sealed because nobody let us in');
    await adele.waitsFor((message) => message.reads.includes('Shut out'), patience);
    await adele.clicks('Continue', { inputs: { roles: 'Basic User' }, on: 'Shut out' });
    const refused = await adele.waitsFor(
      (message) => message.reads.includes('to change') && message.reads.includes('Shut out'),
      patience,
    );
    expect(refused.reads).toContain('does not let the bot in');
  });

  it('says that a name was asked for before, and that the same form sent twice is one request', async () => {
    const adele = story.person('Adele Vance');
    const label = await story.ask(adele, { environment: 'Contoso Production', accountName: 'Twice' });
    await adele.writes('new Twice in Contoso Production because again');
    await adele.waitsFor((message) => message.reads.includes('again'), patience);
    await adele.clicks('Continue', { inputs: { roles: 'Basic User' }, on: 'again' });
    expect((await adele.waitsFor('1 thing to change', patience)).reads).toContain(label);
  });

  it('expires when nobody decides, says so, and an old card can no longer decide', async () => {
    const [adele, megan] = [story.person('Adele Vance'), story.person('Megan Bowen')];
    const label = await story.ask(adele, {
      environment: 'Contoso Production',
      accountName: 'Forgotten connector',
    });
    await story.opened('Megan Bowen', label);
    story.moveClock(73 * hours);
    const end = await adele.waitsFor(
      (message) => message.reads.includes(label) && message.reads.includes('Nobody decided in time'),
      patience,
    );
    expect(end.reads).toContain('Forgotten connector');
    await megan.waitsFor(
      (message) => message.reads.includes(label) && message.reads.includes('Expired'),
      patience,
    );
    nothingMade('svc-forgotten-connector@contoso.com');
  });
});
