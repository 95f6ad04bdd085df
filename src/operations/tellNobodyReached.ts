import { samePerson, type Person } from '../domain/person';
import type { Request } from '../domain/request';
import { ServiceFault } from '../domain/serviceFault';
import { messagesFor, operatorsHear } from '../notifications/audience';
import type { OwedMessage, StoredMessage } from '../storePorts';
import { personOf } from './approvers';
import { isApproval } from './besideRequest';
import { changeRequest } from './changeRequest';
import { pendingDue } from './pendingDue';
import type { Surroundings } from './surroundings';

/**
 * Where none of those who could still approve has got the bot, or there is nobody, the requester is told at once, by a
 * message of its own, and so are the operators with whom the bot has a conversation.
 */
export async function tellNobodyReached(surroundings: Surroundings, request: Request): Promise<void> {
  const { store } = surroundings;
  if (request.state !== 'pending' || request.approversUnread === true) return;
  const messages = await store.messages.about(`request:${request.id}`);
  if (request.approvers.some((approver) => mayBeReached(messages, approver))) return;
  const operators = await operatorsWithBot(surroundings, request);
  const owed = [...messagesFor('nobodyReached', request, []), ...operatorsHear(operators)];
  const fresh = owed.filter((one) => !messages.some((known) => isSame(known, one)));
  if (fresh.length === 0) return;
  await changeRequest<undefined>(surroundings, request.id, (now) =>
    Promise.resolve(
      now.state === 'pending'
        ? {
            request: now,
            audit: [{ kind: 'nobodyReached', body: { approvers: now.approvers.length, told: fresh.length } }],
            messages: fresh,
            due: pendingDue(surroundings, now),
          }
        : { answer: undefined },
    ),
  );
}

/** Whether a card of theirs was sent, or is still on its way. */
function mayBeReached(messages: readonly StoredMessage[], approver: Person): boolean {
  return messages.some(
    ({ kind, state, address }) =>
      isApproval(kind) &&
      state !== 'unreachable' &&
      address.to === 'person' &&
      samePerson(address.person, approver),
  );
}

/** Whether this is the message that is owed. */
export function isSame(known: StoredMessage, owed: OwedMessage): boolean {
  return (
    known.kind === owed.kind &&
    known.address.to === 'person' &&
    owed.address.to === 'person' &&
    samePerson(known.address.person, owed.address.person)
  );
}

/** The operators whom the bot can write to; none where the directory does not tell: then the requester is told alone. */
export async function operatorsWithBot(
  { microsoft, policy, store, log }: Surroundings,
  { requester }: Request,
): Promise<readonly Person[]> {
  try {
    const accounts = await microsoft.directory.groupMembers(policy.operators);
    const people = accounts
      .filter((account) => account.enabled && !account.guest)
      .map((account) => personOf(account, requester.tenantId))
      .filter((person) => !samePerson(person, requester));
    const known = await Promise.all(people.map((person) => store.conversations.withPerson(person)));
    return people.filter((_, index) => known[index] !== undefined);
  } catch (error) {
    if (!(error instanceof ServiceFault)) throw error;
    log.warn({ error: error.message }, 'The operators could not be read, so they were not told.');
    return [];
  }
}
