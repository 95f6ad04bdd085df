import { startPostgres, type TestServer } from '../store/support/startPostgres';
import { accountTruth } from '../support/accountTruth';
import { patience, startStory, type Story } from '../support/startStory';

describe.each(['the embedded store', 'a PostgreSQL server'])('the main job on %s', (where) => {
  let story: Story;
  let server: TestServer | undefined;
  beforeAll(async () => {
    server = where === 'a PostgreSQL server' ? await startPostgres() : undefined;
    story = await startStory(['Adele Vance', 'Megan Bowen'], {}, await server?.freshDatabase());
    const channel = story.person('Megan Bowen').channel('Contoso admins');
    await channel.install();
    await channel.writes('@Countersign alerts here');
    await channel.waitsFor('hears when slots run low', patience);
  }, 60_000);
  afterAll(async () => {
    await story.end();
    await server?.stop();
  }, 60_000);

  it('asks, approves, makes the account, proves it by what was read back, and tells requester and channel', async () => {
    const adele = story.person('Adele Vance');
    const megan = story.person('Megan Bowen');
    const channel = megan.channel('Contoso admins');
    const label = await story.ask(adele, {
      environment: 'Contoso Sales EMEA',
      accountName: 'SAP stock connector',
    });

    await story.opened('Megan Bowen', label);
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
    // One id leads from the click through every write to Microsoft, in the call log and in the bot's own.
    const writes = story.sandbox.cloud.calls
      .after(0)
      .filter(({ service, method }) => ['Graph', 'Dataverse'].includes(service) && method !== 'GET');
    const ids = new Set(writes.map(({ correlationId }) => correlationId));
    expect([...ids]).toEqual([expect.stringMatching(/^[0-9a-f-]{36}$/)]);
    const logged = story
      .log()
      .split('\n')
      .filter((line) => line.includes(`"correlationId":"${[...ids].join()}"`));
    expect(logged.some((line) => line.includes('adaptiveCard/action'))).toBe(true);
    const notice = await channel.waitsFor(/1 slot left/, patience);
    expect(notice.reads).toContain('Contoso Sales EMEA');
  }, 60_000);
});
