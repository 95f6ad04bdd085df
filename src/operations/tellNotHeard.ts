import { requestLabel, type Request } from '../domain/request';
import { operatorsHearNotHeard } from '../notifications/audience';
import { notHeard } from './besideRequest';
import { isSame, operatorsWithBot } from './tellNobodyReached';
import type { Surroundings } from './surroundings';

/**
 * Where the end of a request, or that it needs somebody, reached nobody whom it concerns, the operators are told with
 * whom the bot has a conversation; each once for each request. Without any of them the log says it.
 */
export async function tellNotHeard(surroundings: Surroundings, request: Request): Promise<void> {
  const { store, log } = surroundings;
  const subject = `request:${request.id}`;
  const messages = await store.messages.about(subject);
  const missing = notHeard(request, messages);
  if (missing.length === 0) return;
  const owed = operatorsHearNotHeard(await operatorsWithBot(surroundings, request));
  if (owed.length === 0) {
    log.error(
      { request: requestLabel(request), state: request.state },
      'Nobody whom a request concerns can be reached in Teams, and no operator has the bot: tell them yourself.',
    );
  }
  const fresh = owed.filter((one) => !messages.some((known) => isSame(known, one)));
  if (fresh.length === 0) return;
  await store.messages.owe(subject, fresh);
  const people = missing.map(({ objectId }) => objectId);
  await store.audit.append(request.id, [{ kind: 'notHeard', body: { people, told: fresh.length } }]);
}
