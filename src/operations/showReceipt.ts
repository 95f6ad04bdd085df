import type { Person } from '../domain/person';
import type { ReceiptView } from '../views';
import { maySee } from './requestsFor';
import type { Surroundings } from './surroundings';

/** The request's audit chain and whether it holds; nothing for whoever may not see it, or where there is none. */
export async function showReceipt(
  surroundings: Surroundings,
  actor: Person,
  requestNumber: number,
): Promise<ReceiptView | undefined> {
  const { store } = surroundings;
  const request = await store.requests.byNumber(requestNumber);
  if (request === undefined || (await maySee(surroundings, actor, request)) !== true) return undefined;
  const [entries, broken] = await Promise.all([
    store.audit.entries(request.id),
    store.audit.firstBroken(request.id),
  ]);
  return { request, entries, holds: broken === undefined };
}
