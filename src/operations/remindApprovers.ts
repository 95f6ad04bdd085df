import type { Request } from '../domain/request';
import { samePerson } from '../domain/person';
import { ServiceFault } from '../domain/serviceFault';
import { messagesFor } from '../notifications/audience';
import { approversOf, askable } from './approvers';
import { askAgainAt } from './lookAgain';
import { escalation, pendingDue, remindAt } from './pendingDue';
import type { Surroundings } from './surroundings';

/**
 * Does what is due of a request that nobody has decided: asks the escalation group beside the others, once, or reminds
 * whoever has not voted, by a new message. Nothing where neither is due. What fell due while nobody looked is done once.
 */
export async function remindApprovers(surroundings: Surroundings, request: Request): Promise<void> {
  const now = surroundings.clock.now();
  const next = escalation(surroundings, request);
  if (next !== undefined && now >= next.at) return escalate(surroundings, request, next.environment);
  if (now >= remindAt(surroundings, request)) return remind(surroundings, request);
}

async function remind(surroundings: Surroundings, request: Request): Promise<void> {
  const after: Request = { ...request, remindedAt: surroundings.clock.now() };
  const messages = messagesFor('reminder', after, []);
  await surroundings.store.requests.change({
    request: after,
    audit: [{ kind: 'reminded', body: { people: messages.length } }],
    messages,
    due: pendingDue(surroundings, after),
  });
}

/** Those whom the directory cannot name now are asked for again later; the others may decide meanwhile. */
async function escalate(
  surroundings: Surroundings,
  request: Request,
  environment: Parameters<typeof approversOf>[1],
): Promise<void> {
  const { store, microsoft, policy, clock } = surroundings;
  const escalated = { ...request, escalatedAt: clock.now() };
  try {
    const accounts = await approversOf(microsoft, environment, escalated);
    const all = askable(accounts, request, accounts.length);
    const more = all.filter((one) => !request.approvers.some((known) => samePerson(known, one)));
    const added = more.slice(0, policy.approversReached);
    const after: Request = { ...escalated, approvers: [...request.approvers, ...added] };
    await store.requests.change({
      request: after,
      audit: [{ kind: 'escalated', body: { approvers: added.map((one) => one.objectId) } }],
      messages: messagesFor('approversFound', after, []),
      due: pendingDue(surroundings, after),
    });
  } catch (error) {
    if (!(error instanceof ServiceFault)) throw error;
    const due = askAgainAt(surroundings, request, error.facts.retryAfter);
    await store.requests.change({ request, audit: [], messages: [], due });
  }
}
