import type { EnvironmentUser } from '../../ports';
import type { Work } from '../step';

/** The account's row in the environment; nothing where it is not there, or where no account is known. */
export async function rowOf(work: Work): Promise<EnvironmentUser | undefined> {
  const { objectId } = work.known;
  if (objectId === undefined) return undefined;
  return work.microsoft.environments.userByObjectId(work.environment, objectId);
}
