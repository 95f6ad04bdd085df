import { proofOf, type SignInRefusal } from '../domain/freshSignIn';
import type { Request } from '../domain/request';
import { ServiceFault } from '../domain/serviceFault';
import { SignInNotTaken } from '../ports';
import { StepUpUsed, type StepUp } from '../storePorts';
import { castVote, type VoteAnswer } from './castVote';
import { hashOf, newSecret, partsOf, sameSecret } from './stepUpSecrets';
import type { Surroundings } from './surroundings';

/** Why a browser cannot go on. `over`: the link or the session is not there any more, or never was. */
export type StepUpRefusal = SignInRefusal | SignInNotTaken['why'] | 'over' | 'cancelled' | 'notAnswering';

/** A browser that opened the link: where it signs in, and the session for its cookie. */
export type Begun =
  | { readonly is: 'signIn'; readonly address: string; readonly session: string }
  | { readonly is: 'refused'; readonly why: StepUpRefusal };

/** A browser that came back: what is to be confirmed, and what its form sends along. */
export type SignedIn =
  | {
      readonly is: 'confirm';
      readonly request: Request;
      readonly stepUp: StepUp;
      readonly confirmation: string;
    }
  | { readonly is: 'refused'; readonly why: StepUpRefusal };

/** What became of the confirmation. */
export type Confirmed = VoteAnswer | { readonly is: 'stopped'; readonly why: StepUpRefusal };

/** The sign-in name of whoever is to sign in, so that it need not be typed; without it they type it. */
async function loginHint({ microsoft }: Surroundings, { by }: StepUp): Promise<string | undefined> {
  try {
    return (await microsoft.directory.accountById(by.objectId))?.userPrincipalName;
  } catch (error) {
    if (error instanceof ServiceFault) return undefined;
    throw error;
  }
}

/** Begins the sign-in of whoever opened the link. Opening it again begins anew. */
export async function beginStepUp(surroundings: Surroundings, handle: string): Promise<Begun> {
  const { store, freshSignIn } = surroundings;
  const session = newSecret();
  const stepUp = await store.stepUps.begin(hashOf(handle), hashOf(session));
  if (stepUp === undefined || freshSignIn === undefined) return { is: 'refused', why: 'over' };
  const { state, nonce, challenge } = partsOf(session);
  const hint = await loginHint(surroundings, stepUp);
  const asked = { state, nonce, challenge, context: stepUp.context };
  try {
    const address = await freshSignIn.address(hint === undefined ? asked : { ...asked, loginHint: hint });
    return { is: 'signIn', address, session };
  } catch (error) {
    return notAnswering(surroundings, error);
  }
}

/** Entra did not answer: whoever runs the bot reads why, whoever waits may try again. Throws what is nothing of the kind. */
function notAnswering(
  { log }: Surroundings,
  error: unknown,
): { readonly is: 'refused'; readonly why: 'notAnswering' } {
  if (!(error instanceof ServiceFault)) throw error;
  log.warn({ ...error.facts }, 'A fresh sign-in could not go on.');
  return { is: 'refused', why: 'notAnswering' };
}

/** What Entra sent back with the browser. */
export interface Returned {
  readonly state: string;
  readonly code?: string;
}

/**
 * Takes what Entra sent back: who signed in, when, and by which context. What proves nothing is written down and refused;
 * the link is as good as before then, for whom it was made.
 */
export async function finishStepUp(
  surroundings: Surroundings,
  session: string,
  { state, code }: Returned,
): Promise<SignedIn> {
  const { store, freshSignIn } = surroundings;
  const stepUp = await store.stepUps.bySession(hashOf(session));
  const parts = partsOf(session);
  const isOurs = stepUp?.begunAt !== undefined && sameSecret(state, parts.state);
  const request = stepUp && (await store.requests.byId(stepUp.requestId));
  if (!isOurs || freshSignIn === undefined || request === undefined) return { is: 'refused', why: 'over' };
  if (code === undefined) return refused(surroundings, stepUp, 'cancelled');
  try {
    const claims = await freshSignIn.redeem(code, parts.verifier, parts.nonce);
    const result = proofOf(claims, { ...stepUp, begunAt: stepUp.begunAt ?? 0 });
    if ('refused' in result) return await refused(surroundings, stepUp, result.refused);
    const proven = { ...stepUp, proof: result.proof };
    await store.stepUps.proven(hashOf(session), proven);
    return { is: 'confirm', request, stepUp: proven, confirmation: parts.confirmation };
  } catch (error) {
    if (error instanceof SignInNotTaken) return refused(surroundings, stepUp, error.why);
    return notAnswering(surroundings, error);
  }
}

async function refused(
  { store }: Surroundings,
  { requestId, by }: StepUp,
  why: StepUpRefusal,
): Promise<SignedIn> {
  const entry = { kind: 'stepUpRefused', body: { by: by.objectId, why }, words: { by: by.name } };
  await store.audit.append(requestId, [entry]);
  return { is: 'refused', why };
}

/** Casts the vote that was confirmed on the page, once: the rule is asked again, in the transaction that uses the sign-in up. */
export async function confirmStepUp(
  surroundings: Surroundings,
  session: string,
  confirmation: string,
): Promise<Confirmed> {
  const uses = hashOf(session);
  const stepUp = await surroundings.store.stepUps.bySession(uses);
  const isConfirmed = sameSecret(confirmation, partsOf(session).confirmation);
  if (stepUp?.proof === undefined || !isConfirmed) return { is: 'stopped', why: 'over' };
  const { by, requestId, revision, typedName, proof } = stepUp;
  const ballot = { requestId, revision, decision: 'approve', typedName, proof, uses } as const;
  try {
    return await castVote(surroundings, by, ballot);
  } catch (error) {
    if (error instanceof StepUpUsed) return { is: 'stopped', why: 'over' };
    throw error;
  }
}
