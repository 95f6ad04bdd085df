import type { EnvironmentPolicy } from '../domain/policy';
import { ServiceFault } from '../domain/serviceFault';
import { ledger, slotLevel, type Ledger, type SlotReading } from '../domain/slots';
import { slotMessages } from '../notifications/audience';
import type { EnvironmentAddress } from '../ports';
import type { SlotNotice } from '../views';
import type { Surroundings } from './surroundings';

/** Reads an environment's non-interactive users and the limit it tells. May throw a `ServiceFault`. */
export async function readSlots(
  { microsoft, clock }: Pick<Surroundings, 'microsoft' | 'clock'>,
  environment: EnvironmentAddress,
): Promise<SlotReading> {
  const begunAt = clock.now();
  const [users, toldLimit] = await Promise.all([
    microsoft.environments.nonInteractiveUsers(environment),
    microsoft.environments.toldLimit(environment),
  ]);
  const holders = users.map((user) => ({
    userPrincipalName: user.userPrincipalName,
    name: user.name,
    enabled: user.enabled,
    ...(user.objectId === undefined ? {} : { objectId: user.objectId }),
  }));
  return toldLimit === undefined ? { begunAt, holders } : { begunAt, holders, toldLimit };
}

/** Reads the slots afresh, keeps the reading, and counts with the slots that requests hold. */
export async function countSlots(
  surroundings: Surroundings,
  environment: EnvironmentAddress & Pick<EnvironmentPolicy, 'id' | 'limit'>,
): Promise<Ledger> {
  const reading = await readSlots(surroundings, environment);
  await surroundings.store.slots.keep(environment.id, reading);
  const reservations = await surroundings.store.requests.reservations(environment.id);
  return ledger(reading, reservations, environment.limit);
}

/**
 * Reads the slots afresh and lets the channels hear, once, when the environment comes near its limit, is full, or is
 * well again: decided in the store, so that several instances and restarts tell it once. May throw a `ServiceFault`.
 */
export async function watchSlots(surroundings: Surroundings, environment: EnvironmentPolicy): Promise<void> {
  await countSlots(surroundings, environment);
  const channels = await surroundings.store.conversations.alerted();
  await surroundings.store.slots.tell(environment.id, (told, reading) => {
    // Before anybody asked to be told there is nobody to tell: the level is decided when somebody can hear it.
    if (reading === undefined || channels.length === 0) return undefined;
    // Channels hear of accounts that are there; a slot that is only held may come free again without a word.
    const slots = ledger(reading, [], environment.limit);
    const level = slotLevel(slots, environment.nearAt);
    if (level === told) return undefined;
    const notice: SlotNotice = {
      environment: { id: environment.id, name: environment.name },
      level,
      ledger: slots,
      readAt: reading.begunAt,
      accounts: reading.holders.filter((holder) => holder.enabled).map((holder) => holder.name),
    };
    return { level, ledger: slots, messages: slotMessages(notice, channels) };
  });
}

/** Watches the slots of all environments; one that cannot be read is left as it was, and logged. */
export async function watchAllSlots(surroundings: Surroundings): Promise<void> {
  for (const environment of surroundings.policy.environments) {
    try {
      await watchSlots(surroundings, environment);
    } catch (error) {
      if (!(error instanceof ServiceFault)) throw error;
      const fields = { environment: environment.name, error: error.message };
      surroundings.log.warn(
        fields,
        'The slots of an environment could not be read; the last reading stands.',
      );
    }
  }
}
