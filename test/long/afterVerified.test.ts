import { accountTruth } from '../support/accountTruth';
import { patience, startStory, type Story } from '../support/startStory';

const long = 60_000;
const minute = 60_000;
const place = 'Contoso Production';
const changed = '! Changed since';

describe('after an account was verified', () => {
  let story: Story;
  beforeAll(async () => {
    story = await startStory(['Adele Vance', 'Megan Bowen'], { times: { settle: '1500ms' } });
    const channel = story.person('Megan Bowen').channel('Contoso admins');
    await channel.install();
    await channel.writes('@Countersign alerts here');
    await channel.waitsFor('hears when slots run low', patience);
  }, long);
  afterEach(() => {
    story.sandbox.cloud.faults.clear();
  });
  afterAll(() => story.end(), long);

  const end = async (account: string): Promise<string> => {
    const label = await story.approved(place, account);
    await story.shows(label, 'Access Mode: Non-interactive');
    return label;
  };
  const signInName = (account: string): string =>
    `svc-${account.toLowerCase().replaceAll(' ', '-')}@contoso.com`;
  const setMode = (account: string, accessMode: number): void => {
    story.sandbox.cloud.edit('setAccessMode', { environment: place, user: signInName(account), accessMode });
  };
  /** How many messages of the request say that it was changed, in the three places. */
  const told = (label: string): readonly number[] => {
    const megan = story.person('Megan Bowen');
    const chats = [story.person('Adele Vance'), megan, megan.channel('Contoso admins')];
    return chats.map(
      (one) => one.chat().filter(({ reads }) => reads.includes(label) && reads.includes(changed)).length,
    );
  };

  it('reads it again after a quarter of an hour, an hour and a day, and says when; nobody hears of what is well', async () => {
    const label = await end('Steady connector');
    const messages = story.person('Adele Vance').chat().length;
    const seen = new Set<string>();
    for (const ahead of [16, 46, 24 * 60]) {
      story.moveClock(ahead * minute);
      const card = await story
        .person('Adele Vance')
        .waitsFor(
          ({ reads }) => reads.includes(label) && reads.includes('Read again on') && !seen.has(again(reads)),
          long,
        );
      expect(card.reads).toContain('Access Mode: Non-interactive');
      seen.add(again(card.reads));
    }
    expect(seen.size).toBe(3);
    expect(story.person('Adele Vance').chat()).toHaveLength(messages);
    expect(told(label)).toEqual([0, 0, 0]);
  }, 120_000);

  it('tells requester, approver and channel of a changed mode by new messages, once, and redraws when it is well again', async () => {
    const account = 'Turned connector';
    const label = await end(account);
    setMode(account, 0);
    story.moveClock(16 * minute);
    const megan = story.person('Megan Bowen');
    const says =
      (words: string) =>
      ({ reads }: { reads: string }): boolean =>
        [label, changed, words].every((each) => reads.includes(each));
    await megan.channel('Contoso admins').waitsFor(says('Access Mode is now Read-Write'), long);
    await megan.waitsFor(says('lend the account a licence'), long);
    await story.shows(label, 'Access Mode is now Read-Write');
    await story.sandbox.teams.until(() => told(label).join() === '3,2,3' || undefined, long);
    expect(story.person('Adele Vance').chat().at(-1)?.reads).toContain(changed);
    // The account is left as it was found: nothing is undone by itself.
    const truth = accountTruth(story.sandbox, place, signInName(account));
    expect(truth).toMatchObject({ accessMode: 0, signInEnabled: true });

    const messages = story.person('Adele Vance').chat().length;
    setMode(account, 4);
    story.moveClock(46 * minute);
    const well = await story.shows(label, 'as it shall be again');
    expect(well.reads).toContain('Access Mode: Non-interactive');
    await story.sandbox.teams.until(() => told(label).join() === '0,0,0' || undefined, long);
    expect(story.person('Adele Vance').chat()).toHaveLength(messages);
  }, 120_000);

  it('says nothing of what one reading alone says, nor of a service that does not answer', async () => {
    const account = 'Stale connector';
    const label = await end(account);
    const { cloud } = story.sandbox;
    // Of its readings the first is not answered, the second says Read-Write, and the third what is so again.
    const { id: path } = cloud.world.user(signInName(account));
    const reading = { service: 'Dataverse', path, times: 1 } as const;
    cloud.faults.add({ ...reading, kind: 'status', status: 503 });
    const flip = { kind: 'flip', environment: place, user: signInName(account), accessMode: 4 } as const;
    cloud.faults.add({ ...reading, ...flip, skip: 1 });
    setMode(account, 0);
    story.moveClock(16 * minute);
    const card = await story.shows(label, 'Read again on');
    expect(card.reads).toContain('Access Mode: Non-interactive');
    expect(card.reads).not.toContain('as it shall be again');
    expect(cloud.faults.list().map(({ met }) => met)).toEqual([1, 1]);
    expect(told(label)).toEqual([0, 0, 0]);
  }, 120_000);

  it('warns of a second factor, by policies and by security defaults, as last read; and says where it may not read', async () => {
    const { cloud } = story.sandbox;
    const all = 'MFA [for](all) staff';
    const places = 'Only from our places';
    const others = 'MFA for another application';
    cloud.edit('addConditionalAccessPolicy', { displayName: all });
    cloud.edit('addConditionalAccessPolicy', { displayName: others, includeApplications: ['another'] });
    cloud.edit('addConditionalAccessPolicy', {
      displayName: places,
      controls: ['block'],
      includeLocations: ['All'],
      excludeLocations: ['AllTrusted'],
    });
    const account = 'Asked connector';
    const label = await end(account);
    const asked = await story.shows(label, 'Access Mode: Non-interactive');
    expect(asked.reads).toContain('! This account would be asked for a second factor');
    expect(asked.reads).toContain(all);
    expect(asked.reads).toContain('! The sign-in of this account may be refused');
    expect(asked.reads).toContain(places);
    expect(asked.reads).not.toContain(others);

    cloud.edit('removeConditionalAccessPolicy', { displayName: all });
    cloud.edit('removeConditionalAccessPolicy', { displayName: places });
    cloud.edit('setSecurityDefaults', { on: true });
    story.moveClock(16 * minute);
    const defaults = await story.shows(label, 'Security defaults are on');
    expect(defaults.reads).toContain('! This account would be asked for a second factor');
    expect(defaults.reads).not.toContain(all);

    cloud.edit('setSecurityDefaults', { on: false });
    cloud.edit('addConditionalAccessPolicy', { displayName: all, excludeUsers: [account] });
    story.moveClock(46 * minute);
    const isFree = ({ reads }: { reads: string }): boolean =>
      reads.includes(label) && reads.includes('How the program signs in') && !reads.includes('second factor');
    await story.person('Adele Vance').waitsFor(isFree, long);

    cloud.faults.add({ service: 'Graph', path: '/policies', kind: 'status', status: 403, times: 'always' });
    story.moveClock(24 * 60 * minute);
    const unread = await story.shows(label, 'Policy.Read.All would allow it');
    expect(unread.reads).not.toContain('would be asked for a second factor\n');
  }, 120_000);
});

/** The line that says when it was read again. */
function again(reads: string): string {
  return /Read again on.*/.exec(reads)?.[0] ?? '';
}
