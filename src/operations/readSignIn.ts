import { ServiceFault } from '../domain/serviceFault';
import { signInOutlook, type SignInOutlook } from '../domain/signInRules';
import type { Surroundings } from './surroundings';

/**
 * Reads what a program will meet that signs in with the account. Never throws: where nothing can be read, that is the
 * answer, since an account is verified all the same.
 */
export async function readSignIn(
  { microsoft, clock, log }: Pick<Surroundings, 'microsoft' | 'clock' | 'log'>,
  objectId: string,
): Promise<SignInOutlook> {
  const at = clock.now();
  try {
    return signInOutlook(await microsoft.directory.signInRules(objectId), objectId, at);
  } catch (error) {
    const denied = error instanceof ServiceFault && error.facts.kind === 'denied';
    const why = error instanceof Error ? error.message : 'unknown';
    log.warn({ error: why }, 'What decides about the sign-in of the account could not be read.');
    return { at, unread: denied ? 'permission' : 'noAnswer' };
  }
}
