import { openStates, type Request } from '../domain/request';
import type { Clock } from '../ports';
import { NameAskedFor, type Requests } from '../storePorts';
import { changeRequest } from './changeRequest';
import { createRequest, requestByForm, requestByName, type Created, type Creation } from './createRequest';
import { claimRequest, releaseRequest } from './leases';
import { personKey } from './messageRow';
import { nameKey, toRequest } from './requestRow';
import { reservationsOf } from './reservations';
import { searchRequests } from './searchRequests';
import type { Database } from './tables';
import { brokenIndex, transact } from './transact';
import type { Wake } from './wake';

/** Runs a write; a name that another request took in the meantime is told by that request's number. */
async function tellTakenName<T>(
  db: Database,
  request: Pick<Request, 'content'>,
  write: () => Promise<T>,
): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (brokenIndex(error) !== 'requests_name') throw error;
    const other = await requestByName(db, request.content.userPrincipalName);
    if (other === undefined) throw error;
    throw new NameAskedFor(other.number);
  }
}

/** Requests. */
export function keepRequests(db: Database, clock: Clock, wake: Wake): Requests {
  const rows = db.selectFrom('requests').selectAll();

  async function create<Refused>(creation: Creation<Refused>): Promise<Created<Refused>> {
    try {
      return await transact(db, (tx) => createRequest(tx, creation, clock.now(), wake));
    } catch (error) {
      if (brokenIndex(error) !== 'requests_form') throw error;
      const already = await requestByForm(db, creation.request.formId);
      if (already === undefined) throw error;
      return { already };
    }
  }

  return {
    create: (request, write, admit) => tellTakenName(db, request, () => create({ request, write, admit })),
    byId: async (id) => first(await rows.where('id', '=', id).execute()),
    byNumber: async (number) => first(await rows.where('number', '=', number).execute()),
    byForm: (formId) => requestByForm(db, formId),
    byName: (userPrincipalName) => requestByName(db, userPrincipalName),
    cleanedUp: async (userPrincipalName) => {
      const named = rows.where('name_key', '=', nameKey(userPrincipalName));
      const ended = named.where('state', 'in', ['failed', 'cancelled']).orderBy('number', 'desc').limit(10);
      return (await ended.execute()).map(toRequest);
    },
    byRequester: async (person, limit) => {
      const theirs = rows.where('requester_key', '=', personKey(person));
      return (await theirs.orderBy('number', 'desc').limit(limit).execute()).map(toRequest);
    },
    search: (sought, limit) => searchRequests(db, sought, limit),
    open: async () =>
      (await rows.where('state', 'in', openStates).orderBy('number', 'desc').execute()).map(toRequest),
    change: (change) =>
      tellTakenName(db, change.request, () =>
        transact(db, (tx) => changeRequest(tx, change, clock.now(), wake)),
      ),
    claim: (id, holder, lease) => claimRequest(db, id, holder, lease),
    release: (id, holder) => releaseRequest(db, id, holder),
    wake: (id) =>
      transact(db, async (tx) => {
        await tx.updateTable('requests').set({ due_at: clock.now() }).where('id', '=', id).execute();
        await wake('advance', id, 0, tx);
      }),
    reservations: (environmentId) => reservationsOf(db, environmentId),
  };
}

function first(found: readonly Parameters<typeof toRequest>[0][]): Request | undefined {
  return found[0] && toRequest(found[0]);
}
