import { mayBecome, isOpen, requestLabel, type Request, type RequestState } from '../../src/domain/request';
import { Conflict, type AuditEntry, type RequestChange, type Store } from '../../src/storePorts';

/** A store in memory for one request, whose rules of writing are those of the real one. */
export interface MemoryStore {
  readonly store: Store;
  /** The request as it is stored. */
  request(): Request;
  /** When it is due, where it is. */
  due(): number | undefined;
  readonly audit: readonly AuditEntry[];
  /** The change that was written last. */
  written(): RequestChange | undefined;
  /** Every state it had, in order; one that it stayed in by a write stands twice. */
  readonly states: readonly RequestState[];
  /** As a crash does: everything that is asked from now on fails, until `restart`. */
  crash(): void;
  /** The store answers again, and the lease of who crashed is over. */
  restart(): void;
}

/** The process that asked is gone. */
export class Crash extends Error {}

/** Keeps this request; only what carries one request on is there. */
export function memoryStore(first: Request): MemoryStore {
  let stored = first;
  let due: number | undefined = first.expiresAt;
  let holder: string | undefined;
  let isDown = false;
  const audit: AuditEntry[] = [];
  let written: RequestChange | undefined;
  const states: RequestState[] = [first.state];
  const answer = <T>(work: () => T): Promise<T> =>
    isDown ? Promise.reject(new Crash()) : Promise.resolve().then(work);

  const change = (how: RequestChange): Request => {
    const { request, audit: entries, due: next } = how;
    if (isDown) throw new Crash();
    if (request.rowVersion !== stored.rowVersion) throw new Conflict(requestLabel(request));
    if (!mayBecome(stored.state, request.state)) {
      throw new Error(`It cannot go from ${stored.state} to ${request.state}.`);
    }
    stored = { ...request, rowVersion: request.rowVersion + 1 };
    due = next;
    written = how;
    states.push(request.state);
    audit.push(...entries);
    return stored;
  };

  const requests = {
    byId: (id: string) => answer(() => (id === stored.id ? stored : undefined)),
    open: () => answer(() => (isOpen(stored) ? [stored] : [])),
    byName: () => answer(() => (isOpen(stored) || stored.holdsSlot ? stored : undefined)),
    change: (how: RequestChange) => answer(() => change(how)),
    claim: (_: string, by: string, lease: number) =>
      answer(() => {
        if (holder !== undefined) return undefined;
        holder = by;
        return { request: stored, deadline: performance.now() + lease };
      }),
    release: () => answer(() => (holder = undefined)),
    wake: () => answer(() => (due = 0)),
    reservations: () =>
      answer(() =>
        stored.holdsSlot
          ? [{ requestId: stored.id, userPrincipalName: stored.content.userPrincipalName }]
          : [],
      ),
  };
  const store = {
    requests,
    conversations: { alerted: () => answer(() => []) },
    slots: { keep: () => answer(() => undefined), tell: () => answer(() => undefined) },
    audit: {
      append: (_: string, entries: readonly AuditEntry[]) => answer(() => void audit.push(...entries)),
    },
  };
  return {
    store: store as unknown as Store,
    request: () => stored,
    written: () => written,
    due: () => due,
    ...{ audit, states },
    crash: () => (isDown = true),
    restart: () => {
      isDown = false;
      holder = undefined;
    },
  };
}
