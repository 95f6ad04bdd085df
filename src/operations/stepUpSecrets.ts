import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** What only a browser knows: 256 bits, base64url. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** The hash by which something that only a browser knows is found in the store. */
export function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** What a sign-in needs; all of it follows from the session, which is in the browser's cookie and nowhere else. */
export function partsOf(session: string): {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  readonly challenge: string;
  /** What the page's form sends along, so that no other page can send it (CSRF). */
  readonly confirmation: string;
} {
  const part = (name: string): string => createHmac('sha256', session).update(name).digest('base64url');
  const verifier = part('verifier');
  return {
    ...{ state: part('state'), nonce: part('nonce'), verifier, confirmation: part('confirmation') },
    challenge: createHash('sha256').update(verifier).digest('base64url'),
  };
}

/** Whether both are the same, in a time that tells nothing of where they differ. */
export function sameSecret(one: string, other: string): boolean {
  const [first, second] = [Buffer.from(hashOf(one)), Buffer.from(hashOf(other))];
  return timingSafeEqual(first, second);
}
