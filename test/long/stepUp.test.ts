import { people } from '../../sandbox/world/contosoIds';
import { formOn, textOn, WebBrowser, type WebPage } from '../../sandbox/webBrowser';
import type { SignInTurn } from '../../sandbox/cloud/entra/signIns';
import { forgeClick } from '../support/forgeClick';
import { patience, startStory, type Story } from '../support/startStory';

const long = 120_000;
const production = 'Contoso Production';

describe('a fresh sign-in for what is sensitive', () => {
  let story: Story;
  beforeAll(async () => {
    const installed = ['Adele Vance', 'Megan Bowen', 'Diego Siciliani', 'Lidia Holloway'];
    story = await startStory(installed, {
      inEnvironment: { [production]: { sensitive: true, limit: 30 } },
      stepUp: true,
    });
  }, long);
  afterAll(() => story.end(), long);

  /** Adele asks, Megan presses Approve and gets her link. */
  async function linkFor(accountName: string): Promise<{ label: string; link: string }> {
    const label = await story.ask(story.person('Adele Vance'), { environment: production, accountName });
    await story.opened('Megan Bowen', label);
    return { label, link: await pressed(label) };
  }

  async function pressed(label: string): Promise<string> {
    const megan = story.person('Megan Bowen');
    await megan.clicks('Approve and sign in', { on: label, inputs: { environmentName: production } });
    const card = await megan.waitsFor(
      ({ reads }) => reads.includes('Sign in once more to approve') && reads.includes(label),
      patience,
    );
    const link = /"url":"([^"]+)"/.exec(JSON.stringify(card.card))?.[1];
    return link ?? '';
  }

  const browser = (): WebBrowser => new WebBrowser(story.sandbox.cloud);

  /** Opens the link and signs in as somebody, in a way. */
  async function signIn(
    web: WebBrowser,
    link: string,
    turn: SignInTurn = 'fresh',
    person: keyof typeof people = 'Megan Bowen',
  ): Promise<WebPage> {
    return web.submit(formOn(await web.open(link)), { person: people[person], turn });
  }

  /** The account in the directory, where there is one. */
  const account = (name: string): unknown => story.sandbox.cloud.world.findUser(`${name}@contoso.com`);

  it(
    'counts once the page that shows what is approved is confirmed, and not before',
    async () => {
      const { label, link } = await linkFor('Fresh one');
      const web = browser();
      const page = await signIn(web, link);
      const text = textOn(page);
      for (const part of [label, 'Fresh one', production, 'Adele Vance', 'Nightly stock sync', 'Digest'])
        expect(text).toContain(part);
      expect(page.headers['content-security-policy']).toContain("default-src 'none'");
      expect(account('svc-fresh-one')).toBeUndefined();
      const done = await web.submit(formOn(page));
      expect(textOn(done)).toContain('Your approval counts.');
      const end = await story.shows(label, 'Access Mode: Non-interactive');
      expect(end.reads).toContain('Megan Bowen');
      // The same page once more, and the same link: both are over.
      expect((await web.submit(formOn(page))).status).toBe(404);
      expect((await web.open(link)).status).toBe(404);
    },
    long,
  );

  it(
    'proves nothing however it is done otherwise, and the link stays good for whom it was made',
    async () => {
      const { label, link } = await linkFor('Many tries');
      const turns: [SignInTurn, keyof typeof people, string][] = [
        ['promptStripped', 'Megan Bowen', 'not a fresh one'],
        ['noAuthTime', 'Megan Bowen', 'not a fresh one'],
        ['noContext', 'Megan Bowen', 'not strong enough'],
        ['otherTenant', 'Megan Bowen', 'Somebody else has signed in'],
        ['otherAudience', 'Megan Bowen', 'could not be checked'],
        ['otherNonce', 'Megan Bowen', 'could not be checked'],
        ['otherKey', 'Megan Bowen', 'could not be checked'],
        ['overdue', 'Megan Bowen', 'could not be checked'],
        ['cancel', 'Megan Bowen', 'not finished'],
        ['fresh', 'Diego Siciliani', 'Somebody else has signed in'],
        ['fresh', 'Adele Vance', 'Somebody else has signed in'],
      ];
      for (const [turn, person, says] of turns) {
        const page = await signIn(browser(), link, turn, person);
        expect([turn, person, page.status, textOn(page)]).toEqual([
          turn,
          person,
          403,
          expect.stringContaining(says),
        ]);
        expect(page.html).not.toContain('<form');
      }
      expect(account('svc-many-tries')).toBeUndefined();
      const web = browser();
      await web.submit(formOn(await signIn(web, link, 'rotated')));
      await story.shows(label, 'Access Mode: Non-interactive');
    },
    long,
  );

  it(
    'is not carried over: another browser, a state of its own, a code used twice, a form from elsewhere',
    async () => {
      const { label, link } = await linkFor('Carried over');
      const web = browser();
      const form = formOn(await web.open(link));
      const back = await web.submit(form, { person: people['Megan Bowen'], turn: 'fresh' });
      const confirming = formOn(back);
      // The address with the code in it, opened by another browser, and once more by the same.
      expect((await browser().open(back.url)).status).toBe(404);
      expect(textOn(await web.open(back.url))).toContain('did not accept the sign-in');
      const state = new URL(back.url);
      state.searchParams.set('state', 'another');
      expect((await web.open(state.href)).status).toBe(404);
      // The form, sent by somebody who has not the cookie, or without what the page put into it.
      expect((await browser().submit(confirming)).status).toBe(404);
      expect((await web.submit({ ...confirming, fields: {} })).status).toBe(404);
      expect(account('svc-carried-over')).toBeUndefined();
      expect((await web.submit(confirming)).status).toBe(200);
      await story.shows(label, 'Access Mode: Non-interactive');
    },
    long,
  );

  it(
    'asks the rule again at the end: nothing counts once the request is decided, withdrawn or too old',
    async () => {
      const adele = story.person('Adele Vance');
      const { label, link } = await linkFor('Withdrawn meanwhile');
      const web = browser();
      const page = await signIn(web, link);
      await adele.writes(`withdraw ${label}`);
      await adele.waitsFor('The request is withdrawn', patience);
      expect(textOn(await web.submit(formOn(page)))).toContain('This is decided already');
      const late = await linkFor('Too late');
      const other = browser();
      const shown = await signIn(other, late.link);
      story.moveClock(6 * 60_000);
      await new Promise((resolve) => setTimeout(resolve, 1_500));
      expect((await other.submit(formOn(shown))).status).toBe(404);
      expect((await browser().open(late.link)).status).toBe(404);
      expect(account('svc-too-late')).toBeUndefined();
    },
    long,
  );

  it(
    'is offered to nobody who may not approve, and a press by another way gets no further',
    async () => {
      const megan = story.person('Megan Bowen');
      const lidia = story.person('Lidia Holloway');
      const label = await story.ask(story.person('Adele Vance'), {
        environment: production,
        accountName: 'Not for Lidia',
      });
      await story.opened('Megan Bowen', label);
      await forgeClick(story.sandbox, lidia, megan, 'Approve and sign in', label);
      await story.sandbox.teams.untilQuiet();
      expect(lidia.chat().some(({ reads }) => reads.includes('Sign in once more'))).toBe(false);
      // Whoever rejects signs in nowhere.
      await megan.clicks('Reject', { on: label, inputs: { reason: 'Not now.' } });
      await story.shows(label, 'Not now.');
    },
    long,
  );
});

it(
  'has no page where the policy asks for no fresh sign-in',
  async () => {
    const story = await startStory([]);
    try {
      for (const [path, method] of [
        ['x', 'GET'],
        ['return', 'GET'],
        ['confirm', 'POST'],
      ] as const) {
        const { status } = await fetch(`${story.sandbox.bot.url}/step-up/${path}`, { method });
        expect(status).toBe(404);
      }
    } finally {
      await story.end();
    }
  },
  long,
);
