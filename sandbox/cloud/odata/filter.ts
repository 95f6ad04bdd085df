/** A row that a filter looks at. */
export type Row = Readonly<Record<string, unknown>>;

/** A filter that cannot be understood, or that names what the rows do not have. */
export class FilterError extends Error {}

type Test = (row: Row) => boolean;
type Literal = string | number | boolean | null;

const tokens =
  /\s*('(?:[^']|'')*'|[()]|,|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|-?\d+(?:\.\d+)?(?![\w-])|[@\w./]+)/giy;
const comparisons = ['eq', 'ne', 'gt', 'ge', 'lt', 'le'];
const functions = ['startswith', 'endswith', 'contains'];

/**
 * Understands the few forms of `$filter` that are used: comparisons with a literal, `startswith`, `endswith`,
 * `contains`, `not`, `and`, `or` and brackets. Strings are compared without case, as both services do. `known` are
 * the properties that may be named. Throws a FilterError.
 */
export function parseFilter(text: string, known: readonly string[]): Test {
  const reader = new Reader(text, known);
  const test = reader.either();
  reader.end();
  return test;
}

class Reader {
  private readonly tokens: string[];
  private at = 0;

  constructor(
    text: string,
    private readonly known: readonly string[],
  ) {
    this.tokens = split(text);
  }

  either(): Test {
    const tests = [this.both()];
    while (this.take('or')) tests.push(this.both());
    return (row) => tests.some((test) => test(row));
  }

  end(): void {
    if (this.at < this.tokens.length)
      throw new FilterError(`Syntax error at '${this.peek()}' in the filter.`);
  }

  private both(): Test {
    const tests = [this.one()];
    while (this.take('and')) tests.push(this.one());
    return (row) => tests.every((test) => test(row));
  }

  private one(): Test {
    if (this.take('not')) {
      const test = this.one();
      return (row) => !test(row);
    }
    if (this.take('(')) {
      const test = this.either();
      this.expect(')');
      return test;
    }
    return functions.includes(this.peek().toLowerCase()) ? this.call() : this.comparison();
  }

  private call(): Test {
    const name = this.next().toLowerCase();
    this.expect('(');
    const property = this.property();
    this.expect(',');
    const wanted = comparable(this.literal());
    this.expect(')');
    if (typeof wanted !== 'string') throw new FilterError(`${name} takes a string.`);
    return (row) => {
      const value = comparable(valueAt(row, property));
      if (typeof value !== 'string') return false;
      if (name === 'startswith') return value.startsWith(wanted);
      return name === 'endswith' ? value.endsWith(wanted) : value.includes(wanted);
    };
  }

  private comparison(): Test {
    const property = this.property();
    const operator = this.next().toLowerCase();
    if (!comparisons.includes(operator)) throw new FilterError(`'${operator}' is no comparison.`);
    const wanted = comparable(this.literal());
    return (row) => compare(comparable(valueAt(row, property)), operator, wanted);
  }

  private property(): string {
    const property = this.next();
    if (!this.known.includes(property))
      throw new FilterError(`Could not find a property named '${property}'.`);
    return property;
  }

  private literal(): Literal {
    const token = this.next();
    if (token.startsWith("'")) return token.slice(1, -1).replaceAll("''", "'");
    if (token === 'null') return null;
    if (token === 'true' || token === 'false') return token === 'true';
    if (/^-?\d+(\.\d+)?$/.test(token)) return Number(token);
    if (/^[0-9a-f]{8}-/i.test(token)) return token;
    throw new FilterError(`'${token}' is no value.`);
  }

  private take(token: string): boolean {
    if (this.peek().toLowerCase() !== token) return false;
    this.at += 1;
    return true;
  }

  private expect(token: string): void {
    if (!this.take(token)) throw new FilterError(`Expected '${token}' in the filter.`);
  }

  private next(): string {
    const token = this.tokens[this.at];
    if (token === undefined) throw new FilterError('The filter ends too early.');
    this.at += 1;
    return token;
  }

  private peek(): string {
    return this.tokens[this.at] ?? '';
  }
}

function split(text: string): string[] {
  const pattern = new RegExp(tokens.source, tokens.flags);
  const found: string[] = [];
  while (pattern.lastIndex < text.trimEnd().length) {
    const match = pattern.exec(text);
    if (match?.[1] === undefined) throw new FilterError('Syntax error in the filter.');
    found.push(match[1]);
  }
  return found;
}

function valueAt(row: Row, path: string): unknown {
  return path
    .split('/')
    .reduce<unknown>(
      (value, name) => (typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined),
      row,
    );
}

function comparable(value: unknown): Literal {
  if (typeof value === 'string') return value.toLowerCase();
  return typeof value === 'number' || typeof value === 'boolean' ? value : null;
}

function compare(value: Literal, operator: string, wanted: Literal): boolean {
  if (operator === 'eq') return value === wanted;
  if (operator === 'ne') return value !== wanted;
  if (value === null || wanted === null || typeof value !== typeof wanted) return false;
  if (operator === 'gt') return value > wanted;
  if (operator === 'ge') return value >= wanted;
  return operator === 'lt' ? value < wanted : value <= wanted;
}
