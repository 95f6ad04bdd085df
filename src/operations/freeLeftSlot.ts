import { accessModes } from '../domain/accessMode';
import type { Request } from '../domain/request';
import { ServiceFault } from '../domain/serviceFault';
import type { Instant } from '../domain/time';
import { knownOf } from '../provisioning/course';
import type { Surroundings } from './surroundings';

/** Whether the account no longer uses a slot there; nothing where it cannot be read now. */
async function isFree({ microsoft, policy }: Surroundings, request: Request): Promise<boolean | undefined> {
  const { environment: asked, userPrincipalName } = request.content;
  const environment = policy.environments.find(({ id }) => id === asked.id);
  if (environment === undefined) return undefined;
  const { objectId } = knownOf(request);
  try {
    const row = await (objectId === undefined
      ? microsoft.environments.userByName(environment, userPrincipalName)
      : microsoft.environments.userByObjectId(environment, objectId));
    return row?.accessMode !== accessModes.nonInteractive;
  } catch (error) {
    if (error instanceof ServiceFault) return undefined;
    throw error;
  }
}

/**
 * A failed request whose account may still use a slot keeps it, until two readings, a settling time apart, say that
 * somebody cleaned up: then the slot and the name are free again.
 */
export async function freeLeftSlot(surroundings: Surroundings, request: Request): Promise<void> {
  const { store, clock, policy } = surroundings;
  if (!request.holdsSlot) return;
  const begunAt = clock.now();
  const first = request.trails.setMode?.undo.firstReading;
  const free = await isFree(surroundings, request);
  if (free === true && first !== undefined && begunAt - first.begunAt >= policy.times.settle) {
    const audit = [{ kind: 'slotFreed', body: { readAt: [first.begunAt, begunAt] } }];
    await store.requests.change({ request: { ...request, holdsSlot: false }, audit, messages: [] });
    return;
  }
  const { setMode = { forward: {}, undo: {} } } = request.trails;
  const { firstReading: _, ...rest } = setMode.undo;
  const firstReading: { is: 'done'; begunAt: Instant } = { is: 'done', begunAt: first?.begunAt ?? begunAt };
  const undo = free === true ? { ...rest, firstReading } : rest;
  const due = begunAt + (free === true ? policy.times.settle : policy.times.slots);
  const trails = { ...request.trails, setMode: { ...setMode, undo } };
  await store.requests.change({ request: { ...request, trails }, audit: [], messages: [], due });
}
