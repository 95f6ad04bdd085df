import type { Request } from '../domain/request';
import { advance } from '../provisioning/advance';
import { Conflict } from '../storePorts';
import { courseFor } from './courseFor';
import { holdUp } from './holdUp';
import type { Surroundings } from './surroundings';

/**
 * Carries a request on until it rests; an error outside of any look or write is shown on the request, which is tried
 * again later. Throws `Conflict` when somebody else changed the request.
 */
export async function carryOn(surroundings: Surroundings, request: Request, deadline: number): Promise<void> {
  try {
    await advance(request, courseFor(surroundings, deadline));
  } catch (error) {
    if (error instanceof Conflict) throw error;
    await holdUp(surroundings, request.id, error);
  }
}
