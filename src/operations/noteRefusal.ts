import type { Person } from '../domain/person';
import type { Request } from '../domain/request';
import { systemChain } from './notePolicy';
import type { Surroundings } from './surroundings';

/** Something that somebody wanted and may not do. */
export interface Refused {
  /** What they wanted, by the word that this bot has for it. */
  readonly what: string;
  readonly why: string;
  /** The request it was about, where there is one. */
  readonly request?: Pick<Request, 'id'>;
}

/** Writes down that somebody known was refused: in the chain of the request, or in the chain of what belongs to none. */
export async function noteRefusal(
  { store }: Pick<Surroundings, 'store'>,
  actor: Person,
  { what, why, request }: Refused,
): Promise<void> {
  const body = { by: actor.objectId, what, why };
  await store.audit.append(request?.id ?? systemChain, [
    { kind: 'refused', body, words: { by: actor.name } },
  ]);
}
