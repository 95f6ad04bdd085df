import type { Cloud } from '../cloud/startCloud';
import { WebBrowser, type WebPage } from '../webBrowser';
import { signInApplication } from '../world/contosoIds';
import type { BrowserPart } from './browser/wire';

/** The browsers of the people at the page, beside Teams: one each, with its own cookies, on the sandbox's network. */
export interface SeatBrowsers {
  /** Opens a link of a card. False, and nothing is opened, for a host that the sandbox does not play. */
  open(seat: string, url: string): Promise<boolean>;
  /** Sends a form of the page that is open; `action` as it stands in the page. Throws where none is open. */
  send(seat: string, action: string, fields: Readonly<Record<string, string>>): Promise<void>;
  close(seat: string): void;
  /** What stands in the browser of that seat; nothing where it is closed. */
  part(seat: string): BrowserPart | undefined;
}

/** Browsers that reach what this cloud's proxy leads to. */
export function openSeatBrowsers(cloud: Cloud): SeatBrowsers {
  const browsers = new Map<string, WebBrowser>();
  const shown = new Map<string, WebPage>();
  return {
    async open(seat, url) {
      if (new URL(url).host !== signInApplication.host) return false;
      const browser = browsers.get(seat) ?? new WebBrowser(cloud);
      browsers.set(seat, browser);
      shown.set(seat, await browser.open(url));
      return true;
    },
    async send(seat, action, fields) {
      const [browser, page] = [browsers.get(seat), shown.get(seat)];
      if (browser === undefined || page === undefined)
        throw new Error('No browser is open there; nothing was sent.');
      shown.set(seat, await browser.submit({ action: new URL(action, page.url).href, fields }));
    },
    close: (seat) => void shown.delete(seat),
    part(seat) {
      const page = shown.get(seat);
      return page && { address: page.url.split('?')[0] ?? '', html: page.html };
    },
  };
}
