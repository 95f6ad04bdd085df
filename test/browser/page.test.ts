import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page as Tab } from 'playwright-core';
import {
  chooses,
  column,
  field,
  type OpenedPage,
  presses,
  startOpenedPage,
  writes,
} from './support/openedPage';

const adele = 'Adele Vance';
const megan = 'Megan Bowen';
const admins = 'Adele Vance in Contoso admins';
const axe = readFileSync(path.join(__dirname, '..', '..', 'node_modules', 'axe-core', 'axe.min.js'), 'utf8');

// Requests are carried out for real here, and another file's tests may run beside.
jest.setTimeout(120_000);

let page: OpenedPage;
let tab: Tab;

beforeAll(async () => {
  page = await startOpenedPage();
  tab = await page.open({ width: 1440, height: 900 });
});

afterAll(() => page.end());

/** From the form to the review, by the questions between them. */
async function goesOn(on: Tab): Promise<void> {
  await presses(on, adele, 'Continue');
  await column(on, adele).getByText('Could it be an application user?').last().waitFor();
  await presses(on, adele, 'Continue');
}

async function asks(account: string): Promise<void> {
  await writes(tab, adele, `new ${account} in Contoso Finance because nightly stock sync`);
  await chooses(tab, adele, 'Basic User');
  await goesOn(tab);
  await presses(tab, adele, 'Send for approval');
  await column(tab, megan)
    .locator('.message', { hasText: account })
    .getByRole('button', { name: 'Approve' })
    .waitFor();
}

interface Focus {
  readonly label: string;
  readonly text: string;
  readonly seat: string;
}

/** What the keys go to. */
async function focus(): Promise<Focus> {
  return tab.evaluate(`(({ ariaLabel, innerText }, seat) => ({
    label: ariaLabel ?? '', text: (innerText ?? '').trim(), seat: seat?.dataset.seat ?? '',
  }))(document.activeElement, document.activeElement.closest('[data-seat]'))`);
}

/** Goes by the tab key until there; fails where it cannot be reached so. */
async function tabTo(isThere: (at: Focus) => boolean, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  for (let tries = 0; tries < 150; tries += 1) {
    await tab.keyboard.press(key);
    if (isThere(await focus())) return;
  }
  throw new Error(`The tab key does not lead there; it is at ${JSON.stringify(await focus())}`);
}

/** What axe calls serious or worse, on the page as it stands. */
async function seriousAt(on: Tab): Promise<string[]> {
  await on.evaluate(axe);
  const found: { id: string; impact: string; nodes: { html: string }[] }[] = await on.evaluate(
    'axe.run().then(({ violations }) => violations)',
  );
  return found
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
}

it('the story is played by clicks and keys, and the page shows what is true at Microsoft', async () => {
  for (const seat of [adele, megan, admins]) await presses(tab, seat, 'Add Countersign');
  await asks('SAP stock connector');
  await presses(tab, megan, 'Approve');
  await column(tab, adele).getByRole('heading', { name: 'Access Mode: Non-interactive' }).waitFor();
  const account = tab.locator('.accounts li', { hasText: 'SAP stock connector' });
  await account.locator('.mode.good', { hasText: 'Non-interactive' }).waitFor();
  expect(await account.innerText()).toMatch(/Licence\s+none/);
  await tab.getByRole('tab', { name: 'Calls' }).click();
  // Other calls may fall between those of a step, which then has several groups.
  await tab.locator('.groups h3', { hasText: 'Create account' }).first().waitFor();
  expect(await tab.locator('.differences').count()).toBe(0);
  expect(page.story.sandbox.cloud.world.findUser('SAP stock connector')).toMatchObject({ licences: [] });
});

it('what somebody else is told counts up where nobody looks, and is seen by opening it', async () => {
  await tab.getByRole('tab', { name: 'Microsoft' }).click();
  await column(tab, adele).locator('.messages').click();
  await asks('Counted up');
  await column(tab, megan).locator('.badge').waitFor();
  await column(tab, megan).locator('.messages').click();
  await column(tab, megan).locator('.badge').waitFor({ state: 'detached' });
});

it('who asked is shown no button to approve it, the second person is, and nothing is made meanwhile', async () => {
  const own = column(tab, adele).locator('.message', { hasText: 'Counted up' });
  expect(await own.getByRole('button', { name: 'Approve', exact: true }).count()).toBe(0);
  expect(await own.count()).toBeGreaterThan(0);
  const theirs = column(tab, megan).locator('.message', { hasText: 'Counted up' });
  expect(await theirs.getByRole('button', { name: 'Approve', exact: true }).count()).toBe(1);
  const made = page.story.sandbox.cloud.world.findUser('Counted up');
  expect(made).toBeUndefined();
});

it('a second person rejects with a reason, and the first one reads it', async () => {
  const card = column(tab, megan).locator('.message', { hasText: 'Counted up' }).last();
  await card.getByRole('button', { name: 'Reject…' }).click();
  await card.getByRole('textbox').fill('It has an account already');
  await card.getByRole('button', { name: 'Reject', exact: true }).click();
  await column(tab, adele).getByText('It has an account already').first().waitFor();
  expect(page.story.sandbox.cloud.world.findUser('Counted up')).toBeUndefined();
});

it('a bot that is gone is said at the button, and all goes on when it is back', async () => {
  await tab.getByRole('tab', { name: 'Trouble' }).click();
  await tab.getByRole('button', { name: 'Kill it' }).click();
  await tab.getByText('The bot is not running').waitFor();
  await writes(tab, adele, 'slots');
  await column(tab, adele).getByRole('alert').getByText('cannot be reached').waitFor();
  await column(tab, adele).getByText('Not delivered').last().waitFor();
  expect(await field(tab, adele).inputValue()).toBe('');
  await tab.getByRole('button', { name: 'Start it' }).click();
  await tab.getByText('The bot runs').waitFor();
  await writes(tab, adele, 'slots');
  await column(tab, adele)
    .getByRole('heading', { name: /environments/ })
    .last()
    .waitFor();
});

it('the mode set back behind the bot’s back turns the page red, until it is so again', async () => {
  await tab.getByRole('button', { name: 'Set to Read-Write' }).click();
  const banner = tab.locator('.differences');
  await banner.waitFor();
  expect(await banner.innerText()).toContain(
    'the card says “Access Mode: Non-interactive”, but it is Read-Write',
  );
  await tab.getByRole('button', { name: 'Set to Non-interactive' }).click();
  await banner.waitFor({ state: 'detached' });
});

it.each(['light', 'dark'] as const)('axe finds nothing serious in the %s look', async (theme) => {
  const wanted = tab.getByRole('button', { name: theme === 'light' ? 'Light look' : 'Dark look' });
  if (await wanted.isVisible()) await wanted.click();
  await tab.locator(`html[data-theme="${theme}"]`).waitFor();
  expect(await seriousAt(tab)).toEqual([]);
});

it('on a phone, in dark, one thing is shown at a time, nothing is cut, and a request can be asked for', async () => {
  const phone = await page.open({ width: 360, height: 740 }, { colorScheme: 'dark' });
  await phone.locator('html[data-theme="dark"]').waitFor();
  expect(await phone.locator('.column:visible').count()).toBe(1);
  await writes(phone, adele, 'new Phone bridge in Contoso Finance because night run');
  await chooses(phone, adele, 'Basic User');
  await goesOn(phone);
  await column(phone, adele).getByRole('button', { name: 'Send for approval' }).last().waitFor();
  expect(await phone.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
  expect(await seriousAt(phone)).toEqual([]);
});

it('by keys alone: a message is written, a card is pressed, a dialog is opened, and closed by Escape', async () => {
  await tab.reload();
  await column(tab, adele).waitFor();
  await tabTo((at) => at.label.startsWith('Message to Countersign from Adele Vance'));
  await tab.keyboard.type('help');
  await tab.keyboard.press('Enter');
  const lists = column(tab, adele).getByRole('heading', { name: /environments/ });
  const before = await lists.count();
  await column(tab, adele).getByText('What you can write').last().waitFor();
  await tabTo((at) => at.text === 'Show slots' && at.seat === adele, 'Shift+Tab');
  await tab.keyboard.press('Enter');
  await lists.nth(before).waitFor();
  await tabTo((at) => at.label.includes('from Adele Vance in Contoso admins'));
  await tab.keyboard.type('@Countersign new');
  await tab.keyboard.press('Enter');
  await column(tab, admins).getByRole('button', { name: 'Ask for one' }).last().waitFor();
  await tabTo((at) => at.text === 'Ask for one' && at.seat === admins, 'Shift+Tab');
  await tab.keyboard.press('Enter');
  const dialog = column(tab, admins).getByRole('dialog');
  await dialog.getByRole('combobox', { name: 'Environment' }).waitFor();
  await tab.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  const back = await focus();
  expect(back).toMatchObject({ seat: admins, text: 'Ask for one' });
});

it('at 200 %, and on a screen 320 wide, nothing is cut off sideways and all can be reached', async () => {
  for (const width of [640, 320]) {
    const zoomed = await page.open({ width, height: 400 }, { deviceScaleFactor: 2 });
    expect(await zoomed.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
    expect(await seriousAt(zoomed)).toEqual([]);
    await field(zoomed, adele).click();
    await zoomed.context().close();
  }
});

it('nothing moves for whoever asked for less motion', async () => {
  const calm = await page.open({ width: 1440, height: 900 }, { reducedMotion: 'reduce' });
  const moving = `document.getAnimations().length + [...document.querySelectorAll('*')].filter(
    (one) => getComputedStyle(one).transitionDuration !== '0s').length`;
  expect(await calm.evaluate(moving)).toBe(0);
  await calm.context().close();
});

it('nothing broke in the page, and no request left the machine', () => {
  expect(page.broken).toEqual([]);
});
