import type { Request } from '../domain/request';
import type { Instant } from '../domain/time';
import type { Surroundings } from './surroundings';

/** When a pending request is looked at next: at once while the directory owes an answer, else when it expires. */
export function pendingDue({ clock }: Pick<Surroundings, 'clock'>, request: Request): Instant {
  const open =
    request.approversUnread === true || request.votes.some((vote) => vote.standing === 'unresolved');
  return open ? clock.now() : request.expiresAt;
}
