import type { Person } from '../domain/person';
import type { EnvironmentPolicy } from '../domain/policy';
import type { Reason } from '../domain/reason';
import { ServiceFault } from '../domain/serviceFault';
import { ledger, slotLevel } from '../domain/slots';
import type { SlotsView } from '../views';
import { administratorsOf, isAmong } from './approvers';
import { countSlots } from './readSlots';
import type { Surroundings } from './surroundings';
import { withinTime } from './withinTime';

/** How long one environment is waited for, in milliseconds: the card is wanted within the time of an answer. */
const patience = 3_000;

/** The slots of all environments, read now; where one cannot be read in time, the last reading with its time. */
export function showSlots(surroundings: Surroundings, actor?: Person): Promise<readonly SlotsView[]> {
  return Promise.all(surroundings.policy.environments.map((one) => showOne(surroundings, one, actor)));
}

/** Names of the accounts are for that environment's administrators alone. */
async function showOne(
  surroundings: Surroundings,
  environment: EnvironmentPolicy,
  actor: Person | undefined,
): Promise<SlotsView> {
  const named = { environment: { id: environment.id, name: environment.name } };
  const [why, administers] = await Promise.all([
    readInTime(surroundings, environment),
    actor === undefined ? false : isAdministrator(surroundings, environment, actor),
  ]);
  const reading = await surroundings.store.slots.reading(environment.id);
  if (reading === undefined) return why === undefined ? named : { ...named, why };
  const reservations = await surroundings.store.requests.reservations(environment.id);
  const slots = ledger(reading, reservations, environment.limit);
  const enabled = reading.holders.filter((holder) => holder.enabled);
  return {
    ...named,
    ledger: slots,
    level: slotLevel(slots, environment.nearAt),
    readAt: reading.begunAt,
    ...(why === undefined ? {} : { why }),
    ...(administers ? { holders: enabled.map((holder) => holder.name) } : {}),
  };
}

async function readInTime(
  surroundings: Surroundings,
  environment: EnvironmentPolicy,
): Promise<Reason | undefined> {
  const late: Reason = { code: 'serviceDown', facts: { service: 'Dataverse' } };
  const read = countSlots(surroundings, environment).then(
    () => undefined,
    (error: unknown): Reason => {
      if (!(error instanceof ServiceFault)) throw error;
      const { kind, code, service } = error.facts;
      if (code === '0x80072560') return { code: 'environmentClosed' };
      return { code: kind === 'denied' ? 'permissionMissing' : 'serviceDown', facts: { service } };
    },
  );
  return withinTime<Reason | undefined>(read, patience, late);
}

async function isAdministrator(
  { microsoft }: Surroundings,
  environment: EnvironmentPolicy,
  actor: Person,
): Promise<boolean> {
  const asked = administratorsOf(microsoft, environment).then(
    (administrators) => isAmong(administrators, actor),
    (error: unknown) => {
      if (error instanceof ServiceFault) return false;
      throw error;
    },
  );
  return withinTime(asked, patience, false);
}
