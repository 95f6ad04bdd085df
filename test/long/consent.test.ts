import { groups } from '../../sandbox/world/contosoIds';
import { accountTruth } from '../support/accountTruth';
import { forgeActivity, pressed } from '../support/forgeActivity';
import { forgeClick } from '../support/forgeClick';
import { patience, startStory, type Story } from '../support/startStory';

const long = 60_000;

describe('what approvers and requester say to each other', () => {
  let story: Story;
  beforeAll(async () => {
    story = await startStory(['Adele Vance', 'Megan Bowen', 'Diego Siciliani', 'Lidia Holloway'], {
      inEnvironment: {
        'Contoso Sales EMEA': { approvals: 2 },
        'Contoso Finance': { approvers: { group: groups.approvers } },
        'Contoso Legacy': { approvers: { group: groups.empty }, limit: 20 },
      },
      times: { look: '300ms' },
    });
  }, long);
  afterEach(() => {
    story.sandbox.cloud.faults.clear();
  });
  afterAll(() => story.end(), long);

  const writes = (): number =>
    story.sandbox.cloud.calls
      .after(0)
      .filter(({ service, method }) => ['Graph', 'Dataverse'].includes(service) && method !== 'GET').length;

  it('needs two different people where the policy says two, and tells how many there are', async () => {
    const [adele, megan] = [story.person('Adele Vance'), story.person('Megan Bowen')];
    const label = await story.ask(adele, { environment: 'Contoso Sales EMEA', accountName: 'Needs two' });
    await story.opened('Megan Bowen', label);
    const before = writes();
    await megan.clicks('Approve', { on: label });
    const mine = await megan.waitsFor(
      ({ reads }) => reads.includes(label) && reads.includes('1 of 2'),
      patience,
    );
    expect(mine.reads).toContain('You have decided');
    const card = await adele.waitsFor(
      ({ reads }) => reads.includes(label) && reads.includes('1 of 2'),
      patience,
    );
    expect(card.reads).toContain('Waiting for approval');
    // The same person again, by the card that somebody else got: one voice stays one voice.
    await story.opened('Diego Siciliani', label);
    await forgeClick(story.sandbox, megan, story.person('Diego Siciliani'), 'Approve', label);
    await story.sandbox.teams.untilQuiet();
    expect(adele.chat().findLast(({ reads }) => reads.includes(label))?.reads).toContain('1 of 2');
    expect(writes()).toBe(before);
    await story.person('Diego Siciliani').clicks('Approve', { on: label });
    const end = await story.shows(label, 'Access Mode: Non-interactive');
    expect(end.reads).toContain('Megan Bowen, Diego Siciliani');
    await adele.writes(`withdraw ${label}`);
    await adele.waitsFor('It is too late: it is already made', patience);
  }, 120_000);

  it(
    'ends with one rejection, though two approvals were needed and one was there',
    async () => {
      const label = await story
        .ask(story.person('Adele Vance'), {
          environment: 'Contoso Sales EMEA',
          accountName: 'One against',
          roles: ['Basic User'],
        })
        .catch(() => 'full');
      // Sales EMEA had two slots: the second one is held by this request.
      expect(label).toMatch(/^R-/);
      await story.opened('Megan Bowen', label);
      await story.person('Megan Bowen').clicks('Approve', { on: label });
      await story.opened('Diego Siciliani', label);
      const diego = story.person('Diego Siciliani');
      await diego.clicks('Reject', { on: label, inputs: { reason: 'One no is enough.' } });
      const end = await story.shows(label, 'One no is enough.');
      expect(end.reads).toContain('Rejected');
    },
    long,
  );

  it('lets an approver ask and the requester answer; both stand on every card, and the votes stay', async () => {
    const [adele, megan] = [story.person('Adele Vance'), story.person('Megan Bowen')];
    const [diego, lidia] = [story.person('Diego Siciliani'), story.person('Lidia Holloway')];
    const label = await story.ask(adele, { environment: 'Contoso Production', accountName: 'Asked about' });
    await story.opened('Megan Bowen', label);
    await story.opened('Diego Siciliani', label);
    expect((await megan.clicks('Ask', { on: label })).is).toBe('invalid');
    await megan.clicks('Ask', { on: label, inputs: { question: 'Which [tables](https://e.example) ?' } });
    const question = await adele.waitsFor('A question about your request', patience);
    expect(question.reads).toContain('Megan Bowen asks: “Which [tables](https://e.example) ?”');
    expect(question.text).toContain('Megan Bowen asks about Asked about');

    const requestId = /"requestId":"([^"]+)"/.exec(JSON.stringify(question.card))?.[1] ?? '';
    // Nobody but the requester answers, and nobody without the right to decide asks.
    const fields = { requestId, question: 0, answer: 'Said by another.' };
    await forgeActivity(story.sandbox, diego, pressed('answer', fields));
    await diego.waitsFor('Only whoever asked for the account can answer', patience);
    await forgeActivity(
      story.sandbox,
      lidia,
      pressed('ask', { requestId, revision: 1, question: 'Let me in?' }),
    );
    const refused = await lidia.waitsFor('You may not approve here', patience);
    expect(refused.reads).not.toContain('Asked about');

    await adele.clicks('Answer', {
      on: 'A question about your request',
      inputs: { answer: 'Stock, and no other.' },
    });
    const told = await megan.waitsFor('Your question is answered', patience);
    expect(told.reads).toContain('Adele Vance answers: “Stock, and no other.”');
    const copy = await diego.waitsFor(
      ({ reads }) => reads.includes(label) && reads.includes('Stock, and no other.'),
      patience,
    );
    expect(copy.reads).toContain('[Approve]');
    expect(adele.reads()).not.toMatch(/Let me in|Said by another/);
    await story.sandbox.bot.restart();
    await diego.clicks('Approve', { on: label });
    const progress = await story.shows(label, 'Stock, and no other.');
    expect(progress.reads).toContain('Which [tables]');
    const end = await story.shows(label, 'Access Mode: Non-interactive');
    expect(end.reads).toContain('Diego Siciliani');
  }, 120_000);

  it('opens again when a voice lost its right before the work: all are told anew, and nothing was made', async () => {
    const { cloud } = story.sandbox;
    const [adele, megan, diego] = ['Adele Vance', 'Megan Bowen', 'Diego Siciliani'].map((name) =>
      story.person(name),
    );
    if (adele === undefined || megan === undefined || diego === undefined)
      throw new Error('Nobody is there.');
    const label = await story.ask(adele, { environment: 'Contoso Production', accountName: 'Lost right' });
    await story.opened('Megan Bowen', label);
    await story.opened('Diego Siciliani', label);
    const before = writes();
    // The work cannot begin while the vault is down; meanwhile Megan loses the role.
    cloud.faults.add({ service: 'Key Vault', times: 'always', kind: 'status', status: 503 });
    await megan.clicks('Approve', { on: label });
    await story.shows(label, 'Not everything could be checked');
    const role = { environment: 'Contoso Production', user: 'Megan Bowen', role: 'System Administrator' };
    cloud.edit('removeRole', role);
    const said = await megan.waitsFor('Your vote does not count', patience);
    expect(said.reads).toContain(label);
    const again = await story.shows(label, 'It is open again.');
    expect(again.reads).toContain('Megan Bowen may not approve here any more');
    const anew = await diego.waitsFor(
      ({ reads, edits }) => reads.includes('It is open again.') && edits.length === 0,
      patience,
    );
    expect(anew.reads).toContain('[Approve]');
    expect(writes()).toBe(before);
    cloud.faults.clear();
    cloud.edit('assignRole', role);
    await diego.clicks('Approve', { on: label });
    const end = await story.shows(label, 'Access Mode: Non-interactive');
    expect(end.reads).toContain('Diego Siciliani');
    expect(end.reads).not.toContain('Approved by Megan');
  }, 120_000);

  it(
    'says that nobody may approve where the group of the policy is empty, and makes no request',
    async () => {
      const adele = story.person('Adele Vance');
      await adele.writes('new Nobody decides in Contoso Legacy because it is asked');
      await adele.waitsFor('Nobody decides', patience);
      await adele.clicks('Continue', { inputs: { roles: 'Basic User' }, on: 'Nobody decides' });
      const refused = await adele.waitsFor('to change', patience);
      expect(refused.reads).toContain('Besides you, nobody may approve in this environment.');
      expect(accountTruth(story.sandbox, 'Contoso Legacy', 'svc-nobody-decides@contoso.com').licences).toBe(
        undefined,
      );
    },
    long,
  );
});

describe('approvers who have not got the bot', () => {
  let story: Story;
  beforeAll(async () => {
    story = await startStory(['Adele Vance', 'Nestor Wilke'], {
      everyEnvironment: { approvers: { group: groups.itLeads } },
    });
    const channel = story.person('Nestor Wilke').channel('Contoso admins');
    await channel.install();
    await channel.writes('@Countersign alerts here');
    await channel.waitsFor('hears when slots run low', patience);
  }, long);
  afterAll(() => story.end(), long);

  it(
    'are mentioned in the channel, and operators hear that nobody could be asked until somebody is',
    async () => {
      const [adele, nestor] = [story.person('Adele Vance'), story.person('Nestor Wilke')];
      const label = await story.ask(adele, { environment: 'Contoso Production', accountName: 'Unheard' });
      await adele.waitsFor('Nobody could be asked', patience);
      const told = await nestor.waitsFor('Nobody could be asked to approve', patience);
      expect(told.reads).toContain(label);
      expect(told.reads).toContain('Alex Wilber');
      expect(told.reads).not.toContain('Nightly stock sync');
      const wanted = await nestor
        .channel('Contoso admins')
        .waitsFor(({ reads }) => reads.includes(label) && reads.includes('<at>Alex Wilber</at>'), patience);
      expect(JSON.stringify(wanted.card)).toContain(
        '"mentioned":{"id":"ade1e000-0000-4000-8000-000000000003","name":"Alex Wilber"}',
      );
      expect(wanted.edits).toHaveLength(0);
      await story.person('Alex Wilber').install();
      await story.opened('Alex Wilber', label);
      await nestor.waitsFor('Nothing for you to do any more', patience);
    },
    long,
  );
});
