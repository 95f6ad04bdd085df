import type { Request } from '../domain/request';
import { messagesFor } from '../notifications/audience';
import type { RequestChange } from '../storePorts';
import type { Surroundings } from './surroundings';

/** A change that ends a request before anything was made for it. */
export async function ended(
  { store, clock }: Surroundings,
  request: Request,
  state: 'expired' | 'failed',
  body: Readonly<Record<string, unknown>>,
): Promise<RequestChange> {
  const after: Request = { ...request, state, since: clock.now(), holdsSlot: false };
  return {
    request: after,
    audit: [{ kind: state, body }],
    messages: messagesFor('ended', after, await store.conversations.alerted()),
  };
}
