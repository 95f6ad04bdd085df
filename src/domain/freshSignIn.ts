import type { Person } from './person';
import type { Duration, Instant } from './time';

/** What a fresh sign-in proved, as it is kept with the vote: never a token. */
export interface SignInProof {
  /** The authentication context that Entra says was met (`acrs`), `c1` and the like. */
  readonly context: string;
  /** When the password was given (`auth_time`); of the second factor Entra tells no time. */
  readonly authTime: Instant;
  /** Entra's id of the token (`uti`), by which its sign-in log is searched. */
  readonly tokenId: string;
}

/** What a token says that was checked to be Entra's, for this bot and for this sign-in. */
export interface SignInClaims {
  readonly tenantId: string;
  readonly objectId: string;
  readonly contexts: readonly string[];
  /** Nothing where the token does not say. */
  readonly authTime?: Instant;
  readonly tokenId: string;
}

/** Why a sign-in proves nothing. */
export type SignInRefusal = 'otherPerson' | 'noContext' | 'notFresh';

/** How much older than its beginning a sign-in may be: clocks differ (step-up guidance: 60 s). */
const tolerance: Duration = 60_000;

/**
 * What a sign-in that began at `begunAt` proves of whoever wanted to vote, or why it does not: somebody else signed in,
 * the authentication context was not met, or the password was given before. What is missing is refused.
 */
export function proofOf(
  claims: SignInClaims,
  wanted: { readonly by: Person; readonly context: string; readonly begunAt: Instant },
): { readonly proof: SignInProof } | { readonly refused: SignInRefusal } {
  const { by, context, begunAt } = wanted;
  const isSame =
    claims.tenantId.toLowerCase() === by.tenantId.toLowerCase() &&
    claims.objectId.toLowerCase() === by.objectId.toLowerCase();
  if (!isSame) return { refused: 'otherPerson' };
  if (!claims.contexts.includes(context)) return { refused: 'noContext' };
  const { authTime, tokenId } = claims;
  if (authTime === undefined || authTime < begunAt - tolerance) return { refused: 'notFresh' };
  return { proof: { context, authTime, tokenId } };
}
