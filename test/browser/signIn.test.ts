import type { FrameLocator, Page as Tab } from 'playwright-core';
import { chooses, column, type OpenedPage, presses, startOpenedPage, writes } from './support/openedPage';

const adele = 'Adele Vance';
const megan = 'Megan Bowen';
const finance = 'Contoso Finance';

jest.setTimeout(120_000);

let page: OpenedPage;
let tab: Tab;

beforeAll(async () => {
  const policy = { stepUp: true, inEnvironment: { [finance]: { sensitive: true, limit: 30 } } } as const;
  page = await startOpenedPage([adele, megan], policy);
  tab = await page.open({ width: 1440, height: 900 });
});

afterAll(() => page.end());

/** What Megan's browser shows. */
const inBrowser = (): FrameLocator => column(tab, megan).frameLocator('.browser iframe');

async function signsIn(happens: string): Promise<void> {
  await column(tab, megan).getByRole('link', { name: 'Sign in' }).last().click();
  await inBrowser().getByLabel('What happens').selectOption({ label: happens });
  await inBrowser().getByRole('button', { name: 'Sign in' }).click();
}

it('a sensitive request is approved in the approver’s own browser, by a fresh sign-in and nothing less', async () => {
  await writes(tab, adele, `new Ledger export in ${finance} because month end`);
  await chooses(tab, adele, 'Basic User');
  await presses(tab, adele, 'Continue');
  await column(tab, adele).getByText('Could it be an application user?').last().waitFor();
  await presses(tab, adele, 'Continue');
  await presses(tab, adele, 'Send for approval');
  const card = column(tab, megan).locator('.message', { hasText: 'Ledger export' }).last();
  await card.getByRole('button', { name: 'Approve…' }).click();
  await card.getByRole('textbox').first().fill(finance);
  await card.getByRole('button', { name: 'Approve and sign in' }).click();
  await signsIn('Use the session of an hour ago (the browser took the prompt away)');
  await inBrowser().getByRole('heading', { name: 'The sign-in was not a fresh one' }).waitFor();
  await column(tab, megan).getByRole('button', { name: 'Close the browser' }).click();
  await signsIn('Type the password and the second factor');
  await inBrowser().getByText('Ledger export').first().waitFor();
  expect(page.story.sandbox.cloud.world.findUser('Ledger export')).toBeUndefined();
  await inBrowser().getByRole('button', { name: 'Approve' }).click();
  await inBrowser().getByText('Your approval counts.').waitFor();
  await column(tab, megan).getByRole('button', { name: 'Close the browser' }).click();
  await column(tab, adele).getByRole('heading', { name: 'Access Mode: Non-interactive' }).waitFor();
  expect(page.broken).toEqual([]);
});

it('a link that leads out of the sandbox is told, and opens nothing', async () => {
  await presses(tab, adele, 'Open Key Vault');
  await column(tab, adele).getByText('That you were shown this is noted').waitFor();
  await column(tab, adele).getByRole('link', { name: 'Open Key Vault' }).last().click();
  await column(tab, adele).getByText('In Teams, a browser would now open https://portal.azure.com').waitFor();
  expect(await column(tab, adele).locator('.browser').count()).toBe(0);
});
