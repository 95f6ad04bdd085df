import type { Browser, BrowserContextOptions, Locator, Page as Tab } from 'playwright-core';
import { startPage } from '../../../sandbox/page/startPage';
import type { PolicyChanges } from '../../../sandbox/policy';
import { startBrowser } from '../../support/startBrowser';
import { startStory, type Story } from '../../support/startStory';

/** A sandbox with its page, and a browser to look at it. */
export interface OpenedPage {
  readonly story: Story;
  readonly url: string;
  /** What broke in the page or left the machine so far. */
  readonly broken: readonly string[];
  /** Opens the page anew in a window of that size. */
  open(viewport: { width: number; height: number }, wishes?: BrowserContextOptions): Promise<Tab>;
  /** Ends it all; throws as `Story.end` does. */
  end(): Promise<void>;
}

/** Starts it all, with the bot installed for the people named, and with what is changed in the policy. */
export async function startOpenedPage(
  installedFor: readonly string[] = [],
  policy: PolicyChanges = {},
): Promise<OpenedPage> {
  const [story, browser] = await Promise.all([startStory(installedFor, policy), startBrowser()]);
  const served = await startPage(story.sandbox, 0);
  const broken: string[] = [];
  return {
    story,
    url: served.url,
    broken,
    open: (viewport, wishes = {}) => opened({ browser, url: served.url, broken }, { viewport, ...wishes }),
    async end() {
      await browser.close();
      await served.close();
      await story.end();
    },
  };
}

async function opened(
  { browser, url, broken }: { readonly browser: Browser; readonly url: string; readonly broken: string[] },
  wishes: BrowserContextOptions,
): Promise<Tab> {
  const context = await browser.newContext(wishes);
  const made = await context.newPage();
  made.setDefaultTimeout(60_000);
  made.on('pageerror', (error) => broken.push(error.message));
  made.on('request', (request) => {
    if (!request.url().startsWith(url)) broken.push(`A request left for ${request.url()}`);
  });
  await made.goto(url);
  await made.locator('.column').first().waitFor();
  return made;
}

/** The column of that seat. */
export function column(on: Tab, seat: string): Locator {
  return on.locator(`[data-seat="${seat}"]`);
}

/** Where the person of that seat writes. */
export function field(on: Tab, seat: string): Locator {
  return column(on, seat).getByRole('combobox', { name: /^Message to/ });
}

/** Writes and sends. */
export async function writes(on: Tab, seat: string, text: string): Promise<void> {
  await field(on, seat).fill(text);
  await field(on, seat).press('Enter');
}

/** Presses the newest button of that name, as long as a finger does: what moves away under it is not pressed. */
export async function presses(on: Tab, seat: string, name: string): Promise<void> {
  await column(on, seat).getByRole('button', { name, exact: true }).last().click({ delay: 80 });
}

/** Chooses a security role in the newest form. */
export async function chooses(on: Tab, seat: string, role: string): Promise<void> {
  const box = column(on, seat).getByRole('combobox', { name: 'Security roles' }).last();
  await box.fill(role.slice(0, 5));
  await column(on, seat).getByRole('option', { name: role }).waitFor();
  await box.press('Enter');
}
