import { html, nothing, type TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { icon } from './icons.js';
import type { PageContext } from './pageState.js';
import type { SeatName } from './seatKey.js';
import type { OfficePart } from './wire.js';

interface Suggestion {
  readonly title: string;
  readonly description: string;
  /** What is written when it is taken. */
  readonly text: string;
}

/** Most letters of one message. */
const longest = 20_000;

/** Where one writes: Enter sends. What may be written is suggested, and in a channel the mention first. */
export function composer(context: PageContext, name: SeatName, office: OfficePart): TemplateResult {
  const { state } = context;
  const draft = state.drafts.get(name.key) ?? '';
  const chosen = state.suggested.get(name.key);
  const suggestions = chosen === undefined ? [] : suggestionsFor(name, office, draft);
  const id = `suggestions-${name.key.replaceAll(' ', '-')}`;
  const isOpen = suggestions.length > 0;
  const active = Math.min(chosen ?? -1, suggestions.length - 1);
  return html`<form class="composer" @submit=${(event: Event) => submit(context, name, event)}>
    ${isOpen ? suggestionList(context, name, { id, suggestions, active }) : nothing}
    <textarea
      rows="1"
      aria-label="Message to ${office.botName} from ${name.person}${name.channel ? ` in ${name.channel}` : ''}"
      placeholder=${name.channel === undefined ? 'Write a message' : `Begin with @${office.botName}`}
      role="combobox"
      aria-autocomplete="list"
      aria-expanded=${isOpen}
      aria-controls=${id}
      aria-activedescendant=${isOpen && active >= 0 ? `${id}-${active}` : ''}
      maxlength=${longest}
      .value=${live(draft)}
      @focus=${() => suggest(context, name, -1)}
      @blur=${() => suggest(context, name, undefined)}
      @input=${(event: Event) => {
        state.drafts.set(name.key, (event.target as HTMLTextAreaElement).value);
        suggest(context, name, -1);
      }}
      @keydown=${(event: KeyboardEvent) => keyed(context, name, { event, suggestions, active })}
    ></textarea>
    <button class="plain" type="submit" aria-label="Send" ?disabled=${draft.trim() === ''}>
      ${icon('send')}
    </button>
  </form>`;
}

function suggestionList(
  context: PageContext,
  name: SeatName,
  {
    id,
    suggestions,
    active,
  }: { readonly id: string; readonly suggestions: readonly Suggestion[]; readonly active: number },
): TemplateResult {
  return html`<ul class="suggestions" id=${id} role="listbox" aria-label="What you can write">
    ${suggestions.map(
      (one, index) =>
        html`<li
          id="${id}-${index}"
          role="option"
          aria-selected=${index === active}
          @pointerdown=${(event: Event) => {
            event.preventDefault();
            take(context, name, one);
          }}
        >
          <b>${one.title}</b> <span>${one.description}</span>
        </li>`,
    )}
  </ul>`;
}

function suggestionsFor(name: SeatName, office: OfficePart, draft: string): Suggestion[] {
  const mention = `@${office.botName} `;
  if (name.channel !== undefined && !draft.startsWith(mention)) {
    const isBegun = draft === '' || mention.toLowerCase().startsWith(draft.toLowerCase());
    return isBegun
      ? [{ title: mention.trim(), description: 'is heard only when it is mentioned', text: mention }]
      : [];
  }
  const before = name.channel === undefined ? '' : mention;
  const typed = draft.slice(before.length).toLowerCase();
  return (name.channel === undefined ? office.commands : office.channelCommands)
    .filter(({ title }) => commandOf(title).startsWith(typed) && commandOf(title) !== typed.trimEnd())
    .map(({ title, description }) => ({
      title,
      description,
      text: before + commandOf(title) + (title.includes('…') ? ' R-' : title === 'new' ? ' ' : ''),
    }));
}

/** What is written of a command's title: `status R-…` is `status`. */
function commandOf(title: string): string {
  return title.replace(/ R-…$/, '');
}

function suggest({ state, act }: PageContext, { key }: SeatName, chosen: number | undefined): void {
  if (chosen === undefined) state.suggested.delete(key);
  else state.suggested.set(key, chosen);
  act.redraw();
}

function take(context: PageContext, name: SeatName, { text }: Suggestion): void {
  context.state.drafts.set(name.key, text);
  suggest(context, name, -1);
}

function keyed(
  context: PageContext,
  name: SeatName,
  on: { readonly event: KeyboardEvent; readonly suggestions: readonly Suggestion[]; readonly active: number },
): void {
  const { event, suggestions, active } = on;
  // Enter and arrows belong to the input method while a word is composed by it.
  if (event.isComposing) return;
  const picked = suggestions[active];
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step !== undefined && suggestions.length > 0) {
    event.preventDefault();
    suggest(context, name, (active + step + suggestions.length) % suggestions.length);
  } else if (event.key === 'Escape') suggest(context, name, undefined);
  else if (event.key === 'Tab' && picked !== undefined) {
    event.preventDefault();
    take(context, name, picked);
  } else if (event.key === 'Enter' && !event.shiftKey) {
    event.preventDefault();
    if (picked === undefined) void send(context, name);
    else take(context, name, picked);
  }
}

function submit(context: PageContext, name: SeatName, event: Event): void {
  event.preventDefault();
  void send(context, name);
}

async function send({ state, act }: PageContext, { key }: SeatName): Promise<void> {
  const text = (state.drafts.get(key) ?? '').trim();
  if (text === '') return;
  state.drafts.delete(key);
  state.suggested.delete(key);
  state.sending.add(key);
  act.redraw();
  const { error, isSaid } = await act.doAt(key, 'write', { seat: key, text });
  state.sending.delete(key);
  const isBegunAnew = (state.drafts.get(key) ?? '') !== '';
  if (error !== undefined && isSaid !== true && !isBegunAnew) state.drafts.set(key, text);
  act.redraw();
}
