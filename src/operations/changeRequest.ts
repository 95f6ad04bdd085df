import type { Request } from '../domain/request';
import { Conflict, type RequestChange } from '../storePorts';
import type { Surroundings } from './surroundings';

/** How often a change is decided anew when somebody else was quicker. */
const mostTries = 5;

/**
 * Decides a change on the request as it is now and writes it; decides anew, on what is there then, when somebody else
 * was quicker. `decide` returns the change, or the answer where nothing is to be written.
 * Throws `Conflict` when others were quicker each time.
 */
export async function changeRequest<Answer>(
  { store }: Pick<Surroundings, 'store'>,
  id: string,
  decide: (request: Request) => Promise<RequestChange | { readonly answer: Answer }>,
): Promise<{ readonly changed: Request } | { readonly answer: Answer } | undefined> {
  for (let tries = 1; ; tries += 1) {
    const request = await store.requests.byId(id);
    if (request === undefined) return undefined;
    const decided = await decide(request);
    if ('answer' in decided) return decided;
    try {
      return { changed: await store.requests.change(decided) };
    } catch (error) {
      if (!(error instanceof Conflict) || tries >= mostTries) throw error;
    }
  }
}
