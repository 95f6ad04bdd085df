/**
 * Where an account keeps the id of the request that made it. A request's id has 36 characters, `employeeId` takes
 * 16; the 15 extension attributes take up to 1,024, can be set when an account of the cloud is created, and can be
 * filtered with advanced queries (Graph: user resource, "Advanced query capabilities on directory objects").
 */
const prefix = 'countersign:';

/** The property to create an account with. */
export function markProperty(mark: string): { readonly onPremisesExtensionAttributes: object } {
  return { onPremisesExtensionAttributes: { extensionAttribute15: `${prefix}${mark}` } };
}

/** The filter that finds the account; it needs `ConsistencyLevel: eventual` and `$count=true`. */
export function markFilter(mark: string): string {
  return `onPremisesExtensionAttributes/extensionAttribute15 eq '${prefix}${mark.replaceAll("'", "''")}'`;
}

/** The mark in the attribute's value; nothing where the attribute holds something of somebody else's. */
export function markOf(value: string | null | undefined): string | undefined {
  return value?.startsWith(prefix) === true ? value.slice(prefix.length) : undefined;
}
