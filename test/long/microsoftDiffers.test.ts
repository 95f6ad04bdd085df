import { setTimeout as pause } from 'node:timers/promises';
import { usualBudgets } from '../../sandbox/cloud/budgets';
import { accountTruth } from '../support/accountTruth';
import { patience, startStory, type Story } from '../support/startStory';

const production = 'Contoso Production';
/** The policy sets no limit here. */
const finance = 'Contoso Finance';
const unset = { limit: undefined };

describe('Where Microsoft tells or does something else', () => {
  let story: Story;
  beforeAll(async () => {
    story = await startStory(['Adele Vance', 'Megan Bowen'], { inEnvironment: { [finance]: unset } });
  }, 60_000);
  afterAll(() => story.end(), 60_000);

  /** What the slots card says of an environment by now, asked again until it says this. */
  async function slotsSay(environment: string, words: RegExp): Promise<string> {
    const adele = story.person('Adele Vance');
    let said = '';
    for (let asked = 0; asked < 30 && !words.test(said); asked += 1) {
      const before = adele.chat().length;
      await adele.writes('slots');
      await adele.waitsFor(() => adele.chat().length > before, patience);
      const reads = adele.chat().findLast((message) => message.reads.includes('free'))?.reads ?? '';
      said = reads.split(/(?=Contoso )/).find((piece) => piece.startsWith(environment)) ?? '';
    }
    expect(said).toMatch(words);
    return said;
  }

  it('counts by the smaller limit, by the one there is, and by five where there is none', async () => {
    const { cloud } = story.sandbox;
    const tell = (given: {
      toldLimit?: number;
      toldAs?: 'number' | 'nonsense' | 'refused' | 'failing';
    }): void => {
      for (const environment of [production, finance]) cloud.edit('setLimit', { environment, ...given });
    };
    expect(await slotsSay(production, /of 7\./)).not.toContain('The policy says');
    await slotsSay(finance, /of 7\./);
    tell({ toldLimit: 4 });
    await slotsSay(production, /of 4\. The policy says 7, the environment 4: the smaller one counts/);
    expect(await slotsSay(finance, /of 4\./)).not.toContain('The policy says');
    tell({ toldLimit: 9 });
    await slotsSay(production, /of 7\. The policy says 7, the environment 9: the smaller one counts/);
    await slotsSay(finance, /of 9\./);
    const nothing = [
      { toldLimit: -1 },
      { toldLimit: 0 },
      { toldAs: 'nonsense' },
      { toldAs: 'refused' },
      { toldAs: 'failing' },
    ] as const;
    for (const given of nothing) {
      tell({ toldLimit: 9, toldAs: 'number' });
      await slotsSay(finance, /of 9\./);
      tell(given);
      await slotsSay(finance, /of 5\./);
      expect(await slotsSay(production, /of 7\./)).not.toContain('The policy says');
    }
    tell({ toldLimit: 9, toldAs: 'number' });
    await slotsSay(finance, /of 9\./);
    const path = 'RetrieveOrganizationResources';
    const id = cloud.faults.add({ service: 'Dataverse', path, kind: 'lostBefore', times: 'always' });
    await slotsSay(finance, /of 5\./);
    cloud.faults.remove(id);
    tell({ toldLimit: 7 });
  }, 120_000);

  it('does not take an administrator of the tenant for a non-interactive user', async () => {
    const { world, edit } = story.sandbox.cloud;
    const label = await story.approved(production, 'tenant admin');
    const name = 'svc-tenant-admin@contoso.com';
    while (world.findSystemUser(production, name)?.accessMode !== 4) await pause(20);
    edit('setDirectoryRoles', { user: name, roles: ['Power Platform Administrator'] });
    await story.shows(label, 'Administrative');
    expect(accountTruth(story.sandbox, production, name)).toMatchObject({ accessMode: 1 });
  }, 120_000);

  it('says so when a role went with the licence, and hands nothing over', async () => {
    const { cloud } = story.sandbox;
    cloud.edit('setLicenceRole', { environment: production, role: 'Basic User' });
    const label = await story.approved(production, 'role keeper');
    const { reads } = await story.shows(label, 'Security roles are gone');
    expect(reads).toContain('Needs you');
    expect(accountTruth(story.sandbox, production, 'svc-role-keeper@contoso.com')).toMatchObject({
      roles: ['Stock Sync Reader'],
      licences: 0,
    });
    cloud.edit('setLicenceRole', { environment: production, role: null });
  }, 120_000);

  it('waits as long as Dataverse asks, when the bot has used up its budget there', async () => {
    const { cloud } = story.sandbox;
    const label = await story.ask(story.person('Adele Vance'), {
      environment: 'Contoso Sales EMEA',
      accountName: 'patient',
    });
    await story.opened('Megan Bowen', label);
    cloud.budgets.set({ dataverseRequests: 12, dataverseWindowSeconds: 2 });
    await story.person('Megan Bowen').clicks('Approve', { on: label });
    await story.shows(label, 'Access Mode: Non-interactive');
    const refused = cloud.calls
      .after()
      .filter(({ service, status }) => service === 'Dataverse' && status === 429);
    expect(refused.length).toBeGreaterThan(0);
    cloud.budgets.set(usualBudgets);
  }, 120_000);
});
