/**
 * A name within a list that clients send with commas between: commas of its own are written as `%2C`, as in addresses,
 * and so is the percent sign. Other names stay as they are, so that a client that shows what it sends shows the name.
 */
export function inList(name: string): string {
  return name.replace(/[%,]/g, (sign) => (sign === ',' ? '%2C' : '%25'));
}

/** The names in such a list; what `inList` never wrote is left as it is. */
export function fromList(list: string): string[] {
  return list.split(',').map((name) => name.replace(/%2C|%25/gi, (sign) => (sign === '%25' ? '%' : ',')));
}
