import { type CardNode, nodeOf, nodesAt, textAt, typeOf } from './cardNode';
import { actionsOn, elementsIn, isVisible } from './placed';

/** How a card is drawn as text. */
export interface TextDrawing {
  /** What the person typed or chose, by the input's id; the card's own values where absent. */
  readonly typed?: Readonly<Record<string, string>>;
  /** What the person folded or unfolded, by the element's id. */
  readonly unfolded?: ReadonlyMap<string, boolean>;
  /** IANA time zone in which times are shown; the machine's own when absent. */
  readonly timeZone?: string;
  /** Whether the contents of ShowCards are drawn below their button. Default: the button alone. */
  readonly showCards?: boolean;
  /** Whether the choices that an input lists are drawn below it. Default: the chosen ones alone. */
  readonly choices?: boolean;
}

/** Draws an Adaptive Card as lines of text: bands, facts, inputs with their values, buttons in [brackets]. */
export function cardAsText(card: unknown, drawing: TextDrawing = {}): string {
  const node = nodeOf(card);
  return node ? linesOf(node, drawing).join('\n') : '';
}

function linesOf(node: CardNode, drawing: TextDrawing): string[] {
  const shown = elementsIn(node).filter((element) => isVisible(element, drawing.unfolded ?? new Map()));
  return [...shown.flatMap((element) => elementLines(element, drawing)), ...buttonLines(node, drawing)];
}

function elementLines(element: CardNode, drawing: TextDrawing): string[] {
  switch (typeOf(element)) {
    case 'TextBlock':
      return wrapped(withTimes(textAt(element, 'text'), drawing.timeZone));
    case 'RichTextBlock':
      return wrapped(inlineText(element));
    case 'FactSet':
      return nodesAt(element, 'facts').map((fact) => {
        const value = withTimes(textAt(fact, 'value'), drawing.timeZone);
        return `${textAt(fact, 'title').padEnd(16)} ${value}`;
      });
    case 'ColumnSet':
    case 'TableRow':
      return [...besides(element, drawing), ...buttonLines(element, drawing)];
    case 'Image':
      return textAt(element, 'altText') === '' ? [] : [`(${textAt(element, 'altText')})`];
    case 'Container':
    case 'Table':
      return banded(element, linesOf(element, drawing));
    default:
      return typeOf(element).startsWith('Input.') ? inputLines(element, drawing) : linesOf(element, drawing);
  }
}

function banded(element: CardNode, lines: string[]): string[] {
  const style = textAt(element, 'style');
  return style === '' || style === 'default' ? lines : lines.map((line) => `▌ ${line}`);
}

function besides(element: CardNode, drawing: TextDrawing): string[] {
  const shown = elementsIn(element).filter((column) => isVisible(column, drawing.unfolded ?? new Map()));
  const columns = shown.map((column) => ({ width: labelWidth(column), lines: linesOf(column, drawing) }));
  const height = Math.max(0, ...columns.map(({ lines }) => lines.length));
  return Array.from({ length: height }, (_, row) =>
    columns
      .map(({ width, lines }) => (lines[row] ?? '').padEnd(width))
      .join(' ')
      .trimEnd(),
  );
}

/** Letters for a column of so many pixels, so that labels stand in line; a stretching column takes what it needs. */
function labelWidth(column: CardNode): number {
  const pixels = /^(\d+)px$/.exec(textAt(column, 'width'))?.[1];
  return pixels === undefined ? 0 : Math.round(Number(pixels) / 7);
}

function inputLines(input: CardNode, drawing: TextDrawing): string[] {
  const id = textAt(input, 'id');
  const own = input['value'];
  const value = drawing.typed?.[id] ?? (typeof own === 'number' ? String(own) : textAt(input, 'value'));
  const label = textAt(input, 'label') || textAt(input, 'title') || textAt(input, 'placeholder') || id;
  const mark = input['isRequired'] === true ? ' *' : '';
  const said = typeOf(input) === 'Input.Toggle' ? toggled(input, value) : chosen(input, value);
  const line = `${label}${mark}: ${said === '' ? `‹${textAt(input, 'placeholder')}›` : `‹${said}›`}`;
  return drawing.choices === true ? [line, ...choiceLines(input)] : [line];
}

function choiceLines(input: CardNode): string[] {
  const titles = nodesAt(input, 'choices').map((choice) => textAt(choice, 'title'));
  const how = input['isMultiSelect'] === true ? 'any of' : 'one of';
  return titles.length === 0 ? [] : [`  ${how}: ${titles.join(' | ')}`];
}

function toggled(input: CardNode, value: string): string {
  return value === (textAt(input, 'valueOn') || 'true') ? 'yes' : 'no';
}

function chosen(input: CardNode, value: string): string {
  const titles = new Map(
    nodesAt(input, 'choices').map((one) => [textAt(one, 'value'), textAt(one, 'title')]),
  );
  if (titles.size === 0) return value;
  const values = input['isMultiSelect'] === true ? value.split(',') : [value];
  return values.map((one) => titles.get(one) ?? one).join(', ');
}

function buttonLines(node: CardNode, drawing: TextDrawing): string[] {
  const buttons = actionsOn(node).filter((action) => textAt(action, 'title') !== '');
  if (buttons.length === 0) return [];
  const row = buttons.map(
    (button) => `[${textAt(button, 'title')}]${button['isEnabled'] === false ? ' (off)' : ''}`,
  );
  const inside =
    drawing.showCards === true ? buttons.flatMap((button) => showCardLines(button, drawing)) : [];
  return [row.join('  '), ...inside];
}

function showCardLines(button: CardNode, drawing: TextDrawing): string[] {
  const card = nodeOf(button['card']);
  if (!card) return [];
  return [`  ${textAt(button, 'title')}`, ...linesOf(card, drawing).map((line) => `    ${line}`)];
}

function inlineText(element: CardNode): string {
  const inlines = element['inlines'];
  if (!Array.isArray(inlines)) return '';
  return inlines
    .map((one: unknown) => (typeof one === 'string' ? one : textAt(nodeOf(one) ?? {}, 'text')))
    .join('');
}

function wrapped(text: string): string[] {
  return text === '' ? [] : text.replaceAll('**', '').split('\n');
}

/** Teams knows whole seconds only: a time with a fraction stays as it was written, as it does there. */
function withTimes(text: string, timeZone: string | undefined): string {
  const functions =
    /\{\{(DATE|TIME)\((\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:Z|[+-]\d{2}:\d{2}))(?:, ?(\w+))?\)\}\}/g;
  return text.replace(functions, (_, name: string, at: string, form: string | undefined) => {
    const zone = timeZone === undefined ? {} : { timeZone };
    const options: Intl.DateTimeFormatOptions =
      name === 'TIME' ? { hour: '2-digit', minute: '2-digit', ...zone } : { ...dateForm(form), ...zone };
    return new Intl.DateTimeFormat('en-GB', options).format(new Date(at));
  });
}

function dateForm(form: string | undefined): Intl.DateTimeFormatOptions {
  if (form === 'LONG') return { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' };
  if (form === 'SHORT') return { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' };
  return { day: '2-digit', month: '2-digit', year: 'numeric' };
}
