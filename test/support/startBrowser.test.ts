import type { Browser } from 'playwright-core';
import { startBrowser } from './startBrowser';

let browser: Browser;

beforeAll(async () => {
  browser = await startBrowser();
});

afterAll(() => browser.close());

it('a browser starts without the system’s help, and draws letters', async () => {
  const page = await browser.newPage();
  await page.setContent('<span id="wide">MMMM</span><br><span id="narrow">iiii</span>');
  const width = (id: string) => page.evaluate<number>(`document.getElementById('${id}').offsetWidth`);
  expect(await width('wide')).toBeGreaterThan(2 * (await width('narrow')));
});

it('closing one page leaves the others open', async () => {
  const page = await browser.newPage();
  await (await browser.newPage()).close();
  await page.setContent('<h1>Still here</h1>');
  expect(await page.locator('h1').textContent()).toBe('Still here');
});
