import type { Instant } from './time';

/** A non-interactive user as one reading of an environment showed it. */
export interface SlotHolder {
  readonly objectId?: string;
  readonly userPrincipalName: string;
  readonly name: string;
  readonly enabled: boolean;
}

/** One reading of an environment's non-interactive users. */
export interface SlotReading {
  /** When the reading began: it replaces only a reading that was begun earlier. */
  readonly begunAt: Instant;
  readonly holders: readonly SlotHolder[];
  /** The limit the environment tells, where it tells a plausible one. */
  readonly toldLimit?: number;
}

/** A slot held by a request that is open, or not yet read back as cleaned up. */
export interface Reservation {
  readonly requestId: string;
  readonly userPrincipalName: string;
  readonly objectId?: string;
}

/** The slots of one environment. All figures are slots. */
export interface Ledger {
  readonly used: number;
  readonly disabled: number;
  /** Held by requests whose account is not among the used ones. */
  readonly reserved: number;
  readonly limit: number;
  readonly free: number;
  /** The two limits, where the policy and the environment differ. */
  readonly differs?: { readonly policy: number; readonly told: number };
}

/** The figure of the client's article, taken where neither policy nor environment tells one. */
export const articleLimit = 5;

/**
 * Counts the slots: free = limit − the union of used and reserved, matched by object id, or by sign-in name
 * where the request knows no object id yet. Disabled users and application users never count.
 * The limit is the smaller of the policy's and the environment's.
 */
export function ledger(
  reading: SlotReading,
  reservations: readonly Reservation[],
  policyLimit: number | undefined,
): Ledger {
  const enabled = reading.holders.filter((holder) => holder.enabled);
  const holds = (holder: SlotHolder, held: Reservation): boolean =>
    held.objectId !== undefined && holder.objectId !== undefined
      ? held.objectId.toLowerCase() === holder.objectId.toLowerCase()
      : held.userPrincipalName.toLowerCase() === holder.userPrincipalName.toLowerCase();
  const reserved = reservations.filter((held) => !enabled.some((holder) => holds(holder, held))).length;
  const limits = [policyLimit, reading.toldLimit].filter((limit) => limit !== undefined);
  const limit = limits.length === 0 ? articleLimit : Math.min(...limits);
  const counts = {
    used: enabled.length,
    disabled: reading.holders.length - enabled.length,
    reserved,
    limit,
    free: Math.max(0, limit - enabled.length - reserved),
  };
  return policyLimit !== undefined && reading.toldLimit !== undefined && policyLimit !== reading.toldLimit
    ? { ...counts, differs: { policy: policyLimit, told: reading.toldLimit } }
    : counts;
}

/** How an environment stands with its slots. */
export type SlotLevel = 'well' | 'near' | 'full';

/** The level by the slots that are free; `nearAt` slots left, or fewer, is near. Held slots count as taken. */
export function slotLevel(slots: Pick<Ledger, 'free'>, nearAt: number): SlotLevel {
  if (slots.free === 0) return 'full';
  return slots.free <= nearAt ? 'near' : 'well';
}
