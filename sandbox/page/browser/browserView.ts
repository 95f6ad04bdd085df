import { html, type TemplateResult } from 'lit-html';
import { icon } from './icons.js';
import type { PageContext } from './pageState.js';
import type { BrowserPart, SeatPart } from './wire.js';

/**
 * The person's browser, over their column: what a link of a card opened. The page in it is drawn as it came; the page's
 * own policy lets no script run in it, and its forms are sent by the sandbox, which plays the browser.
 */
export function browserView(context: PageContext, seat: SeatPart, browser: BrowserPart): TemplateResult {
  const close = (): void => void context.act.doAt(seat.key, 'closeBrowser', { seat: seat.key });
  const sends = (event: Event): void => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const typed = [...new FormData(form)].filter(
      (field): field is [string, string] => typeof field[1] === 'string',
    );
    const fields = Object.fromEntries(typed);
    void context.act.doAt(seat.key, 'sendForm', {
      seat: seat.key,
      action: form.getAttribute('action') ?? '',
      fields,
    });
  };
  return html`<div class="scrim">
    <div
      class="dialog browser"
      role="dialog"
      aria-label="Browser of ${seat.person}"
      tabindex="-1"
      @keydown=${(event: KeyboardEvent) => {
        if (event.key === 'Escape') close();
      }}
    >
      <header>
        <h2>Browser of ${seat.person}<small>${browser.address}</small></h2>
        <button class="plain" aria-label="Close the browser" @click=${close}>${icon('close')}</button>
      </header>
      <iframe
        title="What the browser shows"
        .srcdoc=${browser.html}
        @load=${(event: Event) =>
          (event.target as HTMLIFrameElement).contentDocument?.addEventListener('submit', sends)}
      ></iframe>
    </div>
  </div>`;
}
