import { randomUUID } from 'node:crypto';
import type { World } from '../../world/world';
import { SigningKey } from './signingKey';
import type { SignedIn } from './signIns';

const hour = 3_600;

/** The ID token of a sign-in, version 2, with the optional claims `acrs` and `auth_time`, as it turned out. */
export function idTokenFor(world: World, keys: SigningKey[], signedIn: SignedIn, at: number): string {
  const { turn, context } = signedIn;
  const now = Math.floor(at / 1000);
  const tenant = world.tenant.id;
  const person = world.users.find(({ id }) => id === signedIn.personId);
  const issuedAt = turn === 'overdue' ? now - 2 * hour : now;
  const claims = {
    aud: turn === 'otherAudience' ? randomUUID() : signedIn.clientId,
    iss: `https://login.microsoftonline.com/${tenant}/v2.0`,
    iat: issuedAt,
    nbf: issuedAt,
    exp: issuedAt + hour,
    name: person?.displayName,
    nonce: turn === 'otherNonce' ? randomUUID() : signedIn.nonce,
    oid: signedIn.personId,
    preferred_username: person?.userPrincipalName,
    sub: randomUUID(),
    tid: turn === 'otherTenant' ? randomUUID() : tenant,
    uti: randomUUID(),
    ver: '2.0',
    ...(turn === 'noAuthTime' ? {} : { auth_time: turn === 'promptStripped' ? now - hour : now }),
    ...(turn === 'noContext' || context === '' ? {} : { acrs: [context] }),
  };
  if (turn === 'rotated') keys.unshift(new SigningKey());
  const key = turn === 'otherKey' ? new SigningKey() : keys[0];
  return (key ?? new SigningKey()).sign(claims);
}
