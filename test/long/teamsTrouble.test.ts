import type { Fault, FaultEffect } from '../../sandbox/cloud/faults';
import type { Person } from '../../sandbox/teams/person';
import { accountTruth } from '../support/accountTruth';
import { patience, startStory, type Story } from '../support/startStory';

const long = 60_000;
const place = 'Contoso Production';
const post = { service: 'Teams', method: 'POST', path: /\/v3\/conversations\/.*activities/ } as const;
const update = { service: 'Teams', method: 'PUT', path: /\/activities\// } as const;
const create = { service: 'Teams', method: 'POST', path: /\/v3\/conversations$/ } as const;
const calls: readonly Pick<Fault, 'service' | 'method' | 'path'>[] = [post, update, create];

describe('when Teams is not as it should be', () => {
  let story: Story;
  let adele: Person;
  let megan: Person;
  let nestor: Person;
  beforeAll(async () => {
    // Room for all the accounts that these stories make.
    const inEnvironment = { [place]: { limit: 40 } };
    story = await startStory(['Adele Vance', 'Megan Bowen', 'Nestor Wilke'], { inEnvironment });
    story.sandbox.cloud.edit('setLimit', { environment: place, limit: 40, toldLimit: 40 });
    [adele, megan, nestor] = ['Adele Vance', 'Megan Bowen', 'Nestor Wilke'].map((name) =>
      story.person(name),
    ) as [Person, Person, Person];
    const channel = megan.channel('Contoso admins');
    await channel.install();
    await channel.writes('@Countersign alerts here');
    await channel.waitsFor('hears when slots run low', patience);
  }, long);
  afterEach(() => {
    const { cloud, teams } = story.sandbox;
    cloud.faults.clear();
    cloud.lags.set({ replica: 300, licence: 1_000 });
    teams.deliver({});
    for (const person of teams.people) person.unblocks();
  });
  afterAll(() => story.end(), long);

  const channel = (): ReturnType<Person['channel']> => megan.channel('Contoso admins');

  /** The newest message of the request in the chat that reads so. */
  const read = (person: Pick<Person, 'waitsFor'>, label: string, says: string): Promise<unknown> =>
    person.waitsFor(({ reads }) => reads.includes(label) && reads.includes(says), long);

  /** Waits until every card of the request shows that it was made, wherever the bot posted one. */
  async function allShowTheEnd(label: string, account: string, copies = false): Promise<void> {
    await story.sandbox.teams.until(() => stale(label, copies).length === 0 || undefined, long);
    expect(stale(label, copies)).toEqual([]);
    expect(accountTruth(story.sandbox, place, account)).toMatchObject({ accessMode: 4, licences: 0 });
    const made = story.sandbox.cloud.world.world.users.filter((user) => user.userPrincipalName === account);
    expect(made).toHaveLength(1);
  }

  /**
   * Cards that still speak of a request as if it were on its way. With `copies` those do not count that were never
   * edited: their answers were lost, so the bot never learnt of them, and posted the same again.
   */
  const stale = (label: string, copies: boolean): readonly string[] =>
    [adele, megan, channel()]
      .flatMap((one) => one.chat())
      .filter(
        ({ fromBot, reads, edits }) => fromBot && reads.includes(label) && !(copies && edits.length === 0),
      )
      .map(({ reads }) => reads)
      .filter((reads) => /Waiting for approval|Approved ·|Working ·|Waiting ·|\[Approve\]/.test(reads));

  /** How many messages of their own tell whoever asked that the request has ended well. */
  const ends = (label: string): number =>
    adele
      .chat()
      .filter(({ reads, edits }) => reads.includes(label) && reads.includes('Verified') && !edits.length)
      .length;

  const effects: readonly (readonly [string, FaultEffect, number])[] = [
    ['a throttle with Retry-After', { kind: 'throttle', retryAfterSeconds: 2 }, 3],
    ['a throttle without Retry-After', { kind: 'status', status: 429, code: 'TooManyRequests' }, 3],
    ['502', { kind: 'status', status: 502 }, 2],
    ['504', { kind: 'status', status: 504 }, 2],
    ['a connection that breaks before', { kind: 'lostBefore' }, 2],
    ['an answer that is lost', { kind: 'lostAfter' }, 2],
    ['a hang of twenty seconds', { kind: 'delay', milliseconds: 20_000 }, 1],
  ];

  it.each(effects)(
    'ends well, with every card as it stands, after %s at every call',
    async (what, effect, times) => {
      const { cloud } = story.sandbox;
      const name = `After ${String(effects.findIndex(([one]) => one === what))}`;
      const label = await story.ask(adele, { environment: place, accountName: name });
      await story.opened('Megan Bowen', label);
      for (const call of calls) cloud.faults.add({ ...call, times, ...effect });
      await megan.clicks('Approve', { on: label });
      await read(adele, label, 'Access Mode: Non-interactive');
      const isLost = effect.kind === 'lostAfter' || effect.kind === 'delay';
      await allShowTheEnd(label, `svc-after-${name.slice(-1)}@contoso.com`, isLost);
      // Twice at most for each call that was lost, never unsaid.
      expect(ends(label)).toBeGreaterThan(0);
      expect(ends(label)).toBeLessThanOrEqual(1 + times);
    },
    180_000,
  );

  it('has the operators hear where whoever asked has blocked the bot, and shows all once they are back', async () => {
    const label = await story.ask(adele, { environment: place, accountName: 'Blocked asker' });
    await story.opened('Megan Bowen', label);
    adele.blocks();
    await megan.clicks('Approve', { on: label });
    await read(nestor, label, 'Somebody could not be told');
    expect(nestor.reads()).toContain('Adele Vance');
    expect(adele.chat().some(({ reads }) => reads.includes(label) && reads.includes('Non-interactive'))).toBe(
      false,
    );
    // Nobody tells the bot that she is back: what she writes does.
    adele.unblocks();
    await adele.writes('help');
    await read(adele, label, 'Access Mode: Non-interactive');
    await allShowTheEnd(label, 'svc-blocked-asker@contoso.com');
    await read(nestor, label, 'Nothing for you to do any more');
  }, 180_000);

  it('tells requester and operators where the only approvers have blocked the bot', async () => {
    megan.blocks();
    await megan.uninstall();
    const label = await story.ask(adele, { environment: place, accountName: 'Blocked approver' });
    await read(adele, label, 'Nobody could be asked');
    await read(nestor, label, 'Nobody could be asked to approve');
    megan.unblocks();
    await megan.install();
    await story.opened('Megan Bowen', label);
    await megan.clicks('Approve', { on: label });
    await read(adele, label, 'Access Mode: Non-interactive');
    await allShowTheEnd(label, 'svc-blocked-approver@contoso.com');
  }, 180_000);

  it('goes on where the bot is uninstalled and installed again in the middle, for a person and in a channel', async () => {
    story.sandbox.cloud.lags.set({ licence: 600_000 });
    const label = await story.approved(place, 'Away and back');
    await story.shows(label, 'waits for the licence');
    await adele.uninstall();
    await channel().uninstall();
    story.sandbox.cloud.lags.set({ licence: 400 });
    await read(nestor, label, 'Somebody could not be told');
    await adele.install();
    await channel().install();
    await read(adele, label, 'Access Mode: Non-interactive');
    await allShowTheEnd(label, 'svc-away-and-back@contoso.com');
    await channel().writes('@Countersign alerts here');
    await channel().waitsFor('hears when slots run low', patience);
  }, 180_000);

  it('goes on where the channel is deleted, and draws it anew when it is restored and spoken in', async () => {
    story.sandbox.cloud.lags.set({ licence: 600_000 });
    const label = await story.approved(place, 'Deleted channel');
    await story.shows(label, 'waits for the licence');
    await channel().deletesChannel();
    story.sandbox.cloud.lags.set({ licence: 400 });
    await read(adele, label, 'Access Mode: Non-interactive');
    await channel().restoresChannel();
    await channel().writes('@Countersign help');
    await allShowTheEnd(label, 'svc-deleted-channel@contoso.com');
    await read(channel(), label, 'Non-interactive');
  }, 180_000);

  it('posts anew, once, what waits for a reader who deleted it; what was only to be read stays deleted', async () => {
    const label = await story.ask(adele, { environment: place, accountName: 'Deleted card' });
    await story.opened('Megan Bowen', label);
    megan.deletes(({ reads }) => reads.includes(label));
    await adele.writes(`status ${label}`);
    // Another approver asks, so that her card would be another now.
    const diego = story.person('Diego Siciliani');
    await diego.install();
    await story.opened('Diego Siciliani', label);
    await diego.clicks('Ask', { on: label, inputs: { question: 'Still wanted?' } });
    await story.opened('Megan Bowen', label);
    expect(megan.chat().filter(({ reads }) => reads.includes(label))).toHaveLength(1);
    adele.deletes(({ reads }) => reads.includes(label) && reads.includes('A second admin decides'));
    await megan.clicks('Approve', { on: label });
    await read(adele, label, 'Access Mode: Non-interactive');
    await allShowTheEnd(label, 'svc-deleted-card@contoso.com');
  }, 180_000);

  it('says in the log what Teams refuses, and delivers it when Teams takes it', async () => {
    const { cloud } = story.sandbox;
    const label = await story.ask(adele, { environment: place, accountName: 'Too big' });
    await story.opened('Megan Bowen', label);
    cloud.faults.add({ ...post, times: 2, kind: 'status', status: 413, code: 'MessageSizeTooBig' });
    await megan.clicks('Approve', { on: label });
    await read(adele, label, 'Access Mode: Non-interactive');
    expect(story.log()).toMatch(/Teams refuses a message|could not be delivered|did not succeed/);
    await allShowTheEnd(label, 'svc-too-big@contoso.com');
  }, 180_000);

  it('loses no answer in a chat in which it has more to say than Teams takes in half a minute', async () => {
    const answers = (): number => nestor.chat().filter(({ fromBot }) => fromBot).length;
    const due = answers() + 70;
    story.sandbox.cloud.lags.set({ speed: 1 });
    await Promise.all(Array.from({ length: 70 }, () => nestor.writes('help')));
    await story.sandbox.teams.until(() => answers() >= due || undefined, 240_000);
    expect(answers()).toBe(due);
    story.sandbox.cloud.lags.set({ speed: 4 });
  }, 300_000);
});
