import { faultCodes } from './dataverse/faultCodes';
import type { ServiceName } from './service';

/** How much a caller may ask for. Windows are in seconds; a caller is an application, and in Dataverse one environment's. */
export interface BudgetSettings {
  /** Dataverse (service protection limits): calls and execution time within one window, and calls at once. */
  dataverseRequests: number;
  dataverseExecutionSeconds: number;
  dataverseWindowSeconds: number;
  dataverseConcurrent: number;
  /** Graph (throttling limits of identity and access, smallest tenants): resource units, and writes. */
  graphUnits: number;
  graphUnitsWindowSeconds: number;
  graphWrites: number;
  graphWritesWindowSeconds: number;
}

/** Microsoft's figures. */
export const usualBudgets: Readonly<BudgetSettings> = {
  dataverseRequests: 6_000,
  dataverseExecutionSeconds: 1_200,
  dataverseWindowSeconds: 300,
  dataverseConcurrent: 52,
  graphUnits: 3_500,
  graphUnitsWindowSeconds: 10,
  graphWrites: 3_000,
  graphWritesWindowSeconds: 150,
};

/** A call that is asked for more than its caller may have. */
export interface OverBudget {
  readonly code: string;
  /** Until enough of the window is over, at least 1. */
  readonly retryAfterSeconds: number;
}

/** What was used, oldest first, with when that was. */
type Spent = { readonly at: number; readonly amount: number }[];

/** Keeps count of what callers ask for, and says when it is too much. */
export class Budgets {
  private settings: BudgetSettings = { ...usualBudgets };
  private readonly spent = new Map<string, Spent>();
  private readonly running = new Map<string, number>();

  constructor(private readonly now: () => number) {}

  /** Changes those that are named; what was used so far counts no more. Throws a RangeError for one that is not above 0. */
  set(change: Partial<BudgetSettings>): void {
    for (const [name, value] of Object.entries(change)) {
      if (!Number.isFinite(value) || value <= 0) {
        throw new RangeError(`${name} has to be a number above 0; nothing was changed.`);
      }
    }
    this.settings = { ...this.settings, ...change };
    this.spent.clear();
  }

  get(): BudgetSettings {
    return { ...this.settings };
  }

  /** Takes a call on, or says that it is too much; what is taken on has to be ended with the function returned. */
  begin(service: ServiceName, caller: string, method: string, path: string): OverBudget | (() => void) {
    if (service === 'Graph') return this.beginGraph(caller, method, path) ?? ((): void => undefined);
    return service === 'Dataverse' ? this.beginDataverse(caller) : (): void => undefined;
  }

  private beginDataverse(caller: string): OverBudget | (() => void) {
    const { settings } = this;
    const span = settings.dataverseWindowSeconds;
    const running = this.running.get(caller) ?? 0;
    if (running >= settings.dataverseConcurrent) {
      return { code: faultCodes.concurrencyExceeded, retryAfterSeconds: 1 };
    }
    const time = `time of ${caller}`;
    const over =
      this.over(time, span, settings.dataverseExecutionSeconds, 0, faultCodes.executionTimeExceeded) ??
      this.over(caller, span, settings.dataverseRequests, 1, faultCodes.requestsExceeded);
    if (over !== undefined) return over;
    this.spend(caller, 1);
    this.running.set(caller, running + 1);
    const started = performance.now();
    return () => {
      this.running.set(caller, (this.running.get(caller) ?? 1) - 1);
      this.spend(time, (performance.now() - started) / 1000);
    };
  }

  private beginGraph(caller: string, method: string, path: string): OverBudget | undefined {
    const { graphUnits, graphUnitsWindowSeconds, graphWrites, graphWritesWindowSeconds } = this.settings;
    const writes = `writes of ${caller}`;
    const cost = unitsOf(method, path);
    const write = method === 'GET' ? 0 : 1;
    const code = 'TooManyRequests';
    const over =
      this.over(caller, graphUnitsWindowSeconds, graphUnits, cost, code) ??
      (write === 0 ? undefined : this.over(writes, graphWritesWindowSeconds, graphWrites, write, code));
    if (over !== undefined) return over;
    this.spend(caller, cost);
    if (write > 0) this.spend(writes, write);
    return undefined;
  }

  /** Whether so much more is too much. Without more, whether all is used up. */
  private over(
    of: string,
    seconds: number,
    most: number,
    more: number,
    code: string,
  ): OverBudget | undefined {
    const since = this.now() - seconds * 1000;
    const within = (this.spent.get(of) ?? []).filter(({ at }) => at > since);
    this.spent.set(of, within);
    let used = within.reduce((total, { amount }) => total + amount, 0);
    if (more === 0 ? used < most : used + more <= most) return undefined;
    // The call after this pause finds room: as much as it needs has left the window.
    const last = within.find(({ amount }) => {
      used -= amount;
      return more === 0 ? used < most : used + more <= most;
    });
    const wait = last === undefined ? seconds : Math.ceil((last.at - since) / 1000);
    return { code, retryAfterSeconds: Math.max(1, wait) };
  }

  private spend(of: string, amount: number): void {
    const spent = this.spent.get(of) ?? [];
    spent.push({ at: this.now(), amount });
    this.spent.set(of, spent);
  }
}

/** What a call to Graph costs, in resource units (Graph's throttling limits; what has no entry there costs 1). */
function unitsOf(method: string, path: string): number {
  if (method !== 'GET') return 1;
  if (path.includes('/transitiveMember')) return 5;
  if (/\/memberOf|\/members/.test(path)) return 3;
  if (path.includes('/subscribedSkus')) return 3;
  return path.includes('/users') ? 2 : 1;
}
