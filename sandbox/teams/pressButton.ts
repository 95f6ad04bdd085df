import { type CardNode, nodeOf, nodesAt, textAt, typeOf } from './cardNode';
import { isSeen, type Placed, placedIn } from './placed';

/** What the person has done with a card without sending anything yet. Reset when the card is replaced. */
export interface Touched {
  /** Typed or chosen values by the input's id, as the client would send them. */
  readonly typed: Map<string, string>;
  /** What was folded or unfolded, by the element's id. */
  readonly unfolded: Map<string, boolean>;
}

/** An input that keeps the client from sending, with the sentence that the client shows at it. */
export interface RefusedInput {
  readonly id: string;
  readonly label: string;
  readonly message: string;
}

/** A card which nobody has touched yet. */
export function untouched(): Touched {
  return { typed: new Map(), unfolded: new Map() };
}

/**
 * The button of that title, in ShowCards too. Throws, with the titles there are, when there is none, when it is
 * switched off or folded away, or when several have the title and `nth` (from 1) does not say which.
 */
export function buttonTitled(card: CardNode, title: string, touched: Touched, nth?: number): Placed {
  const buttons = placedIn(card).filter(({ node }) => typeOf(node).startsWith('Action.'));
  const titled = buttons.filter(({ node }) => textAt(node, 'title') === title);
  const seen = titled.filter((button) => isSeen(button, touched.unfolded));
  const found = nth === undefined ? seen[0] : seen[nth - 1];
  if (!found) {
    const titles = buttons.map(({ node }) => `[${textAt(node, 'title')}]`).join(' ');
    const why = titled.length > 0 ? 'is folded away' : 'is not there';
    throw new Error(`The button [${title}] ${why}. The card has: ${titles || 'no buttons'}.`);
  }
  if (nth === undefined && seen.length > 1) {
    throw new Error(`${String(seen.length)} buttons are titled [${title}]: say which by "nth".`);
  }
  if (found.node['isEnabled'] === false) throw new Error(`The button [${title}] is switched off.`);
  return found;
}

/** The input with that id or label. Throws, with the labels there are, when there is none. */
export function inputNamed(card: CardNode, name: string): Placed {
  const inputs = inputsIn(card);
  const found =
    inputs.find(({ node }) => textAt(node, 'id') === name) ??
    inputs.find(({ node }) => labelOf(node) === name);
  if (found) return found;
  const labels = inputs.map(({ node }) => `"${labelOf(node)}" (${textAt(node, 'id')})`).join(', ');
  throw new Error(`There is no input "${name}". The card has: ${labels || 'no inputs'}.`);
}

/** What people read beside an input: its label, else its title or placeholder. */
export function labelOf(input: CardNode): string {
  return textAt(input, 'label') || textAt(input, 'title') || textAt(input, 'placeholder');
}

/** The inputs that go out with a button: those of its own card and of the cards around, never of a sibling ShowCard. */
export function inputsOf(card: CardNode, button: Placed): CardNode[] {
  if (textAt(button.node, 'associatedInputs').toLowerCase() === 'none') return [];
  return inputsIn(card)
    .filter(({ cards }) => cards.every((each) => button.cards.includes(each)))
    .map(({ node }) => node);
}

/** The inputs which the client would not let through, hidden ones included, as the renderer does. */
export function refusedInputs(inputs: readonly CardNode[], touched: Touched): RefusedInput[] {
  return inputs
    .filter((input) => !isAcceptable(input, valueOf(input, touched)))
    .map((input) => ({
      id: textAt(input, 'id'),
      label: labelOf(input),
      message: textAt(input, 'errorMessage') || 'This field is not filled in as it should be.',
    }));
}

/** The button's data with the inputs' values merged in, as the client sends it; data that is no object stays alone. */
export function mergedData(button: CardNode, inputs: readonly CardNode[], touched: Touched): unknown {
  const own = button['data'];
  if (own !== undefined && !nodeOf(own)) return own;
  const values = inputs.flatMap((input): [string, string][] => {
    const value = valueOf(input, touched);
    return value === undefined ? [] : [[textAt(input, 'id'), value]];
  });
  return { ...nodeOf(own), ...Object.fromEntries(values) };
}

/** Folds and unfolds what a toggle button names. */
export function toggle(card: CardNode, button: CardNode, touched: Touched): void {
  const targets: unknown[] = Array.isArray(button['targetElements']) ? button['targetElements'] : [];
  for (const target of targets) {
    const id = typeof target === 'string' ? target : textAt(nodeOf(target) ?? {}, 'elementId');
    const told = nodeOf(target)?.['isVisible'];
    const element = placedIn(card).find(({ node }) => textAt(node, 'id') === id)?.node;
    const now = touched.unfolded.get(id) ?? element?.['isVisible'] !== false;
    touched.unfolded.set(id, typeof told === 'boolean' ? told : !now);
  }
}

/** The value that the client sends for an input; undefined where it sends none. */
export function valueOf(input: CardNode, touched: Touched): string | undefined {
  const own = input['value'];
  const value =
    touched.typed.get(textAt(input, 'id')) ??
    (typeof own === 'number' ? String(own) : textAt(input, 'value'));
  if (typeOf(input) === 'Input.Toggle') return value || textAt(input, 'valueOff') || 'false';
  // An empty line of text is sent as ''; an empty number, date or choice is not sent at all.
  return value === '' && typeOf(input) !== 'Input.Text' ? undefined : value;
}

function inputsIn(card: CardNode): Placed[] {
  return placedIn(card).filter(({ node }) => typeOf(node).startsWith('Input.'));
}

function isAcceptable(input: CardNode, value: string | undefined): boolean {
  if (value === undefined || value === '') return input['isRequired'] !== true;
  switch (typeOf(input)) {
    case 'Input.Text':
      return textAt(input, 'regex') === '' || new RegExp(textAt(input, 'regex')).test(value);
    case 'Input.Toggle':
      return input['isRequired'] !== true || value === (textAt(input, 'valueOn') || 'true');
    case 'Input.Number':
      return isBetween(Number(value), input['min'], input['max']);
    case 'Input.Date':
    case 'Input.Time':
      return isBetween(value, input['min'], input['max']);
    default:
      return true;
  }
}

function isBetween(value: number | string, min: unknown, max: unknown): boolean {
  if (typeof min === typeof value && value < (min as number | string)) return false;
  return !(typeof max === typeof value && value > (max as number | string));
}

/** The value of the choice with that title or value; undefined when the input lists no such choice. */
export function choiceOf(input: CardNode, wanted: string): string | undefined {
  const choices = nodesAt(input, 'choices');
  const found =
    choices.find((choice) => textAt(choice, 'title') === wanted) ??
    choices.find((choice) => textAt(choice, 'value') === wanted) ??
    choices.find((choice) => textAt(choice, 'title').startsWith(`${wanted}:`));
  return found && textAt(found, 'value');
}
