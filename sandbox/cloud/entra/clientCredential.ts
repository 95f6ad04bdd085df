import { constants, createPublicKey, verify, X509Certificate, type KeyObject } from 'node:crypto';
import type { Application, World } from '../../world/world';
import { entraErrors, type EntraRefusal } from './entraErrors';
import { claimsOf, headerOf, type Claims } from './signingKey';

/** How an application proves itself at the token endpoint. */
export interface Presented {
  /** `client_secret`, `client_assertion` and `client_assertion_type` of the form; empty where not sent. */
  readonly secret: string;
  readonly assertion: string;
  readonly assertionType: string;
  /** Addresses that an assertion of the application's own may be made out to. */
  readonly audiences: readonly string[];
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** Clocks differ by as much, in seconds. */
const tolerance = 300;
const jwtBearer = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

/**
 * Why what is presented does not prove the application; nothing where it does. A secret, an assertion that one of
 * the application's certificates signed, or a token of an issuer that it trusts.
 */
export function credentialRefusal(
  world: World,
  application: Application,
  presented: Presented,
): EntraRefusal | undefined {
  if (presented.assertion !== '') {
    const claims = claimsOf(presented.assertion);
    const header = headerOf(presented.assertion);
    if (claims === undefined || header === undefined || presented.assertionType !== jwtBearer) {
      return entraErrors.malformedAssertion();
    }
    const own = claims['iss'] === claims['sub'];
    return own
      ? refusalOfOwn(application, presented, header, claims)
      : refusalOfFederated(world, application, presented, header, claims);
  }
  if (presented.secret === '') return entraErrors.missingCredential();
  if (application.secrets.includes(presented.secret)) return undefined;
  return application.expiredSecrets?.includes(presented.secret) === true
    ? entraErrors.expiredSecret(application.appId)
    : entraErrors.invalidSecret(application.appId);
}

function refusalOfOwn(
  application: Application,
  { assertion, audiences, at }: Presented,
  header: Claims,
  claims: Claims,
): EntraRefusal | undefined {
  if (claims['iss'] !== application.appId) return entraErrors.assertionOfAnother();
  const certificate = (application.certificates ?? [])
    .map((pem) => new X509Certificate(pem))
    .find((one) => isNamedIn(header, one));
  if (certificate === undefined) return entraErrors.badSignature('The key was not found.');
  if (certificate.validToDate.getTime() <= at) return entraErrors.badSignature('The key used is expired.');
  if (!isSigned(assertion, header, certificate.publicKey)) {
    return entraErrors.badSignature('The signature does not match the key.');
  }
  if (!audiences.includes(String(claims['aud']))) return entraErrors.wrongAudience();
  return isInTime(claims, at) ? undefined : entraErrors.assertionOutOfTime();
}

/** By SHA-1 or SHA-256 thumbprint (RFC 7515). */
function isNamedIn(header: Claims, certificate: X509Certificate): boolean {
  const encoded = (fingerprint: string): string =>
    Buffer.from(fingerprint.replaceAll(':', ''), 'hex').toString('base64url');
  const sha256 = header['x5t#S256'];
  return sha256 === undefined
    ? header['x5t'] === encoded(certificate.fingerprint)
    : sha256 === encoded(certificate.fingerprint256);
}

function refusalOfFederated(
  world: World,
  application: Application,
  { assertion, at }: Presented,
  header: Claims,
  claims: Claims,
): EntraRefusal | undefined {
  const [issuer, subject] = [String(claims['iss']), String(claims['sub'])];
  const audience: unknown[] = [claims['aud']].flat();
  const trusted = (application.federatedCredentials ?? []).filter((one) => one.issuer === issuer);
  if (trusted.length === 0) return entraErrors.noFederation(700211, 'issuer', issuer);
  const forAudience = trusted.filter((one) => audience.includes(one.audience));
  if (forAudience.length === 0) return entraErrors.noFederation(700212, 'audience', audience.join(' '));
  if (!forAudience.some((one) => one.subject === subject)) {
    return entraErrors.noFederation(700213, 'subject', subject);
  }
  const key = world.issuers
    ?.find((one) => one.issuer === issuer)
    ?.keys.find(({ kid }) => kid === header['kid']);
  if (key === undefined || !isSigned(assertion, header, createPublicKey({ key, format: 'jwk' }))) {
    return entraErrors.foreignSignature();
  }
  return isInTime(claims, at) ? undefined : entraErrors.assertionOutOfTime();
}

function isSigned(token: string, header: Claims, publicKey: KeyObject): boolean {
  const [head = '', claims = '', signature = ''] = token.split('.');
  const [signed, proof] = [Buffer.from(`${head}.${claims}`), Buffer.from(signature, 'base64url')];
  switch (header['alg']) {
    case 'RS256':
      return verify('sha256', signed, publicKey, proof);
    case 'PS256': {
      const padding = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 };
      return verify('sha256', signed, { key: publicKey, ...padding }, proof);
    }
    default:
      return false;
  }
}

function isInTime(claims: Claims, at: number): boolean {
  const [now, expiry, notBefore] = [at / 1000, Number(claims['exp']), Number(claims['nbf'] ?? 0)];
  return expiry > now - tolerance && notBefore < now + tolerance;
}
