import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import {
  AuthError,
  ConfidentialClientApplication,
  type Configuration,
  type INetworkModule,
} from '@azure/msal-node';
import { decode, verify } from 'jsonwebtoken';
import { z } from 'zod/v4';
import type { SignInClaims } from '../../domain/freshSignIn';
import { ServiceFault } from '../../domain/serviceFault';
import type { Duration } from '../../domain/time';
import type { SignInSecret } from '../../signInSecret';
import { SignInNotTaken, type FreshSignIn, type SignInAsked } from '../../ports';
import { SigningKeys } from './signingKeys';

/** Where people sign in, and to what. */
export interface EntraSignInOptions {
  readonly authority: string;
  readonly tenantId: string;
  readonly clientId: string;
  readonly proof: SignInSecret;
  /** Where Entra sends the browser back to; the registration names it. */
  readonly redirectUri: string;
}

/** Longest wait for Entra while a browser waits, in ms. */
const patience: Duration = 10_000;

/** Clocks may differ by this, in seconds. */
const tolerance = 60;

const scopes = ['openid', 'profile'];

/** What an ID token of version 2 has to say (Entra's reference of ID token claims); `acrs` and `auth_time` are optional claims of the registration. */
const claimsSchema = z.object({
  ver: z.literal('2.0'),
  tid: z.guid(),
  oid: z.guid(),
  uti: z.string().min(1),
  auth_time: z.number().optional(),
  acrs: z.union([z.string().transform((one) => [one]), z.array(z.string())]).default([]),
});

/** Codes of the library's errors that say that what the browser brought is not good. */
const broughtByBrowser: Readonly<Partial<Record<string, SignInNotTaken['why']>>> = {
  invalid_grant: 'codeRefused',
  nonce_mismatch: 'tokenRefused',
  token_parsing_error: 'tokenRefused',
  null_or_empty_token: 'tokenRefused',
};

/** What the library's client answers with; the body is whatever it asked for. */
type NetworkAnswer = Awaited<ReturnType<INetworkModule['sendGetRequestAsync']>>;

/** Fetch looks at the proxy and the certificates of the environment; the library's own client does not. */
const network = {
  sendGetRequestAsync: (url, options) => send(url, { method: 'GET', headers: options?.headers ?? {} }),
  sendPostRequestAsync: (url, options) =>
    send(url, { method: 'POST', headers: options?.headers ?? {}, body: options?.body ?? '' }),
} as INetworkModule;

async function send(url: string, request: RequestInit): Promise<NetworkAnswer> {
  const answer = await fetch(url, { ...request, signal: AbortSignal.timeout(patience) });
  const body: unknown = await answer.json().catch(() => ({}));
  return { headers: Object.fromEntries(answer.headers), body, status: answer.status };
}

/** Has people sign in afresh by the authorization code flow with PKCE, in the tenant of the bot alone. */
export class EntraFreshSignIn implements FreshSignIn {
  private readonly keys: SigningKeys;

  constructor(private readonly options: EntraSignInOptions) {
    const { authority, tenantId } = options;
    this.keys = new SigningKeys(`${authority}/${tenantId}/discovery/v2.0/keys`, patience);
  }

  async address({ state, nonce, challenge, context, loginHint }: SignInAsked): Promise<string> {
    return this.asking('find where people sign in', () =>
      this.client().getAuthCodeUrl({
        ...{ scopes, state, nonce, codeChallenge: challenge, codeChallengeMethod: 'S256' },
        redirectUri: this.options.redirectUri,
        responseMode: 'query',
        prompt: 'login',
        claims: JSON.stringify({ id_token: { acrs: { essential: true, value: context } } }),
        ...(loginHint === undefined ? {} : { loginHint }),
      }),
    );
  }

  async redeem(code: string, codeVerifier: string, nonce: string): Promise<SignInClaims> {
    const { redirectUri } = this.options;
    const { idToken } = await this.asking('redeem a sign-in', () =>
      this.client().acquireTokenByCode({ code, codeVerifier, redirectUri, scopes, nonce }),
    );
    return this.claimsOf(idToken, nonce);
  }

  /** A client for one call: it keeps what it is given in its memory, and nobody's tokens are to be kept. */
  private client(): ConfidentialClientApplication {
    const { authority, tenantId, clientId, proof } = this.options;
    const auth: Configuration['auth'] = {
      clientId,
      authority: `${authority}/${tenantId}`,
      ...('secret' in proof
        ? { clientSecret: proof.secret }
        : { clientCertificate: certificateOf(proof.certificate) }),
    };
    return new ConfidentialClientApplication({ auth, system: { networkClient: network } });
  }

  private async asking<T>(what: string, ask: () => Promise<T>): Promise<T> {
    try {
      return await ask();
    } catch (error) {
      // What the browser brought is refused; everything else is Entra's or the configuration's.
      const why = error instanceof AuthError ? broughtByBrowser[error.errorCode] : undefined;
      if (why !== undefined) throw new SignInNotTaken(why);
      const code = error instanceof AuthError ? { code: error.errorCode } : {};
      throw new ServiceFault({ service: 'Entra', what, kind: 'unknown', ...code });
    }
  }

  private async claimsOf(idToken: string, nonce: string): Promise<SignInClaims> {
    const { authority, tenantId, clientId } = this.options;
    const kid = decode(idToken, { complete: true })?.header.kid;
    const key = kid === undefined ? undefined : await this.keys.key(kid);
    if (key === undefined) throw new SignInNotTaken('tokenRefused');
    let claims: unknown;
    try {
      const issuer = `${authority}/${tenantId}/v2.0`;
      claims = verify(idToken, key, {
        ...{ algorithms: ['RS256'], issuer, audience: clientId, nonce, clockTolerance: tolerance },
      });
    } catch {
      throw new SignInNotTaken('tokenRefused');
    }
    const parsed = claimsSchema.safeParse(claims);
    if (!parsed.success) throw new SignInNotTaken('tokenRefused');
    const { tid, oid, acrs, auth_time: time, uti } = parsed.data;
    return {
      ...{ tenantId: tid, objectId: oid, contexts: acrs, tokenId: uti },
      ...(time === undefined ? {} : { authTime: time * 1000 }),
    };
  }
}

/** Read at each use, so that a renewed one is taken up without a restart. */
function certificateOf(file: string): NonNullable<Configuration['auth']['clientCertificate']> {
  const pem = readFileSync(file, 'utf8');
  const fingerprint = new X509Certificate(pem).fingerprint256.replaceAll(':', '');
  const privateKey = /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]+?-----END [A-Z ]*PRIVATE KEY-----/.exec(
    pem,
  )?.[0];
  return { thumbprintSha256: fingerprint, privateKey: privateKey ?? '' };
}
