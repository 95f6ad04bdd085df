import type { Call, ServiceName } from './service';

interface FaultTarget {
  /** Every service where absent. */
  readonly service?: ServiceName;
  /** Every method where absent. */
  readonly method?: string;
  /** A piece of, or a pattern for, host, path and query, as sent or decoded. */
  readonly path?: string | RegExp;
  /** How many calls it meets; every one where `always`. */
  readonly times: number | 'always';
  /** How many matching calls pass unharmed first. */
  readonly skip?: number;
}

/** What goes wrong. */
export type FaultEffect =
  /** Answers so without acting. */
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly code?: string;
      readonly body?: unknown;
      readonly headers?: Readonly<Record<string, string>>;
    }
  /** Breaks the connection without acting. */
  | { readonly kind: 'lostBefore' }
  /** Acts, and breaks the connection instead of answering. */
  | { readonly kind: 'lostAfter' }
  /** Waits before it acts. */
  | { readonly kind: 'delay'; readonly milliseconds: number }
  /** Takes the call, does not act, and answers nothing until the caller hangs up. */
  | { readonly kind: 'hang' }
  /** Acts only so long after the caller has hung up, as when something on the way kept the call back. */
  | { readonly kind: 'late'; readonly milliseconds: number }
  /** Breaks the connection without acting, and takes no new one to this host for so long. */
  | { readonly kind: 'refuse'; readonly milliseconds: number }
  /** A page of HTML, as something on the way shows it, without acting. Status 200 when absent. */
  | { readonly kind: 'page'; readonly status?: number }
  /** 401 without acting, as for a token that was taken back. */
  | { readonly kind: 'tokenRefused' }
  /** 429 without acting. */
  | { readonly kind: 'throttle'; readonly retryAfterSeconds: number }
  /** Acts; right afterwards somebody sets this account's Access Mode. */
  | {
      readonly kind: 'flip';
      readonly environment: string;
      readonly user: string;
      readonly accessMode: number;
    };

/** Trouble to come, and the calls that it meets. */
export type Fault = FaultTarget & FaultEffect;

/** A fault as it stands. */
export interface StandingFault {
  readonly id: string;
  readonly fault: Fault;
  /** Calls that it met so far. */
  readonly met: number;
}

/** A call as it comes in, for whoever watches. */
export interface MetCall extends Pick<Call, 'correlationId' | 'step'> {
  readonly service: ServiceName;
  readonly method: string;
  /** Host, path and query. */
  readonly address: string;
  /** What was sent; '' for nothing. */
  body(): Promise<string>;
}

/** What a watcher does about a call: effects on top of the faults, and something once it was acted on. */
export interface Meeting {
  readonly effects: readonly FaultEffect[];
  /** Awaited after the service has acted, before anything is answered; gets the status that would be answered. */
  readonly acted?: (status: number) => Promise<void>;
}

/** Told of each call before it is acted on; the call waits for it. Nothing: the call passes. */
export type Watcher = (call: MetCall) => Promise<Meeting | undefined>;

/** The faults of a running cloud. Several may meet one call; each then counts it. */
export class Faults {
  private readonly standing = new Map<string, { fault: Fault; seen: number; met: number }>();
  private readonly closed = new Map<string, number>();
  private count = 0;
  private watcher: Watcher | undefined;

  /** Tells this watcher of each call from now on; nobody where absent. */
  watch(watcher?: Watcher): void {
    this.watcher = watcher;
  }

  /** What the watcher does about this call. */
  async met(call: MetCall): Promise<Meeting> {
    return (await this.watcher?.(call)) ?? { effects: [] };
  }

  /** Takes no new connection to the host for so many ms. */
  closeHost(host: string, milliseconds: number): void {
    this.closed.set(host, performance.now() + milliseconds);
  }

  /** Whether no new connection to the host is taken at present. */
  isClosed(host: string): boolean {
    return performance.now() < (this.closed.get(host) ?? 0);
  }

  /** Sets one up and returns its id. */
  add(fault: Fault): string {
    this.count += 1;
    const id = `fault-${String(this.count)}`;
    this.standing.set(id, { fault, seen: 0, met: 0 });
    return id;
  }

  /** Takes one away; whether it was there. */
  remove(id: string): boolean {
    return this.standing.delete(id);
  }

  clear(): void {
    this.standing.clear();
  }

  /** All, used-up ones too. */
  list(): readonly StandingFault[] {
    return [...this.standing].map(([id, { fault, met }]) => ({ id, fault, met }));
  }

  /** The effects that meet this call, which counts for each of them. `address` is host, path and query. */
  meet(service: ServiceName, method: string, address: string): readonly FaultEffect[] {
    const effects: FaultEffect[] = [];
    for (const one of this.standing.values()) {
      if (!matches(one.fault, service, method, address)) continue;
      one.seen += 1;
      if (one.seen <= (one.fault.skip ?? 0)) continue;
      if (one.fault.times !== 'always' && one.met >= one.fault.times) continue;
      one.met += 1;
      effects.push(one.fault);
    }
    return effects;
  }
}

function matches(fault: FaultTarget, service: ServiceName, method: string, address: string): boolean {
  if (fault.service !== undefined && fault.service !== service) return false;
  if (fault.method !== undefined && fault.method.toUpperCase() !== method) return false;
  if (fault.path === undefined) return true;
  const { path } = fault;
  const found = (text: string): boolean =>
    typeof path === 'string' ? text.includes(path) : text.search(path) >= 0;
  return found(address) || found(decoded(address));
}

function decoded(address: string): string {
  try {
    return decodeURIComponent(address);
  } catch {
    return address;
  }
}
