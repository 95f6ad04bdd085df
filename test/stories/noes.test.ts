import { accountTruth } from '../support/accountTruth';
import { forgeActivity, pressed, type Answered } from '../support/forgeActivity';
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
    // What nobody can read is no reason.
    await megan.clicks('Reject', { on: label, inputs: { reason: '\u200b \u2060' } });
    await megan.waitsFor('Say it in words', patience);
    expect((await megan.waitsFor(isOpen, patience)).reads).not.toContain('Rejected ·');
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
    // Written where others read it, nothing of the request is shown, and nothing is done.
    const channel = adele.channel('Contoso admins');
    await channel.install();
    for (const word of ['withdraw', 'cancel']) {
      const heard = channel.chat().length;
      await channel.writes(`@Countersign ${word} ${label}`);
      await channel.waitsFor(() => channel.chat().length > heard + 1, patience);
      const said = channel
        .chat()
        .slice(heard)
        .filter(({ fromBot }) => fromBot)
        .map(({ reads }) => reads)
        .join();
      expect(said).toContain('Ask this in your own chat');
      expect(said).not.toContain('Withdrawn connector');
    }
    await adele.writes(`withdraw ${label}`);
    await adele.waitsFor('The request is withdrawn', patience);
    const card = await megan.waitsFor(
      (message) => message.reads.includes(label) && message.reads.includes('Withdrawn by Adele Vance'),
      patience,
    );
    expect(card.reads).not.toContain('[Approve]');
    nothingMade('svc-withdrawn-connector@contoso.com');
    // How it ended, and the way on, stand on the requester's card and wherever it is asked for.
    const isEnd = ({ reads }: { reads: string }): boolean =>
      reads.includes(label) && reads.includes('Withdrawn by Adele Vance') && reads.includes('[Ask again]');
    await adele.waitsFor(isEnd, patience);
    const before = adele.chat().filter(isEnd).length;
    await adele.writes(`status ${label}`);
    await adele.waitsFor(() => adele.chat().filter(isEnd).length > before, patience);
    await adele.writes(`audit ${label}`);
    await adele.waitsFor('Adele Vance withdrew the request', patience);
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
    await adele.clicks('Continue', { on: 'Lost connector' });
    const review = await adele.waitsFor('[Send for approval]', patience);
    expect(review.reads).toContain('svc-lost-connector@contoso.com');
    expect(review.reads).toContain('a letter too many');
  });

  it('says so where the bot itself may not enter, and makes no request', async () => {
    const adele = story.person('Adele Vance');
    await adele.writes('new Shut out in Contoso Sealed because nobody let us in');
    await adele.waitsFor((message) => message.reads.includes('Shut out'), patience);
    await adele.clicks('Continue', { on: 'Shut out' });
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

  it('says what was not checked while a service is slow, lets it be sent all the same, and asks once it can', async () => {
    const { cloud } = story.sandbox;
    const [adele, megan] = [story.person('Adele Vance'), story.person('Megan Bowen')];
    const outage = { times: 'always', kind: 'status', status: 503 } as const;
    cloud.faults.add({ service: 'Key Vault', ...outage });
    cloud.faults.add({ service: 'Dataverse', path: 'teamroles_association', ...outage });
    await adele.writes('new Half checked in Contoso Production because Microsoft is slow');
    await adele.waitsFor('Half checked', patience);
    await adele.clicks('Continue', { inputs: { roles: 'Basic User' }, on: 'Half checked' });
    await adele.clicks('Continue', { inputs: { password: true }, on: 'Half checked' });
    const review = await adele.waitsFor('[Send for approval]', patience);
    expect(review.reads).toContain('Not checked yet:');
    expect(review.reads).toContain('whether you are an administrator there, who may approve, Key Vault');
    expect(review.reads).toContain('The roles exist there');
    expect(review.reads).not.toMatch(/Key Vault answers|thing to change/);
    await adele.clicks('Send for approval', { on: 'Half checked' });
    const sent = await adele.waitsFor('Who may approve could not be read yet.', patience);
    const label = /R-\d+/.exec(sent.reads)?.[0] ?? '';
    cloud.faults.clear();
    await story.opened('Megan Bowen', label);

    // Without the roles there is nothing to ask for: Microsoft is busy, and nothing typed is lost.
    cloud.faults.add({ service: 'Dataverse', path: 'businessunits', ...outage });
    await adele.writes('new Not to be read in Contoso Production because Microsoft is slower');
    await adele.waitsFor('Not to be read', patience);
    await adele.clicks('Continue', { inputs: { roles: 'Basic User' }, on: 'Not to be read' });
    await adele.waitsFor('Microsoft is busy', patience);
    cloud.faults.clear();
    await adele.clicks('Continue', { on: 'Not to be read' });
    await adele.clicks('Continue', { inputs: { password: true }, on: 'Not to be read' });
    const whole = await adele.waitsFor('Microsoft is slower', patience);
    expect(whole.reads).toContain('[Send for approval]');
    await adele.clicks('Back', { on: 'Not to be read' });

    // Before the work all is checked again, and everything that speaks against it is told.
    const sku = { licence: 'DYN365_ENTERPRISE_SALES', seats: 3 };
    cloud.edit('consumeSeats', sku);
    cloud.edit('setVaultAccess', {
      vault: 'contoso-countersign',
      application: 'c0117050-0000-4000-8000-0000000000b0',
      may: ['set', 'list'],
    });
    await megan.clicks('Approve', { on: label });
    const end = await adele.waitsFor(
      ({ reads }) => reads.includes(label) && reads.includes('Also found:'),
      patience,
    );
    expect(end.reads).toContain('Have a Microsoft 365 admin free or buy a seat');
    expect(end.reads).toContain('Key Vault does not let the bot keep and read a password.');
    nothingMade('svc-half-checked@contoso.com');
    cloud.edit('consumeSeats', { ...sku, seats: -3 });
    cloud.edit('setVaultAccess', {
      vault: 'contoso-countersign',
      application: 'c0117050-0000-4000-8000-0000000000b0',
      may: ['get', 'set', 'list'],
    });
    await adele.writes(`withdraw ${label}`);
    await adele.waitsFor('It has ended already, and was not made', patience);
  }, 90_000);

  it('answers whatever Teams can send, clearly or by the silence that Teams expects, and writes nothing', async () => {
    const { cloud } = story.sandbox;
    const adele = story.person('Adele Vance');
    const before = cloud.calls.after(0).length;
    const chat = (): number => adele.chat().length;
    const send = (part: Readonly<Record<string, unknown>>): Promise<Answered> =>
      forgeActivity(story.sandbox, adele, part);

    // Silence: nobody waits for an answer.
    const said = chat();
    const written = { text: 'new Edited in Contoso Production because I can' };
    for (const quiet of [
      { type: 'messageReaction', reactionsAdded: [{ type: 'like' }], replyToId: '1' },
      { type: 'messageUpdate', ...written, channelData: { eventType: 'editMessage' } },
      { type: 'messageDelete', channelData: { eventType: 'softDeleteMessage' } },
      { type: 'typing' },
      { type: 'event', name: 'application/vnd.microsoft.readReceipt', value: {} },
    ]) {
      const channelData = { tenant: { id: story.sandbox.teams.office.tenantId } };
      expect([quiet.type, await send({ ...quiet, channelData })]).toEqual([
        quiet.type,
        { status: 200, body: '' },
      ]);
    }
    expect(chat()).toBe(said);

    // A word for everything that somebody wrote or pressed.
    const file = { contentType: 'application/vnd.microsoft.teams.file.download.info', name: 'list.xlsx' };
    await send({ type: 'message', text: '', attachments: [file] });
    await adele.waitsFor('What you can write', patience);
    await adele.writes('drop table requests');
    await adele.waitsFor('I did not understand that', patience);
    const nowhere = { requestId: '99999999-9999-4999-8999-999999999999', revision: 1 };
    const longAgo = { title: 'That button was from before', body: pressed('verbOfLongAgo', nowhere) };
    const missing = { title: 'There is no such request', body: pressed('approve', nowhere) };
    const notMine = {
      title: 'There is no such request',
      body: pressed('answer', { ...nowhere, answer: 'x' }),
    };
    for (const { title, body } of [longAgo, missing, notMine]) {
      const { status, body: answer } = await send(body);
      expect([title, status, answer.includes(title)]).toEqual([title, 200, true]);
    }
    for (const broken of [
      pressed('approve', { requestId: 7, revision: 'x' }),
      pressed('send'),
      pressed('__proto__'),
    ]) {
      expect((await send(broken)).status).toBe(200);
    }
    const writes = cloud.calls
      .after(before)
      .filter(({ method, service }) => method !== 'GET' && service !== 'Teams');
    expect(writes.filter(({ path }) => !path.includes('/oauth2/'))).toEqual([]);
  }, 60_000);

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
