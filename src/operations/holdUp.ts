import type { Reason } from '../domain/reason';
import type { Request } from '../domain/request';
import { changeRequest } from './changeRequest';
import type { Surroundings } from './surroundings';

/** Longest rest between two tries, in milliseconds. */
const longestRest = 10 * 60_000;

/** A policy that no longer names the environment is foreseen, and mended by whoever runs the bot. */
function reasonOf({ policy }: Surroundings, { content }: Request): Reason {
  if (policy.environments.some(({ id }) => id === content.environment.id)) return { code: 'unforeseen' };
  return { code: 'environmentUnknown', facts: { environment: content.environment.name } };
}

/**
 * Shows on a request at work that it cannot go on outside of any step, since when and why, and has it tried again: at
 * first soon, then after as long as it has been held up, at most ten minutes. Goes on by itself once it can.
 */
export async function holdUp(surroundings: Surroundings, id: string, error: unknown): Promise<void> {
  const { log, clock, policy } = surroundings;
  log.error({ requestId: id, err: error }, 'The work on a request cannot go on; it is tried again.');
  await changeRequest<undefined>(surroundings, id, (request) => {
    if (request.state !== 'provisioning' && request.state !== 'undoing') {
      return Promise.resolve({ answer: undefined });
    }
    const now = clock.now();
    const since = request.heldUp?.since ?? now;
    const rest = Math.min(Math.max(now - since, policy.times.look), longestRest);
    const heldUp = { why: reasonOf(surroundings, request), since };
    return Promise.resolve({ request: { ...request, heldUp }, audit: [], messages: [], due: now + rest });
  });
}
