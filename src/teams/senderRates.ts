import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { Duration } from '../domain/time';

/** How much one sender may ask for: so many activities in that time, in ms; what is more is refused until it is over. */
export interface SenderRate {
  readonly activities: number;
  readonly within: Duration;
}

/** Far more than a busy person does, though a form sends a search with each letter that is typed. */
export const usualRate: SenderRate = { activities: 240, within: 60_000 };

/** How often each sender may be answered, counted by this process alone. */
export class SenderRates {
  private readonly limiter: RateLimiterMemory;

  constructor({ activities, within }: SenderRate = usualRate) {
    this.limiter = new RateLimiterMemory({ points: activities, duration: within / 1000 });
  }

  /** Counts one activity; nothing where it may be answered, else how long to wait, in whole seconds. */
  async take(objectId: string): Promise<number | undefined> {
    try {
      await this.limiter.consume(objectId);
      return undefined;
    } catch (refused) {
      const { msBeforeNext } = refused as { readonly msBeforeNext?: number };
      if (msBeforeNext === undefined) throw refused;
      return Math.max(1, Math.ceil(msBeforeNext / 1000));
    }
  }
}
