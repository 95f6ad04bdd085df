import type { Request } from '../../../src/domain/request';

/** The state of a request, and what else its card depends on, as the names of samples say it. */
export function stateOf(request: Request): string {
  if (request.attention !== undefined) return `${request.state}, needs you`;
  if (request.readAgain !== undefined) return 'changed since';
  if (request.heldUp !== undefined) return `${request.state}, held up`;
  if (request.failure?.others !== undefined) return `${request.state}, several things`;
  const left = request.failure?.left.length ?? 0;
  return left === 0 ? request.state : `${request.state}, ${String(left)} left`;
}
