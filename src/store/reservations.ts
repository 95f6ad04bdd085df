import type { Request } from '../domain/request';
import type { Reservation } from '../domain/slots';
import type { Database } from './tables';

/** The account's object id, from whatever step learned it: evidence forward, struck or not. */
function knownAccount(request: Request): string | undefined {
  const evidence = Object.values(request.trails).flatMap(({ forward }) => [
    ...(forward.evidence === undefined ? [] : [forward.evidence]),
    ...(forward.struck ?? []),
  ]);
  return evidence.find((each) => each.known?.objectId !== undefined)?.known?.objectId;
}

/** The slots that requests hold in an environment, by number of the request. */
export async function reservationsOf(db: Database, environmentId: string): Promise<readonly Reservation[]> {
  const rows = await db
    .selectFrom('requests')
    .select(['id', 'body'])
    .where('environment_id', '=', environmentId)
    .where('holds_slot', '=', true)
    .orderBy('number')
    .execute();
  return rows.map(({ id, body }) => {
    const objectId = knownAccount(body);
    const held = { requestId: id, userPrincipalName: body.content.userPrincipalName };
    return objectId === undefined ? held : { ...held, objectId };
  });
}
