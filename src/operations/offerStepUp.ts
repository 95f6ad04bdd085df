import type { Request } from '../domain/request';
import type { Cast } from '../domain/reviewRule';
import type { Duration } from '../domain/time';
import { hashOf, newSecret } from './stepUpSecrets';
import type { Surroundings } from './surroundings';

/** How long a link to sign in is good, in ms. */
export const longestStepUp: Duration = 300_000;

/**
 * Keeps a vote until whoever wants to cast it has signed in afresh; where their browser does so. Nothing where the policy
 * has no fresh sign-in, or asks for another one than the request was shown with.
 */
export async function offerStepUp(
  { store, clock, policy, freshSignIn }: Surroundings,
  request: Request,
  cast: Cast,
): Promise<string | undefined> {
  const context = request.terms?.context;
  if (policy.stepUp === undefined || freshSignIn === undefined || context === undefined) return undefined;
  const handle = newSecret();
  await store.stepUps.offer(hashOf(handle), {
    requestId: request.id,
    revision: cast.revision,
    by: cast.by,
    typedName: cast.typedName ?? '',
    context,
    expiresAt: clock.now() + longestStepUp,
  });
  const body = { by: cast.by.objectId, revision: cast.revision, context };
  await store.audit.append(request.id, [{ kind: 'stepUpOffered', body, words: { by: cast.by.name } }]);
  return `${policy.stepUp.address}/step-up/${handle}`;
}
