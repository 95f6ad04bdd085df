import type { Browser, Page } from 'playwright-core';
import { startBrowser } from '../support/startBrowser';
import { openCardTable } from './support/openCardTable';

let browser: Browser;
let page: Page;

beforeAll(async () => {
  browser = await startBrowser();
  ({ page } = await openCardTable(browser));
});

afterAll(() => browser.close());

interface Answers {
  readonly wait?: number;
  readonly error?: string;
  readonly choices?: readonly { readonly title: string; readonly value: string }[];
}

/** Draws a card of these elements and buttons. */
async function draw(parts: Readonly<Record<string, unknown>>, answers: Answers = {}): Promise<void> {
  const card = { type: 'AdaptiveCard', version: '1.5', ...parts };
  await page.evaluate(`cardTable.lay(${JSON.stringify(card)}, ${JSON.stringify(answers)})`);
}

/** What the card asked its page for. */
const asked = (what: 'presses' | 'opened' | 'searches'): Promise<readonly Record<string, unknown>[]> =>
  page.evaluate(`asked.${what}`);
const sent = async (): Promise<unknown> => (await asked('presses')).at(-1)?.['data'];
const button = (name: string) => page.getByRole('button', { name, exact: true });

const text = (words: string): object => ({ type: 'TextBlock', text: words, wrap: true });
const send = {
  type: 'Action.Execute',
  title: 'Send',
  verb: 'send',
  data: { verb: 'send' },
  style: 'positive',
};
const roles = {
  type: 'Input.ChoiceSet',
  id: 'roles',
  label: 'Roles',
  isMultiSelect: true,
  isRequired: true,
  errorMessage: 'Choose a role.',
  choices: [],
  'choices.data': { type: 'Data.Query', dataset: 'roles', associatedInputs: 'auto' },
};
const found = [
  { title: 'Basic User', value: 'b' },
  { title: 'Stock Reader', value: 's' },
];

it('times are British, in the zone asked for; one with a fraction stays as Teams leaves it', async () => {
  await draw({
    body: [
      text(
        '{{DATE(2026-11-24T23:30:00Z,SHORT)}} at {{TIME(2026-11-24T23:30:00Z)}}, {{TIME(2026-11-24T23:30:00.5Z)}}',
      ),
    ],
  });
  const words = await page.locator('.card').innerText();
  expect(words).toMatch(/^Wed,? 25 Nov 2026 at 00:30, \{\{TIME\(2026-11-24T23:30:00\.5Z\)\}\}$/);
});

it('bold words and https links are drawn, HTML and other links are not', async () => {
  await draw({
    body: [
      text(
        '**Bold** [good](https://contoso.com/a) [bad](javascript:alert(1)) <img src=x onerror="document.title=1">',
      ),
    ],
  });
  expect(await page.locator('.card strong').innerText()).toBe('Bold');
  expect(await page.locator('.card img').count()).toBe(0);
  await page.getByRole('link').click();
  expect(await page.getByRole('link').count()).toBe(1);
  expect(await asked('opened')).toEqual(['https://contoso.com/a']);
});

it('a symbol keeps its letter for readers and for copying, also in what unfolds later', async () => {
  const inside = { type: 'AdaptiveCard', body: [text('✓ Unfolded')] };
  await draw({
    body: [text('✓ Done')],
    actions: [{ type: 'Action.ShowCard', title: 'More…', card: inside }],
  });
  expect(await page.locator('.card').textContent()).toContain('✓ Done');
  await button('More…').click();
  await page.getByText('Unfolded').waitFor();
  await expect(page.locator('.symbol svg').count()).resolves.toBe(2);
});

it('an element newer than 1.5 is drawn by its fallback, and not at all without one', async () => {
  await draw({
    body: [
      { type: 'Badge', text: 'New', fallback: text('Old') },
      { type: 'Badge', text: 'Gone' },
    ],
  });
  expect(await page.locator('.card').innerText()).toBe('Old');
});

it('while the bot answers the button is busy and none can be pressed; what went wrong is an alert below', async () => {
  await draw(
    { actions: [send, { ...send, title: 'Other' }] },
    { wait: 300, error: 'Unable to reach the app.' },
  );
  await button('Send').click();
  expect(await button('Send').getAttribute('aria-busy')).toBe('true');
  expect(await button('Other').isDisabled()).toBe(true);
  expect(await page.getByRole('alert').innerText()).toBe('Unable to reach the app.');
  expect(await button('Other').isEnabled()).toBe(true);
  expect(await page.evaluate('document.activeElement.textContent')).toBe('Send');
  expect((await asked('presses')).map(({ action }) => (action as { verb: string }).verb)).toEqual(['send']);
});

it('a wrong field says so, gets the focus, and nothing is sent until it is right', async () => {
  const name = {
    type: 'Input.Text',
    id: 'name',
    label: 'Name',
    isRequired: true,
    errorMessage: 'Give a name.',
  };
  await draw({ body: [name, { type: 'Input.Text', id: 'note', label: 'Note' }], actions: [send] });
  await button('Send').click();
  expect(await page.locator('.card').innerText()).toContain('Give a name.');
  expect(await page.evaluate('document.activeElement === document.querySelector(".card input")')).toBe(true);
  await expect(page.locator('input[aria-invalid=true]').count()).resolves.toBe(1);
  expect(await asked('presses')).toEqual([]);
  await page.locator('.card input').first().fill('SAP');
  await button('Send').click();
  expect(await sent()).toEqual({ verb: 'send', name: 'SAP', note: '' });
  expect(await page.locator('input[aria-invalid=true]').count()).toBe(0);
});

it('a button without inputs sends its own data alone, whatever the fields hold', async () => {
  await draw({ body: [roles], actions: [{ ...send, associatedInputs: 'none' }] });
  await button('Send').click();
  expect(await sent()).toEqual({ verb: 'send' });
});

it('choices are searched for while one types, and chosen with the keyboard alone', async () => {
  await draw(
    { body: [{ type: 'Input.Text', id: 'place', label: 'Place', value: 'Test' }, roles], actions: [send] },
    { choices: found },
  );
  const field = page.getByRole('combobox', { name: 'Roles' });
  await field.fill('user');
  await page.getByRole('option', { name: 'Basic User' }).waitFor();
  expect((await asked('searches')).at(-1)).toMatchObject({
    dataset: 'roles',
    text: 'user',
    inputs: { place: 'Test' },
  });
  await field.press('Enter');
  await field.fill('s');
  await page.getByRole('option', { name: 'Stock Reader' }).waitFor();
  // What is chosen already is not offered again.
  expect(await page.getByRole('option').allInnerTexts()).toEqual(['Stock Reader']);
  await field.press('ArrowDown');
  const active = await field.getAttribute('aria-activedescendant');
  expect(await page.locator(`[id="${active ?? ''}"]`).innerText()).toBe('Stock Reader');
  await field.press('Enter');
  await button('Send').click();
  expect(await sent()).toMatchObject({ roles: 'b,s' });
  await field.press('Backspace');
  await button('Remove Basic User').click();
  await button('Send').click();
  expect(await page.locator('.card').innerText()).toContain('Choose a role.');
});

it('a search that finds nothing says so, until something else is written or one goes elsewhere', async () => {
  await draw({ body: [roles], actions: [send] });
  const field = page.getByRole('combobox');
  const none = page.locator('.none');
  await field.fill('zzz');
  await none.getByText('Nothing found').waitFor();
  expect(await page.getByRole('status').innerText()).toBe('Nothing found');
  await field.fill('');
  await none.waitFor({ state: 'hidden' });
  await field.fill('zzz');
  await none.waitFor();
  await button('Send').focus();
  expect(await none.isHidden()).toBe(true);
});

it('Escape closes the list and is not heard outside; a second one is', async () => {
  await draw({ body: [roles] }, { choices: found });
  await page.evaluate(
    'document.addEventListener("keydown", (e) => { asked.opened.push(e.defaultPrevented); })',
  );
  const field = page.getByRole('combobox');
  await field.click();
  await page.getByRole('option').first().waitFor();
  await field.press('Escape');
  expect(await page.getByRole('option').count()).toBe(0);
  await field.press('Escape');
  expect(await asked('opened')).toEqual([true, false]);
});

it('people are found by name and sent by their id', async () => {
  const owner = {
    ...roles,
    id: 'owner',
    label: 'Owner',
    isMultiSelect: false,
    'choices.data': { type: 'Data.Query', dataset: 'graph.microsoft.com/users' },
  };
  await draw({ body: [owner], actions: [send] }, { choices: [{ title: 'Adele Vance', value: 'id-adele' }] });
  await page.getByRole('combobox').fill('ade');
  await page.getByRole('option', { name: 'Adele Vance' }).click();
  expect(await page.locator('.pill .initials').getAttribute('data-letters')).toBe('AV');
  await button('Send').click();
  expect(await sent()).toEqual({ verb: 'send', owner: 'id-adele' });
});

it('a toggle unfolds, and a mention stands out', async () => {
  const more = { ...text('The rest'), id: 'rest', isVisible: false };
  await draw({
    body: [text('Hello <at>Megan Bowen</at>'), more],
    actions: [{ type: 'Action.ToggleVisibility', title: 'More', targetElements: ['rest'] }],
    msteams: {
      entities: [
        { type: 'mention', text: '<at>Megan Bowen</at>', mentioned: { id: 'm', name: 'Megan Bowen' } },
      ],
    },
  });
  expect(await page.locator('.mention').innerText()).toBe('Megan Bowen');
  expect(await page.getByText('The rest').isVisible()).toBe(false);
  await button('More').click();
  expect(await page.getByText('The rest').isVisible()).toBe(true);
});
