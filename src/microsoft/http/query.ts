/** Writes a query string with its question mark; values are encoded, names (`$filter`) stay as they are. */
export function query(parameters: Readonly<Record<string, string>>): string {
  const parts = Object.entries(parameters).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  return parts.length === 0 ? '' : `?${parts.join('&')}`;
}

/** A string as OData writes it: in single quotes, which are doubled within. */
export function odataString(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}
