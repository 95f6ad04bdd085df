import { z } from 'zod/v4';
import { ServiceFault, type FaultKind } from '../../domain/serviceFault';
import type { EnvironmentAddress } from '../../ports';
import type { DataverseClient } from './dataverseClient';

const path = '/RetrieveOrganizationResources()';
const answer = z.object({
  OrganizationResources: z.object({ MaxNumberOfNonInteractiveUsers: z.number().nullish() }).nullish(),
});

/**
 * The limit by Dataverse's function RetrieveOrganizationResources, in slots. Microsoft does not say whether online
 * environments fill the figure in, nor which privilege the function needs: a figure that is no whole number of 1
 * to 1,000, and a function that is refused, fails or does not answer, tell nothing. Where the bot may not read the
 * environment at all, or does not reach it, reading its users says so. Throws a `ServiceFault` where nothing was
 * asked: no token, or the environment asks to slow down.
 */
export async function readToldLimit(
  client: DataverseClient,
  at: EnvironmentAddress,
): Promise<number | undefined> {
  try {
    const { OrganizationResources: told } = await client.read('read its limit', at, path, answer);
    return plausible(told?.MaxNumberOfNonInteractiveUsers);
  } catch (error) {
    if (!(error instanceof ServiceFault) || wasNotAsked.has(error.facts.kind)) throw error;
    return undefined;
  }
}

const wasNotAsked: ReadonlySet<FaultKind> = new Set(['notSent', 'throttled']);

function plausible(limit: number | null | undefined): number | undefined {
  if (typeof limit !== 'number' || !Number.isInteger(limit)) return undefined;
  return limit >= 1 && limit <= 1000 ? limit : undefined;
}
