import { patience, startStory, type Story } from '../support/startStory';
import { forgeClick } from '../support/forgeClick';
const long = 60_000;
const sleep = (ms: number) => new Promise((r) => setTimeout(r, ms));
describe('engine', () => {
  let story: Story;
  beforeAll(async () => {
    story = await startStory(['Adele Vance', 'Megan Bowen', 'Diego Siciliani'], { times: { waiting: '4s', giveUp: '1h' } });
  }, long);
  afterEach(() => { story.sandbox.cloud.faults.clear(); story.sandbox.cloud.lags.set({ replica: 300, licence: 1_000 }); });
  afterAll(async () => { try { await story.end(); } catch (e) { console.log('END', (e as Error).message.slice(0, 300)); } }, long);
  const adele = () => story.person('Adele Vance');
  const megan = () => story.person('Megan Bowen');
  const asks = async (environment: string, accountName: string) => {
    const label = await story.ask(adele(), { environment, accountName });
    await megan().waitsFor((m) => m.reads.includes(label) && m.reads.includes('[Approve]'), patience);
    return label;
  };
  const ends = (label: string, words: string, t = long) => adele().waitsFor((m) => m.reads.includes(label) && m.reads.includes(words), t);
  const newest = (label: string) => adele().chat().findLast((m) => m.reads.includes(label))?.reads;

  it('T1 gate hot loop', async () => {
    const { cloud } = story.sandbox;
    const label = await asks('Contoso Production', 'Gate loop');
    cloud.faults.add({ service: 'Key Vault', times: 'always', kind: 'throttle', retryAfterSeconds: 30 });
    await megan().clicks('Approve', { on: label });
    await sleep(1500);
    const from = cloud.calls.after(0).at(-1)?.number ?? 0;
    await sleep(8000);
    const calls = cloud.calls.after(from);
    const by: Record<string, number> = {};
    for (const c of calls) by[(c as never as {service: string}).service] = (by[(c as never as {service: string}).service] ?? 0) + 1;
    console.log('T1 calls in 8s with look=150ms (due should be every 1.5s):', calls.length, JSON.stringify(by));
    cloud.faults.clear();
    await ends(label, 'Access Mode: Non-interactive');
  }, 120_000);

  it('T4 joinGroup undo without reading', async () => {
    const { cloud } = story.sandbox;
    const label = await asks('Contoso Finance', 'Group ghost');
    cloud.faults.add({ service: 'Graph', method: 'POST', path: 'members/$ref', times: 1, kind: 'lostAfter' });
    cloud.faults.add({ service: 'Graph', method: 'GET', path: 'memberOf', skip: 1, times: 'always', kind: 'status', status: 503 });
    await megan().clicks('Approve', { on: label });
    await ends(label, '[Give up]');
    cloud.faults.clear();
    await adele().clicks('Give up', { on: label });
    const end = await ends(label, 'Not made');
    const user = cloud.world.findUser('svc-group-ghost@contoso.com');
    const groups = (cloud.world.world as never as { groups: { displayName: string; members?: unknown[] }[] }).groups;
    const inG = groups.filter((g) => JSON.stringify(g).includes((user as never as { id: string }).id)).map((g) => g.displayName);
    console.log('T4', end.reads, '\nSTILL IN', inG);
  }, 120_000);

  it('T3 give up then cannot undo: never ends', async () => {
    const { cloud } = story.sandbox;
    cloud.lags.set({ licence: 300_000 });
    const label = await asks('Contoso Production', 'Never ends');
    await megan().clicks('Approve', { on: label });
    await ends(label, '[Give up]');
    cloud.faults.add({ service: 'Graph', method: 'POST', path: 'assignLicense', times: 'always', kind: 'status', status: 403 });
    await adele().clicks('Give up', { on: label });
    await ends(label, 'could not be cleaned up').catch(() => undefined);
    await sleep(2000);
    const count = () => adele().chat().filter((m) => m.reads.includes(label)).length;
    console.log('T3 before', count(), newest(label));
    for (let i = 0; i < 3; i++) { story.moveClock(3_700_000); await sleep(4000); console.log('T3 +1h', count()); }
    console.log('T3 after', newest(label));
    cloud.faults.clear();
  }, 120_000);
});
