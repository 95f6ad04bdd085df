import { accessModes } from '../domain/accessMode';
import { howDone, type Request, type TakenUp } from '../domain/request';
import type { Account, EnvironmentUser } from '../ports';
import { knownOf } from '../provisioning/course';
import { secretName } from '../provisioning/steps/storePassword';
import type { Surroundings } from './surroundings';

/** Whether this ended request made the account: it carries its mark, and the object id is the recorded one. */
function madeBy(request: Request, account: Account): boolean {
  const { objectId } = knownOf(request);
  const same = objectId?.toLowerCase() === account.objectId.toLowerCase();
  return account.mark === request.id && same && howDone(request, 'createAccount') === 'made';
}

/**
 * Which failed or stopped request of our own left this account blocked, so that it can be taken up, and whether the password
 * recorded with it is in the vault still. Nothing for any other account, for one that somebody opened since, for one that uses a slot, and for a name that a
 * row of somebody else's has in the environment. May throw a `ServiceFault`.
 */
export async function takenUp(
  { microsoft, store, policy }: Pick<Surroundings, 'microsoft' | 'store' | 'policy'>,
  account: Account,
  row: EnvironmentUser | undefined,
): Promise<{ readonly takesUp: TakenUp; readonly password: boolean } | undefined> {
  // Who opened its sign-in may be using it: it is not taken from them.
  if (account.mark === undefined || account.enabled) return undefined;
  const foreign = row !== undefined && row.objectId?.toLowerCase() !== account.objectId.toLowerCase();
  if (foreign || row?.accessMode === accessModes.nonInteractive) return undefined;
  const ended = await store.requests.cleanedUp(account.userPrincipalName);
  const request = ended.find((one) => madeBy(one, account));
  if (request === undefined) return undefined;
  const { secretVersion = '' } = knownOf(request);
  const versions = await microsoft.vault.versions(policy.vault, secretName(account.userPrincipalName));
  return {
    takesUp: {
      requestId: request.id,
      request: request.number,
      objectId: account.objectId,
      secretVersion,
    },
    password: versions.some(({ version }) => version === secretVersion),
  };
}
