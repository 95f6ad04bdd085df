import type { Person } from '../domain/person';
import { ServiceFault } from '../domain/serviceFault';
import type { FoundView, Sought } from '../views';
import { isAuditor } from './requestsFor';
import type { Surroundings } from './surroundings';
import { withinTime } from './withinTime';

/** How long the directory is waited for, ms. */
const patience = 3_000;

/** Most requests that a search shows. */
const most = 8;

const day = 86_400_000;

/** What a search came to. `notAuditor`: only auditors search; everybody else sees single requests, by their number. */
export type Search =
  | { readonly is: 'found'; readonly view: FoundView }
  | { readonly is: 'notAuditor' }
  | { readonly is: 'cannotTell' };

/**
 * Searches all requests, ended ones too, for an auditor: by account, by anybody who asked, decided or owns, by
 * environment, by when they were asked. Newest first. Before anything was typed (`sought` is nothing), only the fields.
 */
export async function searchRequests(
  surroundings: Surroundings,
  actor: Person,
  sought: Sought | undefined,
): Promise<Search> {
  const { store, policy } = surroundings;
  const looked = isAuditor(surroundings, actor).catch((error: unknown) => {
    if (error instanceof ServiceFault) return undefined;
    throw error;
  });
  const may = await withinTime<boolean | undefined>(looked, patience, undefined);
  if (may === undefined) return { is: 'cannotTell' };
  if (!may) return { is: 'notAuditor' };
  const environments = policy.environments.map(({ id, name }) => ({ id, name }));
  const empty: Sought = { words: '', environment: '', from: '', until: '' };
  if (sought === undefined) return { is: 'found', view: { environments, sought: empty } };
  const { words, environment, from, until } = sought;
  const found = await store.requests.search(
    {
      ...(words === '' ? {} : { words }),
      ...(environment === '' ? {} : { environmentId: environment }),
      ...(from === '' ? {} : { from: Date.parse(from) }),
      ...(until === '' ? {} : { before: Date.parse(until) + day }),
    },
    most + 1,
  );
  const requests = found.slice(0, most);
  return { is: 'found', view: { environments, sought, requests, isMore: found.length > most } };
}
