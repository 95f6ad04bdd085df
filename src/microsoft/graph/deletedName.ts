/**
 * Whether a deleted account had this name. Entra puts the object id, without its dashes, before the name of an
 * account that it deletes; that is widely seen, but not in Graph's reference, so the plain name counts too.
 * Graph's reference promises no filter by the end of a name here, hence the comparison in our own code.
 */
export function nameWasDeleted(
  deleted: { readonly id: string; readonly userPrincipalName: string },
  userPrincipalName: string,
): boolean {
  const name = userPrincipalName.toLowerCase();
  const found = deleted.userPrincipalName.toLowerCase();
  return found === name || found === `${deleted.id.toLowerCase().replaceAll('-', '')}${name}`;
}
