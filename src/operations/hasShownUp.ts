import type { Conversation } from '../ports';
import type { Surroundings } from './surroundings';

/**
 * Somebody wrote or pressed something, so the bot can write there: what could not be delivered is owed again. Teams
 * does not tell when somebody stops blocking the bot, or when a channel is restored.
 */
export async function hasShownUp(
  { store }: Surroundings,
  { conversation }: { readonly conversation: Conversation },
): Promise<void> {
  const known = await store.conversations.byId(conversation.id);
  if (known === undefined) await store.conversations.remember(conversation);
  await store.messages.owedAgain(conversation.person ?? conversation.id);
}
