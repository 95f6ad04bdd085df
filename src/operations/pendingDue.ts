import type { EnvironmentPolicy } from '../domain/policy';
import type { Request } from '../domain/request';
import type { Instant } from '../domain/time';
import type { Surroundings } from './surroundings';

type Watched = Pick<Surroundings, 'clock' | 'policy'>;

/** When whoever has not decided is reminded next. */
export function remindAt({ policy }: Pick<Watched, 'policy'>, request: Request): Instant {
  return Math.max(request.remindedAt ?? 0, request.since) + policy.times.remind;
}

/** The escalation group of the request's environment while it was not asked, and when it is; nothing without one. */
export function escalation(
  { policy }: Pick<Watched, 'policy'>,
  request: Request,
): { readonly environment: EnvironmentPolicy; readonly at: Instant } | undefined {
  const environment = policy.environments.find(({ id }) => id === request.content.environment.id);
  if (environment?.escalation === undefined || request.escalatedAt !== undefined) return undefined;
  return { environment, at: request.since + policy.times.escalate };
}

/**
 * When a pending request is looked at next: at once while the directory owes an answer, else when somebody is to be
 * reminded or asked beside the others, and at the latest when it expires.
 */
export function pendingDue(watched: Watched, request: Request): Instant {
  const open =
    request.approversUnread === true || request.votes.some((vote) => vote.standing === 'unresolved');
  if (open) return watched.clock.now();
  const escalates = escalation(watched, request)?.at ?? request.expiresAt;
  return Math.min(remindAt(watched, request), escalates, request.expiresAt);
}
