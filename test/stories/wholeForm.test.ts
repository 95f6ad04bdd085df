import type { SeenMessage } from '../../sandbox/teams/client';
import { people } from '../../sandbox/world/contosoIds';
import { accountTruth } from '../support/accountTruth';
import { forgeClick } from '../support/forgeClick';
import { patience, startStory, type Story } from '../support/startStory';

describe('the whole form', () => {
  let story: Story;
  beforeAll(async () => {
    story = await startStory(['Adele Vance', 'Megan Bowen', 'Lidia Holloway', 'Diego Siciliani'], {
      everyEnvironment: { roles: undefined },
      licences: ['DYN365_ENTERPRISE_SALES', 'POWERAPPS_PER_USER'],
    });
  }, 60_000);
  afterAll(() => story.end(), 60_000);

  /** Adele's newest card that reads so; the words of `new` name it. */
  const shows = (name: string, words: string): Promise<SeenMessage> =>
    story
      .person('Adele Vance')
      .waitsFor(({ reads }) => reads.includes(name) && reads.includes(words), patience);

  /** Presses Continue on the form until every check was made. */
  const checked = async (
    name: string,
    inputs: Record<string, string | readonly string[]> = {},
  ): Promise<void> => {
    const adele = story.person('Adele Vance');
    await adele.clicks('Continue', { on: name, inputs });
    for (let tries = 0; tries < 5; tries += 1) {
      const newest = adele.chat().findLast(({ reads }) => reads.includes(name));
      if (newest?.reads.includes('could not be checked') !== true) return;
      await adele.clicks('Continue', { on: name });
    }
  };
  const opens = async (name: string, inEnvironment = 'Contoso Production'): Promise<void> => {
    await story.person('Adele Vance').writes(`new ${name} in ${inEnvironment} because nightly stock sync`);
    await shows(name, '[Change the rest]');
  };

  it('unfolds the rest, asks what an application user would not do, and shows the reason to the approver', async () => {
    const [adele, megan] = [story.person('Adele Vance'), story.person('Megan Bowen')];
    await opens('Whole form');
    await adele.clicks('Change the rest', { on: 'Whole form' });
    await checked('Whole form', {
      domain: 'contoso.onmicrosoft.com',
      licence: 'Power Apps Premium',
      unit: 'Warehouse',
      owner: 'Lidia Holloway',
      reviewOn: '2028-02-29',
      ticket: 'CHG-20817',
      roles: ['Stock Sync Reader', 'Basic User'],
    });
    await shows('Whole form', 'Could it be an application user?');
    await adele.clicks('Continue', { on: 'Whole form', inputs: { appRegistration: true } });
    const enough = adele.chat().findLast(({ reads }) => reads.includes('An application user is enough'));
    expect(enough?.reads).toContain('[Open guide]');
    const on = (message: SeenMessage): boolean => message.id === enough?.id;
    expect((await adele.clicks('Go on', { on })).is).toBe('invalid');
    await adele.clicks('Go on', {
      on,
      inputs: { reason: 'The vendor [signs in](https://evil.example) so.' },
    });
    await shows('Whole form', '[Send for approval]');
    await adele.clicks('Send for approval', { on: 'Whole form' });
    const asked = await megan.waitsFor(
      ({ reads }) => reads.includes('Whole form') && reads.includes('[Approve]'),
      patience,
    );
    for (const said of [
      'svc-whole-form@contoso.onmicrosoft.com',
      'Power Apps Premium',
      'Warehouse',
      'Lidia Holloway',
      '29 Feb 2028',
      'CHG-20817',
      'Why not an application user: “The vendor [signs in](https://evil.example) so.”',
    ])
      expect(asked.reads).toContain(said);

    await megan.clicks('Reject', {
      on: (message) => message.id === asked.id,
      inputs: { reason: 'Another name, please.' },
    });
    const label = /R-\d+/.exec(asked.reads)?.[0] ?? '';
    const end = await adele.waitsFor(
      ({ reads }) => reads.includes('Another name, please.') && reads.includes('[Ask again]'),
      patience,
    );
    // Somebody who may not see the old request gets nothing of it.
    const lidia = story.person('Lidia Holloway');
    expect(await forgeClick(story.sandbox, lidia, adele, 'Ask again', label)).toBe(200);
    await lidia.waitsFor('This is not shown to you', patience);
    await adele.clicks('Ask again', { on: (message) => message.id === end.id });
    const again = await adele.waitsFor(`Asks again for what ${label} asked.`, patience);
    expect(again.reads).toContain('business unit Warehouse · owner: Lidia Holloway · review on 29 Feb 2028');
    await checked(`what ${label} asked`, { accountName: 'Renamed form' });
    await adele.clicks('Continue', { on: 'Could it be' });
    await adele.clicks('Go on', { on: 'An application user is enough' });
    await adele.clicks('Send for approval', { on: 'Renamed form' });
    const second = await megan.waitsFor(
      ({ reads }) => reads.includes('Renamed form') && reads.includes('[Approve]'),
      patience,
    );
    expect(second.reads).toContain(`Asked again after ${label}`);
    await megan.clicks('Approve', { on: (message) => message.id === second.id });
    await adele.waitsFor(
      ({ reads }) => reads.includes('Renamed form') && reads.includes('Access Mode: Non-interactive'),
      patience,
    );
    const truth = accountTruth(
      story.sandbox,
      'Contoso Production',
      'svc-renamed-form@contoso.onmicrosoft.com',
    );
    expect(truth).toMatchObject({ accessMode: 4, roles: ['Basic User', 'Stock Sync Reader'], licences: 0 });
  }, 150_000);

  it('names each thing that is wrong at its field, keeps what was typed, and writes nothing at Microsoft', async () => {
    const adele = story.person('Adele Vance');
    const microsoft = ['Graph', 'Dataverse', 'Power Platform', 'Key Vault'];
    const writes = (): number =>
      story.sandbox.cloud.calls
        .after(0)
        .filter(({ method, service }) => method !== 'GET' && microsoft.includes(service)).length;
    const before = writes();
    await opens('Hostile');
    const wrong: readonly [Record<string, string>, string][] = [
      [{ accountName: 'Hostile SАP' }, 'mixes letters of several alphabets'],
      [{ accountName: 'Hostile \u202Egnp' }, 'characters that nobody sees'],
      [{ accountName: 'Hostile [x](https://evil.example)' }, 'A name begins with a letter or a digit'],
      [{ accountName: 'Hostile <at>Megan</at>' }, 'A name begins with a letter or a digit'],
      [{ accountName: 'Hostile 🚀' }, 'A name begins with a letter or a digit'],
      [{ accountName: 'Hostile #1' }, 'A name begins with a letter or a digit'],
      [{ accountName: 'Hostile', reviewOn: '2020-01-01' }, 'This day is over, or is today.'],
      [{ reviewOn: '2040-01-01' }, 'at most 2 years ahead'],
      [{ reviewOn: '2027-11-24', ticket: 'CHG*1*' }, 'Only letters, digits and'],
    ];
    for (const [inputs, said] of wrong) {
      // The form comes back folded, unless what is folded is to be changed.
      const isFolded = adele.chat().at(-1)?.reads.includes('Review date') === false;
      if (isFolded) await adele.clicks('Change the rest', { on: 'Hostile' });
      await adele.clicks('Continue', { on: 'Hostile', inputs: { ...inputs, roles: 'Basic User' } });
      const form = await shows('Hostile', said);
      expect(form.reads).toContain('1 thing to change');
      expect(form.reads).toContain('nightly stock sync');
    }
    await checked('Hostile', { ticket: '', owner: people['Pradeep Gupta'] });
    await shows('Hostile', 'The owner chosen is a guest of your organisation.');
    await checked('Hostile', { owner: people['Joni Sherman'] });
    await shows('Hostile', 'The sign-in of the owner chosen is disabled.');
    await adele.clicks('Continue', {
      on: 'Hostile',
      inputs: { accountName: "O'Hostile", owner: 'Adele Vance', purpose: '   ' },
    });
    const last = await shows("O'Hostile", 'Say what it is for');
    expect(last.reads).toContain('Basic User');
    expect(writes()).toBe(before);
  }, 120_000);

  it('keeps what was typed when another environment is chosen, and names roles that are not there', async () => {
    const adele = story.person('Adele Vance');
    const { cloud } = story.sandbox;
    const { environments } = cloud.world.world;
    const production = environments.find(({ displayName }) => displayName === 'Contoso Production');
    const root = production?.units.find(({ parentId }) => parentId === null)?.id ?? '';
    const template = production?.roles[0];
    if (production === undefined || template === undefined) throw new Error('Contoso Production is missing.');
    for (let number = 0; number < 1000; number += 1) {
      const id = `c0ffee00-0000-4000-8000-${String(number).padStart(12, '0')}`;
      production.roles.push({
        ...template,
        id,
        rootId: id,
        unitId: root,
        templateId: null,
        name: `Reader, no. ${String(number)}`,
      });
    }
    const search = { dataset: 'roles', inputs: { environment: production.id } };
    expect(await adele.searches({ ...search, text: 'READER, no. 99' })).toEqual(
      [99, 990, 991, 992, 993, 994, 995, 996, 997, 998, 999].map((number) => ({
        title: `Reader, no. ${String(number)}`,
        value: `Reader%2C no. ${String(number)}`,
      })),
    );
    expect(await adele.searches({ ...search, text: '' })).toHaveLength(15);
    expect(await adele.searches({ ...search, text: "O'x%" })).toEqual([]);
    expect(await story.person('Lidia Holloway').searches({ ...search, text: 'reader' })).toEqual([]);

    await opens('Moved');
    await checked('Moved', { roles: ['Reader, no. 7', 'Basic User'] });
    await shows('Moved', 'Could it be an application user?');
    await adele.clicks('Back', { on: 'Moved' });
    await shows('Moved', '[Change the rest]');
    await checked('Moved', { environment: 'Contoso Finance' });
    const form = await shows('Moved', 'The environment has no such role: Reader, no. 7.');
    expect(form.reads).toContain('nightly stock sync');
    await checked('Moved', { roles: ['Basic User'] });
    await shows('Moved', 'Could it be an application user?');
  }, 120_000);

  it('makes one request of the same form sent twice at once, and the whole way goes within a dialog', async () => {
    const adele = story.person('Adele Vance').channel('Contoso admins');
    await adele.install();
    await adele.writes('@Countersign new In a dialog in Contoso Production because of the channel');
    await adele.waitsFor('[Ask for one]', patience);
    await adele.clicks('Ask for one', { on: 'Ask for a non-interactive user' });
    await adele.clicks('Change the rest');
    await adele.clicks('Continue', {
      inputs: { roles: 'Basic User', owner: 'Diego Siciliani', reviewOn: '2020-01-01' },
    });
    expect(adele.dialogReads()).toContain('This day is over');
    expect(adele.dialogReads()).toContain('of the channel');
    for (let tries = 0; tries < 5 && !adele.dialogReads().includes('Could it be'); tries += 1)
      await adele.clicks('Continue', { inputs: { reviewOn: '2027-11-24' } });
    await adele.clicks('Continue', { inputs: { appRegistration: true, password: true } });
    expect(adele.dialogReads()).toContain('Would not do: it needs a password');
    const card: Record<string, unknown> = { ...adele.dialog()?.card };
    const button = (card['actions'] as readonly Record<string, unknown>[])[0] ?? {};
    expect(button['title']).toBe('Send for approval');
    await Promise.all([
      adele.presses('dialog', button, button['data']),
      adele.presses('dialog', button, button['data']),
    ]);
    await story.person('Adele Vance').writes('requests');
    const list = await story.person('Adele Vance').waitsFor('What you asked for', patience);
    expect(list.reads.split('In a dialog')).toHaveLength(2);
  }, 90_000);
});
