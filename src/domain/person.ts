/** Somebody in Entra. Identity is the object id within the tenant; the name is only for people to read. */
export interface Person {
  readonly tenantId: string;
  readonly objectId: string;
  readonly name: string;
}

/** Whether both are the same person: by object id and tenant, never by name. */
export function samePerson(one: Person, other: Person): boolean {
  return (
    one.objectId.toLowerCase() === other.objectId.toLowerCase() &&
    one.tenantId.toLowerCase() === other.tenantId.toLowerCase()
  );
}
