import { html, nothing, type TemplateResult } from 'lit-html';
import { cardView } from './cardView.js';
import type { PageContext } from './pageState.js';
import { initialsOf } from './seatKey.js';
import type { MessagePart, SeatPart } from './wire.js';

/** One message as Teams shows it: the bot's and others' at the left, one's own at the right. */
export function messageView(context: PageContext, seat: SeatPart, message: MessagePart): TemplateResult {
  const isOwn = !message.fromBot && message.from === seat.person;
  const hasText = message.text !== '' && (message.card === undefined || message.text !== message.summary);
  return html`<li class="message ${isOwn ? 'own' : ''}" data-message=${message.id}>
    ${
      isOwn
        ? nothing
        : html`<span class="avatar ${message.fromBot ? 'bot' : ''}" aria-hidden="true"
            >${message.fromBot ? '' : initialsOf(message.from)}</span
          >`
    }
    <div class="said">
      <p class="from">
        ${isOwn ? html`<span class="unseen">You</span>` : html`<b>${message.from}</b>`}
        <time datetime=${new Date(message.at).toISOString()}>${timeOf(message.at)}</time>
        ${message.edits > 0 ? html`<span class="edited">Edited</span>` : nothing}
        ${message.undelivered ? html`<span class="undelivered">Not delivered</span>` : nothing}
      </p>
      ${hasText ? html`<p class="text">${withMentions(message.text)}</p>` : nothing}
      ${
        message.card === undefined
          ? nothing
          : cardView(context, seat, {
              name: `${seat.key} ${message.id}`,
              on: message.id,
              card: message.card,
              version: message.edits,
            })
      }
    </div>
  </li>`;
}

/** Hours and minutes as in Teams. */
function timeOf(at: number): string {
  return new Date(at).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
}

function withMentions(text: string): (string | TemplateResult)[] {
  return text
    .split(/(@Countersign\b)/)
    .map((piece) => (piece.startsWith('@') ? html`<span class="mention">${piece}</span>` : piece));
}
