import { sql } from 'kysely';
import type { Request } from '../domain/request';
import type { SoughtRequests } from '../storePorts';
import { toRequest } from './requestRow';
import type { Database } from './tables';

/** Everybody whom a request names: who asked, who owns, who voted. */
const people = sql`jsonb_array_elements(
  jsonb_build_array(body->'requester', body->'content'->'owner') || jsonb_path_query_array(body, '$.votes[*].by')
)`;

/** The requests that fit, newest first, at most `limit`. Reads every row that the other parts leave: for a search by hand. */
export async function searchRequests(
  db: Database,
  { words, environmentId, from, before }: SoughtRequests,
  limit: number,
): Promise<readonly Request[]> {
  let found = db.selectFrom('requests').selectAll();
  if (environmentId !== undefined) found = found.where('environment_id', '=', environmentId);
  if (from !== undefined) found = found.where(sql<boolean>`created_at >= ${from}`);
  if (before !== undefined) found = found.where(sql<boolean>`created_at < ${before}`);
  if (words !== undefined) {
    const part = `%${words.replace(/[\\%_]/g, String.raw`\$&`)}%`;
    found = found.where(
      sql<boolean>`(body->'content'->>'accountName' ilike ${part}
        or body->'content'->>'userPrincipalName' ilike ${part}
        or exists (select 1 from ${people} as person
          where person->>'name' ilike ${part} or person->>'objectId' = lower(${words})))`,
    );
  }
  return (await found.orderBy('number', 'desc').limit(limit).execute()).map(toRequest);
}
