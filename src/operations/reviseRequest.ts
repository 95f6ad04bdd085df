import { randomBytes } from 'node:crypto';
import type { Request } from '../domain/request';
import { voters } from '../domain/reviewRule';
import { sameTerms, termsOf } from '../domain/terms';
import { messagesFor } from '../notifications/audience';
import type { RequestChange } from '../storePorts';
import { agreementEntry, digestOf } from './agreement';
import { changeRequest } from './changeRequest';
import type { Surroundings } from './surroundings';

/**
 * The change that opens a request anew under the present policy, as a new revision on which nobody has voted: where what
 * the policy adds to it is no longer what people were shown. Nothing where it is the same, where the request was stored
 * by a version that kept no terms, and where the policy names the environment no more (the gate says so).
 */
export function revision(
  { policy, clock }: Pick<Surroundings, 'policy' | 'clock'>,
  request: Request,
): RequestChange | undefined {
  const terms = termsOf(policy, request.content);
  if (request.terms === undefined || terms === undefined || sameTerms(terms, request.terms)) return undefined;
  const now = clock.now();
  const { heldUp: _, escalatedAt: __, ...rest } = request;
  const anew = { ...rest, terms, approvalsNeeded: terms.approvals, revision: request.revision + 1 };
  const salt = randomBytes(16).toString('hex');
  const revised = {
    ...anew,
    ...{ salt, digest: digestOf(anew, salt) },
    state: 'pending' as const,
    since: now,
    expiresAt: now + policy.times.expiry,
    reopened: { at: now, voidVotesOf: voters(request), because: 'policy' as const },
    // Who may approve can have changed as well: they are looked for, and asked anew.
    approversUnread: true as const,
  };
  return {
    request: revised,
    audit: [agreementEntry('revised', revised, { because: 'policy' })],
    messages: messagesFor('revised', revised, []),
    due: now,
  };
}

/** Opens everything anew that waits for a decision or for its first step, and that the policy now says more or else of. */
export async function revisePending(surroundings: Surroundings): Promise<void> {
  const { store, log } = surroundings;
  for (const { id, state, number } of await store.requests.open()) {
    if (state !== 'pending' && state !== 'approved') continue;
    const outcome = await changeRequest<undefined>(surroundings, id, (request) => {
      const isEarly = request.state === 'pending' || request.state === 'approved';
      const change = isEarly ? revision(surroundings, request) : undefined;
      return Promise.resolve(change ?? { answer: undefined });
    });
    if (outcome !== undefined && 'changed' in outcome)
      log.info({ number }, 'The policy has changed: a request is open again.');
  }
}
