import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { openTestStore } from '../store/support/openTestStore';
import { accountTruth } from '../support/accountTruth';
import { startStory, type Story } from '../support/startStory';

const long = 60_000;
const week = 7 * 24 * 3_600_000;
const place = 'Contoso Production';

describe('a start after a week', () => {
  let story: Story;
  beforeAll(async () => {
    story = await startStory(['Adele Vance', 'Megan Bowen']);
  }, long);
  afterAll(() => story.end(), long);

  it('does what fell due meanwhile, once, and tells each of it once', async () => {
    const { sandbox } = story;
    const { cloud, bot, teams } = sandbox;
    const verified = await story.approved(place, 'Steady connector');
    await story.shows(verified, 'Access Mode: Non-interactive');
    cloud.edit('modeDoesNotStick', { environment: 'Contoso Finance', after: 'licenceRemoval' });
    const asked = await story.approved('Contoso Finance', 'Slippery connector');
    await story.shows(asked, '[Try again]');
    const pending = await story.ask(story.person('Adele Vance'), {
      environment: place,
      accountName: 'Forgotten connector',
    });
    await story.opened('Megan Bowen', pending);
    await bot.stop();
    cloud.edit('modeSticks', { environment: 'Contoso Finance' });
    story.moveClock(week);
    await bot.restart();

    await story.shows(pending, 'Nobody decided in time');
    const cleaned = await story.shows(asked, 'Not made');
    expect(cleaned.reads).toContain('Everything is cleaned up');
    await story.shows(verified, 'Read again on');
    expect(accountTruth(sandbox, 'Contoso Finance', 'svc-slippery-connector@contoso.com')).toMatchObject({
      accessMode: 0,
      signInEnabled: false,
      licences: 0,
    });
    // What would be said a second time is said soon.
    await pause(3_000);
    const chats = ['Adele Vance', 'Megan Bowen'].map((name) => story.person(name).chat());
    const telling = (label: string, words: string): readonly number[] =>
      chats.map((chat) => chat.filter(({ reads }) => reads.includes(label) && reads.includes(words)).length);
    const before = chats.map((chat) => chat.length);
    await teams.until(() => true, 1_000);
    await bot.stop();

    const { store } = await openTestStore({ folder: path.join(story.folder, 'bot', 'data') });
    try {
      const kindsOf = async (label: string): Promise<readonly string[]> => {
        const request = await store.requests.byNumber(Number(label.slice(2)));
        const entries = await store.audit.entries(request?.id ?? '');
        expect(await store.audit.firstBroken(request?.id ?? '')).toBeUndefined();
        return entries.map(({ kind }) => kind);
      };
      const count = (kinds: readonly string[], kind: string): number =>
        kinds.filter((each) => each === kind).length;
      expect(count(await kindsOf(pending), 'expired')).toBe(1);
      expect(count(await kindsOf(verified), 'readAgain')).toBe(1);
      const course = await kindsOf(asked);
      expect(count(course, 'nobodyActed')).toBe(1);
      expect(count(course, 'cleanedUp')).toBe(1);
      expect(course.indexOf('nobodyActed')).toBeLessThan(course.indexOf('cleanedUp'));
    } finally {
      await store.close();
    }
    expect(['Adele Vance', 'Megan Bowen'].map((name) => story.person(name).chat().length)).toEqual(before);
    expect(telling(pending, 'Nobody decided in time')[0]).toBe(1);
    expect(telling(pending, '[Approve]')).toEqual([0, 0]);
  }, 240_000);
});
