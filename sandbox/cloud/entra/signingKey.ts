import { createHash, createPublicKey, generateKeyPairSync, sign, verify, type KeyObject } from 'node:crypto';

/** A claim set. */
export type Claims = Readonly<Record<string, unknown>>;

/** A key that signs tokens (RS256). It is made anew with each start. */
export class SigningKey {
  readonly keyId: string;
  private readonly privateKey: KeyObject;
  private readonly publicKey: KeyObject;

  constructor() {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    this.privateKey = privateKey;
    this.publicKey = createPublicKey(privateKey);
    const spki = this.publicKey.export({ type: 'spki', format: 'der' });
    this.keyId = createHash('sha1').update(spki).digest('base64url');
  }

  /** The public key, as a key document lists it. */
  jwk(): Record<string, unknown> {
    const { kty, n, e } = this.publicKey.export({ format: 'jwk' });
    return { kty, use: 'sig', kid: this.keyId, x5t: this.keyId, n, e };
  }

  /** A signed token. */
  sign(claims: Claims): string {
    const header = { typ: 'JWT', alg: 'RS256', x5t: this.keyId, kid: this.keyId };
    const signed = `${encoded(header)}.${encoded(claims)}`;
    return `${signed}.${sign('sha256', Buffer.from(signed), this.privateKey).toString('base64url')}`;
  }

  /** The claims of a token that this key signed; nothing for any other. */
  verify(token: string): Claims | undefined {
    const [header = '', claims = '', signature = ''] = token.split('.');
    if (decoded(header)?.['alg'] !== 'RS256') return undefined;
    const genuine = verify(
      'sha256',
      Buffer.from(`${header}.${claims}`),
      this.publicKey,
      Buffer.from(signature, 'base64url'),
    );
    return genuine ? decoded(claims) : undefined;
  }
}

/** The claims of a token, whoever signed it; nothing where it is none. */
export function claimsOf(token: string): Claims | undefined {
  return decoded(token.split('.')[1] ?? '');
}

/** The header of a token; nothing where it is none. */
export function headerOf(token: string): Claims | undefined {
  return decoded(token.split('.')[0] ?? '');
}

function encoded(value: Claims): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

function decoded(part: string): Claims | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString());
    return typeof value === 'object' && value !== null ? (value as Claims) : undefined;
  } catch {
    return undefined;
  }
}
