import { createHash, randomUUID, sign, X509Certificate, type KeyLike } from 'node:crypto';
import { generate } from 'selfsigned';

/** A certificate of an application's own and its private key, both PEM. */
export interface MadeCertificate {
  readonly certificate: string;
  readonly privateKey: string;
}

/** Makes an RSA certificate that ends so many days from now; one that is over where negative. */
export async function makeCertificate(days = 30): Promise<MadeCertificate> {
  const at = (from: number): Date => new Date(Date.now() + from * 86_400_000);
  const made = await generate([{ name: 'commonName', value: 'countersign' }], {
    keyType: 'rsa',
    keySize: 2048,
    algorithm: 'sha256',
    notBeforeDate: at(Math.min(-1, days - 1)),
    notAfterDate: at(days),
  });
  return { certificate: made.cert, privateKey: made.private };
}

/** A signed token (RS256) that is good for ten minutes, unless the claims say otherwise. */
export function signToken(
  claims: Readonly<Record<string, unknown>>,
  { privateKey, header = {} }: { readonly privateKey: KeyLike; readonly header?: object },
): string {
  const now = Math.floor(Date.now() / 1000);
  const encoded = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const body = { nbf: now, iat: now, exp: now + 600, jti: randomUUID(), ...claims };
  const signed = `${encoded({ typ: 'JWT', alg: 'RS256', ...header })}.${encoded(body)}`;
  return `${signed}.${sign('sha256', Buffer.from(signed), privateKey).toString('base64url')}`;
}

/** The header by which an assertion names its certificate (SHA-256). */
export function thumbprintOf(certificate: string): { readonly 'x5t#S256': string } {
  const { raw } = new X509Certificate(certificate);
  return { 'x5t#S256': createHash('sha256').update(raw).digest('base64url') };
}
