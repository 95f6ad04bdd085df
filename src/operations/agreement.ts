import { agreementDigest, wordDigests } from '../audit/hashes';
import type { Request } from '../domain/request';
import type { AuditEntry } from '../storePorts';

/** What somebody agrees to by approving: all that is carried out and by which rules it was decided. */
type Agreed = Pick<Request, 'content' | 'terms' | 'requester' | 'approvalsNeeded' | 'revision'>;

/** The part that names nobody, and the words that do: those can be erased. */
function agreementOf({ content, terms, requester, approvalsNeeded, revision }: Agreed): {
  readonly agreed: Readonly<Record<string, unknown>>;
  readonly words: Readonly<Record<string, string>>;
} {
  const { accountName, userPrincipalName, owner, purpose, ticket, advice, askedAfter, ...plain } = content;
  const { reason, ...answers } = advice ?? {};
  return {
    agreed: {
      ...plain,
      ...{ terms, approvalsNeeded, revision },
      requester: requester.objectId,
      owner: owner.objectId,
      tenant: requester.tenantId,
      ...(advice === undefined ? {} : { advice: answers }),
      ...(askedAfter === undefined ? {} : { askedAfter: `R-${String(askedAfter)}` }),
    },
    words: {
      requester: requester.name,
      owner: owner.name,
      account: accountName,
      signInName: userPrincipalName,
      purpose,
      ...(ticket === undefined ? {} : { ticket }),
      ...(reason === undefined ? {} : { whyNotApplicationUser: reason }),
    },
  };
}

/** The digest of what is agreed to, under this salt (hex). Whoever holds the audit entry alone can compute it too. */
export function digestOf(request: Agreed, salt: string): string {
  const { agreed, words } = agreementOf(request);
  return agreementDigest(agreed, wordDigests(salt, words));
}

/** Whether the request is still the one that was shown: its digest is that of what would be carried out now. */
export function isAsShown(request: Request): boolean {
  return request.salt === undefined || digestOf(request, request.salt) === request.digest;
}

/** The entry that records what can be agreed to from then on, and more that was so at that moment. */
export function agreementEntry(
  kind: 'asked' | 'revised',
  request: Agreed & { readonly digest: string; readonly salt: string },
  more: Readonly<Record<string, unknown>>,
): AuditEntry {
  const { agreed, words } = agreementOf(request);
  return { kind, body: { agreed, digest: request.digest, ...more }, words, salt: request.salt };
}
