import { accountTruth } from '../support/accountTruth';
import { patience, startStory, type Story } from '../support/startStory';

describe('the main job: ask, approve, provision, and the Access Mode that was read back', () => {
  let story: Story;
  beforeAll(async () => {
    story = await startStory(['Adele Vance', 'Megan Bowen', 'Lidia Holloway', 'Pradeep Gupta']);
    const channel = story.person('Megan Bowen').channel('Contoso admins');
    await channel.install();
    await channel.writes('@Countersign alerts here');
    await channel.waitsFor('hears when slots run low', patience);
  });
  afterAll(() => story.end());

  it('makes the account, proves it, and tells requester and channel', async () => {
    const adele = story.person('Adele Vance');
    const megan = story.person('Megan Bowen');
    const channel = megan.channel('Contoso admins');
    const label = await story.ask(adele, {
      environment: 'Contoso Sales EMEA',
      accountName: 'SAP stock connector',
    });

    await megan.waitsFor(
      (message) => message.reads.includes(label) && message.reads.includes('[Approve]'),
      patience,
    );
    await megan.clicks('Approve', { on: label });
    const end = await adele.waitsFor('Access Mode: Non-interactive', patience);

    expect(end.reads).toContain(label);
    expect(end.reads).toContain('Megan Bowen');
    expect(accountTruth(story.sandbox, 'Contoso Sales EMEA', 'svc-sap-stock-connector@contoso.com')).toEqual({
      accessMode: 4,
      rowEnabled: true,
      rowLicensed: false,
      roles: ['Basic User', 'Stock Sync Reader'],
      signInEnabled: true,
      licences: 0,
    });
    await channel.waitsFor('Access Mode: Non-interactive', patience);
    const notice = await channel.waitsFor(/1 slot left/, patience);
    expect(notice.reads).toContain('Contoso Sales EMEA');
  }, 60_000);
});
