import { besideRequest } from '../../operations/besideRequest';
import { vaultCard } from '../cards/vaultCard';
import { refusing, type Action } from './answer';
import { forViewers } from './requestActions';

/**
 * [Open Key Vault]: the link to where the password is, for whoever may see the request. That it was shown, and to whom, is
 * written down before; who reads the secret there is in the vault's own log.
 */
export const vault: Action = forViewers(async ({ surroundings, texts }, { actor }, request) => {
  const { signIn } = besideRequest(surroundings, request, []);
  if (signIn === undefined) return refusing(texts.answers.noPassword, 'notVerified', request);
  await surroundings.store.audit.append(request.id, [
    { kind: 'linkShown', body: { by: actor.objectId }, words: { by: actor.name } },
  ]);
  return { post: vaultCard(texts, request, signIn) };
});
