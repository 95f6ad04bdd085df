import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { pageFile } from '../../../sandbox/page/pageFile';

/** A page on which one card lies in light and dark, wide and narrow, with nothing else around. */
export interface CardTable {
  readonly page: Page;
  /** Lays the card out; `press` is the title of a button to press then. */
  lay(card: unknown, press?: string): Promise<void>;
  /** What is wrong with how the card lies there, a sentence each: cut, too wide, badly read. Empty for a good one. */
  faults(): Promise<string[]>;
  /** All four as a PNG. */
  picture(): Promise<Buffer>;
}

const address = 'http://cards.localhost';

const html = `<!doctype html>
<html lang="en-GB">
  <head>
    <meta charset="utf-8" />
    <title>Cards</title>
    <link rel="stylesheet" href="/assets/card.css" />
    <style>
      html, body { margin: 0; background: #fff; }
      body { font: 14px/20px 'Open Sans', sans-serif; }
      main { display: flex; align-items: stretch; width: max-content; }
      section { padding: 12px; background: var(--ground); color: var(--text); }
    </style>
    <script src="/lib/adaptivecards.js"></script>
    <script>${readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8').replaceAll('</script', '<\\/script')}</script>
    <script type="module" src="/cardTable.js"></script>
  </head>
  <body><main></main></body>
</html>`;

/** Opens the table; no request leaves the browser. */
export async function openCardTable(browser: Browser): Promise<CardTable> {
  const page = await browser.newPage({
    viewport: { width: 1700, height: 1000 },
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    reducedMotion: 'reduce',
  });
  await page.route('**/*', async (route) => {
    const { pathname } = new URL(route.request().url());
    const file = fileAt(pathname);
    await (file === undefined ? route.abort() : route.fulfill({ contentType: file.type, body: file.body }));
  });
  page.setDefaultTimeout(10_000);
  await page.goto(address);
  await page.waitForFunction('globalThis.cardTable !== undefined');
  return {
    page,
    lay: (card, press) =>
      page.evaluate(
        `cardTable.layOut(${JSON.stringify(card)}, ${press === undefined ? 'undefined' : JSON.stringify(press)})`,
      ),
    faults: () => page.evaluate<string[]>('cardTable.faults()'),
    picture: () => page.locator('main').screenshot({ animations: 'disabled' }),
  };
}

function fileAt(pathname: string): { readonly type: string; readonly body: Buffer | string } | undefined {
  if (pathname === '/') return { type: 'text/html; charset=utf-8', body: html };
  if (pathname !== '/cardTable.js') return pageFile(pathname);
  return {
    type: 'text/javascript; charset=utf-8',
    body: readFileSync(path.join(__dirname, 'cardTable.mjs')),
  };
}
