import { createHash, randomBytes } from 'node:crypto';

/** What becomes of a sign-in in the browser, as the person at the sandbox's page chooses. */
export const signInTurns = {
  fresh: 'Type the password and the second factor',
  promptStripped: 'Use the session of an hour ago (the browser took the prompt away)',
  noAuthTime: 'Leave the time of the password out of the token',
  noContext: 'Sign in without the second factor that is asked for',
  otherTenant: 'Be of another tenant',
  otherAudience: 'Get a token that was made for another program',
  otherNonce: 'Get a token of another sign-in',
  otherKey: 'Get a token that another key has signed',
  overdue: 'Get a token that is not valid any more',
  rotated: 'Sign in just after Entra has changed its key',
  cancel: 'Cancel',
} as const;

/** How a sign-in turns out. */
export type SignInTurn = keyof typeof signInTurns;

/** Whether there is a turn of this name. */
export function isTurn(name: string): name is SignInTurn {
  return Object.hasOwn(signInTurns, name);
}

/** A sign-in that was asked for, as the authorize endpoint understood it. */
export interface AuthorizeRequest {
  readonly clientId: string;
  readonly redirectUri: string;
  readonly state: string;
  readonly nonce: string;
  /** SHA-256 of the verifier, base64url (PKCE, S256). */
  readonly challenge: string;
  /** The authentication context asked for as an essential claim; empty where none was. */
  readonly context: string;
}

/** Who signed in, and how it turned out. */
export interface SignedIn extends AuthorizeRequest {
  readonly personId: string;
  readonly turn: SignInTurn;
}

/** Codes that were given to browsers and can be redeemed, each once. */
export class AuthorizationCodes {
  private readonly open = new Map<string, SignedIn>();
  private readonly redeemed = new Set<string>();

  /** A new code. */
  issue(signedIn: SignedIn): string {
    const code = randomBytes(32).toString('base64url');
    this.open.set(code, signedIn);
    return code;
  }

  /** The sign-in behind a code, which is used up by it; or why it is refused. */
  redeem(
    code: string,
    given: {
      readonly clientId: string;
      readonly redirectUri: string;
      readonly verifier: string;
    },
  ): SignedIn | 'redeemed' | 'unknown' | 'redirect' | 'verifier' {
    if (this.redeemed.has(code)) return 'redeemed';
    const signedIn = this.open.get(code);
    if (signedIn?.clientId !== given.clientId) return 'unknown';
    this.open.delete(code);
    this.redeemed.add(code);
    if (signedIn.redirectUri !== given.redirectUri) return 'redirect';
    const challenge = createHash('sha256').update(given.verifier).digest('base64url');
    return challenge === signedIn.challenge ? signedIn : 'verifier';
  }
}
