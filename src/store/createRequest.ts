import type { Request } from '../domain/request';
import type { Reservation } from '../domain/slots';
import type { Instant } from '../domain/time';
import { NameAskedFor, type NewRequest, type RequestChange } from '../storePorts';
import { writeAround } from './changeRequest';
import { nameKey, searchedBy, toRequest } from './requestRow';
import { reservationsOf } from './reservations';
import { lockEnvironment } from './slots';
import type { Database, Tx } from './tables';
import type { Wake } from './wake';

/** How a creation ends. */
export type Created<Refused> =
  { readonly made: Request } | { readonly already: Request } | { readonly refused: Refused };

/** What is asked of a creation. */
export interface Creation<Refused> {
  readonly request: NewRequest;
  readonly write: (stored: Request) => Omit<RequestChange, 'request'>;
  readonly admit: (reservations: readonly Reservation[]) => Refused | undefined;
}

/** The request that came from this form. */
export async function requestByForm(db: Database, formId: string): Promise<Request | undefined> {
  const row = await db.selectFrom('requests').selectAll().where('form_id', '=', formId).executeTakeFirst();
  return row && toRequest(row);
}

/** The request that holds this sign-in name. */
export async function requestByName(db: Database, userPrincipalName: string): Promise<Request | undefined> {
  const row = await db
    .selectFrom('requests')
    .selectAll()
    .where('name_key', '=', nameKey(userPrincipalName))
    .where('holds_name', '=', true)
    .executeTakeFirst();
  return row && toRequest(row);
}

/**
 * Creates a request, alone for its environment. Throws `NameAskedFor`; where two creations in different
 * environments meet, the second breaks `requests_form` or `requests_name` instead, and it is asked again.
 */
export async function createRequest<Refused>(
  tx: Tx,
  { request, write, admit }: Creation<Refused>,
  now: Instant,
  wake: Wake,
): Promise<Created<Refused>> {
  const environmentId = request.content.environment.id;
  await lockEnvironment(tx, environmentId);
  const already = await requestByForm(tx, request.formId);
  if (already !== undefined) return { already };
  const other = await requestByName(tx, request.content.userPrincipalName);
  if (other !== undefined) throw new NameAskedFor(other.number);
  const refused = admit(await reservationsOf(tx, environmentId));
  if (refused !== undefined) return { refused };
  const number = await nextNumber(tx);
  const row = await tx
    .insertInto('requests')
    .values({
      ...{ id: request.id, number, form_id: request.formId, row_version: 1, created_at: request.createdAt },
      ...searchedBy(request),
      body: JSON.stringify(request),
    })
    .returning(['body', 'number', 'row_version'])
    .executeTakeFirstOrThrow();
  const made = toRequest(row);
  const around = write(made);
  await tx
    .updateTable('requests')
    .set({ due_at: around.due ?? null })
    .where('id', '=', made.id)
    .execute();
  await writeAround(tx, made, around, now, wake);
  return { made };
}

/** The next number of a request. Creations wait for one another here, so that no number is left out. */
async function nextNumber(tx: Tx): Promise<number> {
  const { value } = await tx
    .updateTable('counters')
    .set((of) => ({ value: of('value', '+', 1) }))
    .where('name', '=', 'request')
    .returning('value')
    .executeTakeFirstOrThrow();
  return value;
}
