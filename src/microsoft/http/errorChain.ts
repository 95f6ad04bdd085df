/** An error and its causes, outermost first; at most eight. Things that are no objects are left out. */
export function errorChain(error: unknown): readonly object[] {
  const chain: object[] = [];
  let next = error;
  while (typeof next === 'object' && next !== null && chain.length < 8) {
    chain.push(next);
    next = 'cause' in next ? next.cause : undefined;
  }
  return chain;
}

/** The first value of this name that is a string, along an error and its causes. */
export function textOf(error: unknown, name: string): string | undefined {
  return firstOf(error, name, (value) => typeof value === 'string');
}

/** The first value of this name that is a number, along an error and its causes. */
export function numberOf(error: unknown, name: string): number | undefined {
  return firstOf(error, name, (value) => typeof value === 'number');
}

function firstOf<T>(error: unknown, name: string, fits: (value: unknown) => value is T): T | undefined {
  for (const link of errorChain(error)) {
    const value: unknown = Reflect.get(link, name);
    if (fits(value)) return value;
  }
  return undefined;
}
