import path from 'node:path';
import type { Request } from '../../src/domain/request';
import { openStore } from '../../src/store/openStore';
import type { StoredAuditEntry, StoredMessage } from '../../src/storePorts';
import { quiet } from '../store/support/openTestStore';
import type { ChaosWorld } from './chaosWorld';

/** What the store says of a request, read after the bot has ended. */
export interface ReadBack {
  readonly request: Request;
  readonly messages: readonly StoredMessage[];
  readonly audit: readonly StoredAuditEntry[];
  /** The sequence number of the first entry that does not fit. */
  readonly brokenAt: number | undefined;
}

/** Opens the store as the next start would, reads the requests, and closes it. */
export async function readBack(
  { folder, databaseUrl }: ChaosWorld,
  ids: readonly string[],
): Promise<ReadonlyMap<string, ReadBack>> {
  const where = databaseUrl === undefined ? { folder: path.join(folder, 'bot', 'data') } : { databaseUrl };
  const store = await openStore({ ...where, clock: { now: () => Date.now() }, log: quiet });
  try {
    const read = new Map<string, ReadBack>();
    for (const id of ids) {
      const request = await store.requests.byId(id);
      if (request === undefined) continue;
      read.set(id, {
        request,
        messages: await store.messages.about(`request:${id}`),
        audit: await store.audit.entries(id),
        brokenAt: await store.audit.firstBroken(id),
      });
    }
    return read;
  } finally {
    await store.close();
  }
}
