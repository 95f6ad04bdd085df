import type * as AC from 'adaptivecards';
import { breakAddresses } from './addressPieces.js';
import { cardSource, type CardSource } from './cardSource.js';
import { drawSymbols } from './drawSymbols.js';
import { hostConfig } from './hostConfig.js';
import { markdown } from './markdown.js';
import { searchInputFor, type Search } from './searchInput.js';

declare global {
  /** The renderer, as its own script makes it known. */
  const AdaptiveCards: typeof AC;
}

/** A pressed button whose press goes to the bot. */
export interface CardPress {
  /** The action as it stands in the card. */
  readonly action: Record<string, unknown>;
  /** Its data with the inputs' values merged in, as Teams sends it. */
  readonly data: unknown;
}

/** What a card is bound to. */
export interface CardOptions {
  /** Sends a press; the card is busy meanwhile. Returns the sentence of what went wrong, if anything did. */
  readonly presses: (press: CardPress) => Promise<string | undefined>;
  readonly opens: (url: string) => unknown;
  readonly searches: Search;
  /** IANA time zone for times; the browser's own when absent. */
  readonly timeZone?: string;
}

/** Draws an Adaptive Card with Teams' look. Colours are variables of card.css: the theme may change under it. */
export function drawCard(card: unknown, options: CardOptions): HTMLElement {
  AdaptiveCards.AdaptiveCard.onProcessMarkdown = (text, result) => {
    result.outputHtml = markdown(text);
    result.didProcess = true;
  };
  const made = new AdaptiveCards.AdaptiveCard();
  made.hostConfig = new AdaptiveCards.HostConfig(hostConfig);
  made.parse(cardSource(card as CardSource, options.timeZone), contextFor(options.searches));
  made.onAnchorClicked = (_element, anchor) => {
    options.opens(anchor.href);
    return true;
  };
  const element = document.createElement('div');
  element.className = 'card';
  const drawn = made.render();
  if (drawn !== undefined) element.append(drawn);
  complete(element);
  // What unfolds is drawn by then, and what is refused is marked by its class.
  new MutationObserver(() => complete(element)).observe(element, {
    subtree: true,
    childList: true,
    attributeFilter: ['class'],
  });
  made.onInlineCardExpanded = (action, isExpanded) => {
    if (isExpanded) enter(action);
  };
  made.onExecuteAction = (action) => void pressed(element, action, options);
  return element;
}

/** What a button unfolds is shown whole, and the keys go to its first field. */
function enter(action: AC.ShowCardAction): void {
  const unfolded = action.card.renderedElement;
  unfolded?.querySelector<HTMLElement>('input, textarea, button')?.focus({ preventScroll: true });
  unfolded?.scrollIntoView({ block: 'nearest' });
}

/** What the renderer leaves out: symbols, and that a refused field is told to screen readers. */
function complete(element: HTMLElement): void {
  drawSymbols(element);
  breakAddresses(element);
  for (const field of element.querySelectorAll('input, textarea, select')) {
    const isRefused = field.closest('.ac-input-validation-failed') !== null;
    if (isRefused) field.setAttribute('aria-invalid', 'true');
    else field.removeAttribute('aria-invalid');
  }
  // A button's tooltip would only repeat what stands on it.
  for (const button of element.querySelectorAll('button[title]')) button.removeAttribute('title');
}

function contextFor(search: Search): AC.SerializationContext {
  const context = new AdaptiveCards.SerializationContext(AdaptiveCards.Versions.v1_5);
  const elements = new AdaptiveCards.CardObjectRegistry<AC.CardElement>();
  AdaptiveCards.GlobalRegistry.populateWithDefaultElements(elements);
  elements.register('Input.Search', searchInputFor(search));
  context.setElementRegistry(elements);
  return context;
}

async function pressed(element: HTMLElement, action: AC.Action, options: CardOptions): Promise<void> {
  if (action instanceof AdaptiveCards.OpenUrlAction) {
    options.opens(action.url ?? '');
    return;
  }
  const isSent =
    action instanceof AdaptiveCards.SubmitAction || action instanceof AdaptiveCards.ExecuteAction;
  if (!isSent) return;
  element.querySelector('.card-error')?.remove();
  const buttons = [...element.querySelectorAll('button')].filter(({ disabled }) => !disabled);
  const button = action.renderedElement;
  button?.classList.add('busy');
  element.setAttribute('aria-busy', 'true');
  for (const one of buttons) one.disabled = true;
  button?.setAttribute('aria-busy', 'true');
  try {
    const problem = await options.presses({
      action: action.toJSON() as Record<string, unknown>,
      data: sentData(action),
    });
    if (problem !== undefined) element.append(errorLine(problem));
  } finally {
    for (const one of buttons) one.disabled = false;
    button?.classList.remove('busy');
    button?.removeAttribute('aria-busy');
    element.removeAttribute('aria-busy');
    // A button that is switched off loses the keyboard's place.
    if (document.activeElement === document.body) button?.focus({ preventScroll: true });
  }
}

/** The data with the inputs' values, as Teams sends it: an empty line of text goes along as '', other empty ones do not. */
function sentData(action: AC.SubmitAction | AC.ExecuteAction): unknown {
  const { data } = action;
  if (typeof data !== 'object') return data;
  const inputs = Object.entries((action.getReferencedInputs() ?? {}) as Record<string, AC.Input>);
  const empty = inputs.filter(([, input]) => input instanceof AdaptiveCards.TextInput && !input.isSet());
  return { ...Object.fromEntries(empty.map(([id]) => [id, ''])), ...data };
}

function errorLine(problem: string): HTMLElement {
  const line = document.createElement('p');
  line.className = 'card-error';
  line.setAttribute('role', 'alert');
  line.textContent = problem;
  return line;
}
