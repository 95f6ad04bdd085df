/**
 * Access modes of a Dataverse user, by the numbers of the column `accessmode`.
 * Source: Microsoft's table reference for systemuser.
 */
export const accessModes = {
  readWrite: 0,
  administrative: 1,
  read: 2,
  support: 3,
  nonInteractive: 4,
  delegatedAdmin: 5,
} as const;

/** One of Microsoft's access modes, as the number that Dataverse stores. */
export type AccessMode = (typeof accessModes)[keyof typeof accessModes];
