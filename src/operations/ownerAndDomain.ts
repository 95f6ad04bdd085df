import type { Person } from '../domain/person';
import type { Problem } from '../domain/reason';
import { personOf } from './approvers';
import type { Surroundings } from './surroundings';

/** Who will answer for the account, or why the one chosen cannot. */
export interface FoundOwner {
  readonly problems: readonly Problem[];
  readonly owner?: Person;
}

/**
 * The owner by object id: whoever asks where none was chosen; else an enabled person of the directory who is no guest.
 * May throw a `ServiceFault`.
 */
export async function findOwner(
  { microsoft }: Surroundings,
  requester: Person,
  objectId: string,
): Promise<FoundOwner> {
  if (objectId === '' || objectId === requester.objectId.toLowerCase()) {
    return { problems: [], owner: requester };
  }
  const account = await microsoft.directory.accountById(objectId);
  if (account === undefined) return { problems: [{ field: 'owner', why: { code: 'ownerUnknown' } }] };
  if (account.guest) return { problems: [{ field: 'owner', why: { code: 'ownerGuest' } }] };
  if (!account.enabled) return { problems: [{ field: 'owner', why: { code: 'ownerDisabled' } }] };
  return { problems: [], owner: personOf(account, requester.tenantId) };
}

/**
 * What speaks against a domain. The policy's own is not looked up, since reading domains takes a permission of its
 * own. May throw a `ServiceFault`.
 */
export async function domainProblems(
  { microsoft, policy }: Surroundings,
  domain: string,
): Promise<readonly Problem[]> {
  if (domain === '' || domain === policy.account.domain.toLowerCase()) return [];
  const verified = await microsoft.directory.domains();
  return verified.some((one) => one.toLowerCase() === domain)
    ? []
    : [{ field: 'domain', why: { code: 'domainUnknown', facts: { domain } } }];
}
