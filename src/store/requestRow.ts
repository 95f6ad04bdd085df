import type { Selectable } from 'kysely';
import { isOpen, type Request } from '../domain/request';
import { personKey } from './messageRow';
import type { RequestTable } from './tables';

/** The sign-in name as it is compared. */
export function nameKey(userPrincipalName: string): string {
  return userPrincipalName.toLowerCase();
}

/** What the columns say of a request, for every write of its body. */
export function searchedBy(request: Omit<Request, 'number' | 'rowVersion'>) {
  return {
    state: request.state,
    environment_id: request.content.environment.id,
    name_key: nameKey(request.content.userPrincipalName),
    requester_key: personKey(request.requester),
    holds_name: isOpen(request) || request.holdsSlot,
    holds_slot: request.holdsSlot,
  };
}

/** The request as it is stored: number and row version are the columns'. */
export function toRequest(row: Pick<Selectable<RequestTable>, 'body' | 'number' | 'row_version'>): Request {
  return { ...row.body, number: row.number, rowVersion: row.row_version };
}
