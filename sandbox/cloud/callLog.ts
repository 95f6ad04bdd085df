import type { Call } from './service';

/** Every call that reached the cloud, oldest first. A call is noted when it has been answered. */
export class CallLog {
  private readonly noted: Call[] = [];
  private count = 0;

  /** The number of the next call. */
  next(): number {
    this.count += 1;
    return this.count;
  }

  note(call: Call): void {
    this.noted.push(call);
  }

  /** Calls with a number above this one, in the order in which they were answered. */
  after(number = 0): readonly Call[] {
    return this.noted.filter((call) => call.number > number);
  }

  /** Forgets all calls; numbers go on counting. */
  clear(): void {
    this.noted.length = 0;
  }
}
