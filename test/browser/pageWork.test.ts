import type { Locator, Page as Tab } from 'playwright-core';
import { column, field, type OpenedPage, presses, startOpenedPage, writes } from './support/openedPage';

const adele = 'Adele Vance';
const megan = 'Megan Bowen';
const admins = 'Adele Vance in Contoso admins';
const environment = 'Contoso Sales EMEA';

// Requests are carried out for real here, and another file's tests may run beside.
jest.setTimeout(120_000);

let page: OpenedPage;
let tab: Tab;

beforeAll(async () => {
  page = await startOpenedPage([adele, megan]);
  tab = await page.open({ width: 1440, height: 900 });
});

afterAll(() => page.end());

const height = 'document.documentElement.scrollHeight - innerHeight';
/** Counts that lie on the letters beside them. */
const coveredLetters = `[...document.querySelectorAll('.count')].filter((count) => {
  const letters = document.createRange();
  letters.selectNodeContents(count.parentElement.querySelector('[aria-hidden]'));
  const [one, two] = [count.getBoundingClientRect(), letters.getBoundingClientRect()];
  return one.left < two.right - 1 && one.right > two.left && one.bottom > two.top + 4 && one.top < two.bottom;
}).map(({ parentElement }) => parentElement.title)`;
/** Where something ends at the right, in px; nowhere where it is not drawn. */
async function right(of: Locator): Promise<number> {
  const box = await of.boundingBox();
  return box === null ? Number.POSITIVE_INFINITY : box.x + box.width;
}
const focused = 'document.activeElement.textContent.trim()';

it('what could not be sent stands in the field again, unless something new was begun', async () => {
  await tab.route('**/do/write', (route) => route.abort());
  await writes(tab, adele, 'slots in short');
  await column(tab, adele).getByRole('alert').getByText('Whether it was sent is not known').waitFor();
  expect(await field(tab, adele).inputValue()).toBe('slots in short');
  await tab.unroute('**/do/write');
  let goOn = (): void => undefined;
  const isHeld = new Promise<void>((resolve) => (goOn = resolve));
  await tab.route('**/do/write', (route) => isHeld.then(() => route.abort()));
  await field(tab, adele).press('Enter');
  await field(tab, adele).fill('something new');
  goOn();
  await column(tab, adele).getByText('Sending …').waitFor({ state: 'detached' });
  expect(await field(tab, adele).inputValue()).toBe('something new');
  await tab.unroute('**/do/write');
});

it('a message that is too long is refused in a sentence', async () => {
  const data = { seat: adele, text: 'x'.repeat(20_001) };
  const answer = await tab.request.post(`${page.url}/do/write`, { data });
  expect(await answer.json()).toEqual({
    error: 'A message has 20000 letters at most, and this one 20001. It was not sent.',
  });
  expect(await field(tab, adele).getAttribute('maxlength')).toBe('20000');
});

it('Enter that ends a word of an input method sends nothing', async () => {
  await field(tab, adele).fill('slots');
  await field(tab, adele).dispatchEvent('keydown', { key: 'Enter', isComposing: true });
  expect(await field(tab, adele).inputValue()).toBe('slots');
  expect(await column(tab, adele).locator('.typing').count()).toBe(0);
  await field(tab, adele).fill('');
});

it('a button that is being pressed stays under the finger, whatever comes meanwhile', async () => {
  await writes(tab, megan, 'help');
  const button = column(tab, megan).getByRole('button', { name: 'Show slots' }).last();
  await button.waitFor();
  // The answer and the end of "is writing" may be drawn one after the other, and move it before it is pressed.
  await page.story.sandbox.teams.untilQuiet();
  await tab.waitForTimeout(500);
  await button.hover();
  await tab.mouse.down();
  expect(await tab.evaluate(`document.querySelector('button:active')?.textContent`)).toContain('Show slots');
  const before = await button.boundingBox();
  await page.story.person(megan).writes('status of nothing there');
  await tab.waitForTimeout(500);
  expect(await button.boundingBox()).toEqual(before);
  expect(await column(tab, megan).getByText('status of nothing there').count()).toBe(0);
  await tab.mouse.up();
  await column(tab, megan).getByText('status of nothing there').waitFor();
  await column(tab, megan)
    .getByRole('heading', { name: /environments/ })
    .waitFor();
});

it('what the bot says in a channel is read out once, and not for each member', async () => {
  await presses(tab, admins, 'Add Countersign');
  await writes(tab, admins, '@Countersign new');
  const told = tab.locator('.page > [aria-live] p', { hasText: 'Ask for a non-interactive user' });
  await told.first().waitFor({ state: 'attached' });
  expect(await told.count()).toBe(1);
});

it('what is written in a channel without a mention is said not to be heard, until the next message', async () => {
  await writes(tab, admins, 'new for me');
  const note = column(tab, admins).locator('.notice[role=alert]');
  await note.getByText('Countersign did not hear this').waitFor();
  expect(await note.innerText()).toContain('@Countersign');
  expect(await field(tab, admins).inputValue()).toBe('');
  await writes(tab, admins, '@Countersign slots');
  await note.waitFor({ state: 'detached' });
});

it.each([1500, 1100])(
  'at %i px each column is whole, with its field, its name and what is new',
  async (width) => {
    const wide = await page.open({ width, height: 800 });
    await field(wide, adele).click();
    await page.story.person(megan).writes(`help ${width}`);
    for (let news = 0; news < 10; news += 1)
      await page.story.person('Nestor Wilke').channel('Contoso admins').writes(`News ${news}`);
    await column(wide, megan).locator('.badge').waitFor();
    const end = await right(wide.locator('.columns'));
    for (const seat of [adele, megan, admins]) {
      for (const part of ['textarea', 'header button', 'header select', '.messages'])
        expect(await right(column(wide, seat).locator(part))).toBeLessThanOrEqual(end);
      const title = column(wide, seat).locator('header select');
      expect(await title.getAttribute('title')).toBe(await title.locator('option:checked').innerText());
    }
    expect(await wide.evaluate(coveredLetters)).toEqual([]);
    await wide.context().close();
  },
);

it('who is in a card stays there when the oldest message drops out of the page', async () => {
  const channel = page.story.person(megan).channel('Contoso admins');
  const list = column(tab, admins).locator('.message');
  await column(tab, admins).getByRole('button', { name: 'Ask for one' }).last().focus();
  for (let more = (await list.count()) - 1; more < 60; more += 1) await channel.writes(`Line ${more}`);
  await list.getByText('Line 59').waitFor();
  expect(await list.count()).toBe(60);
  expect(await tab.evaluate(focused)).toBe('Ask for one');
});

it('the choice of another chat in a column keeps the keys in its heading', async () => {
  const chooser = column(tab, admins).getByRole('combobox', { name: 'Whose chat this column shows' });
  await chooser.focus();
  await chooser.selectOption({ label: 'Nestor Wilke’s chat' });
  await column(tab, 'Nestor Wilke').locator('select:focus').waitFor();
  await column(tab, 'Nestor Wilke').locator('header select').selectOption(admins);
  await column(tab, admins).locator('select:focus').waitFor();
});

it('a switch shows what is so in the world, whoever changed it', async () => {
  const { cloud } = page.story.sandbox;
  await tab.getByRole('tab', { name: 'Trouble' }).click();
  const flips = tab.getByRole('switch', { name: /Mode does not stick/ });
  expect(await flips.isChecked()).toBe(false);
  cloud.edit('modeDoesNotStick', { environment, after: 'licenceRemoval' });
  await tab.locator('[role=switch]:checked').waitFor();
  expect(await flips.isChecked()).toBe(true);
  await flips.click();
  await tab.locator('[role=switch]:checked').waitFor({ state: 'detached' });
  expect(cloud.world.environment(environment).modeRules).toEqual([]);
});

it('an account cleaned up and left blocked turns nothing red, until somebody opens its sign-in', async () => {
  const { cloud } = page.story.sandbox;
  const chat = column(tab, adele);
  cloud.edit('modeDoesNotStick', { environment, after: 'licenceRemoval' });
  const first = await page.story.approved(environment, 'Cleaned up');
  await page.story.shows(first, '[Try again]');
  await page.story.person(adele).clicks('Give up', { on: first });
  await page.story.shows(first, 'Not made. Everything is cleaned up');
  cloud.edit('modeSticks', { environment });
  expect(cloud.world.user('svc-cleaned-up@contoso.com').accountEnabled).toBe(false);
  await chat.getByRole('heading', { name: 'Everything is cleaned up' }).last().waitFor();
  await tab.getByRole('tab', { name: 'Microsoft' }).click();
  await tab.locator('.accounts li.blocked', { hasText: 'Cleaned up' }).waitFor();
  expect(await tab.locator('.differences').count()).toBe(0);
  cloud.edit('unblockUser', { user: 'Cleaned up' });
  await tab.locator('.differences', { hasText: 'but the account is there, enabled' }).waitFor();
  cloud.edit('blockUser', { user: 'Cleaned up' });
  await tab.locator('.differences').waitFor({ state: 'detached' });
});

it('the story asks for another account when it is played again after a stop', async () => {
  await writes(tab, adele, `new SAP stock connector in ${environment} because nightly stock sync`);
  await column(tab, adele).getByRole('button', { name: 'Continue' }).waitFor();
  await tab.getByRole('button', { name: 'Play the story' }).click();
  const caption = tab.locator('.story .caption', { hasText: 'Adele needs an account' });
  await caption.waitFor();
  expect(await caption.innerText()).toContain('SAP stock connector 2.');
  await tab.getByRole('button', { name: 'Stop', exact: true }).click();
});

it('on small screens the panel scrolls within, and the red lines leave room for the chat', async () => {
  const label = await page.story.approved(environment, 'Small screen');
  await page.story.shows(label, 'Access Mode: Non-interactive');
  page.story.sandbox.cloud.edit('setAccessMode', { environment, user: 'Small screen', accessMode: 0 });
  page.story.sandbox.cloud.edit('blockUser', { user: 'Small screen' });
  for (const size of [
    { width: 640, height: 400 },
    { width: 320, height: 568 },
  ]) {
    const small = await page.open(size);
    const red = small.locator('.differences');
    await red.waitFor();
    expect(await red.locator('li').count()).toBe(1);
    expect((await red.boundingBox())?.height).toBeLessThanOrEqual(size.height / 4);
    expect((await column(small, adele).locator('.messages').boundingBox())?.height).toBeGreaterThan(60);
    await small.getByRole('button', { name: 'Calls' }).click();
    await small.locator('.groups h3').first().waitFor();
    expect(await small.evaluate(height)).toBeLessThanOrEqual(0);
    await small.locator('.groups h3').last().scrollIntoViewIfNeeded();
    await small.context().close();
  }
});

it('nothing broke in the page, and no request left the machine', () => {
  expect(page.broken).toEqual([]);
});
