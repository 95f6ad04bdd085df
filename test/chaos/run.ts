import type { FaultEffect, MetCall, Meeting } from '../../sandbox/cloud/faults';
import { callFaults, forGood, forGoodEffect, isCommit, isKill } from './faultKinds';
import { callName, PointCounter, samePoint, type Cell, type PlannedFault, type Way } from './points';

/** Where kills happen: at once, or when every request that is to be killed stands at its point. */
export interface Killing {
  /** Says that this request stands at its point; ends when the bot has been ended. */
  arrive(run: Run): Promise<void>;
}

/** The refusal that turns a request back late: the vault refuses to release the password. */
const lateRefusal: FaultEffect = { kind: 'status', status: 403, code: 'Forbidden' };

/** One request under experiment. */
export class Run {
  readonly counter = new PointCounter();
  readonly struck: PlannedFault[] = [];
  /** Milliseconds since 1970, as `endedAt`. */
  firstStruckAt: number | undefined;
  way: Way = 'forward';
  id = '';
  label = '';
  endedAt: number | undefined;
  /** Whether what was refused for good has been mended. */
  mended = false;
  /** What people had to do, in order. */
  readonly presses: string[] = [];

  constructor(
    readonly cell: Cell,
    readonly account: string,
  ) {}

  /** Whether the call is this request's. */
  async owns(call: MetCall): Promise<boolean> {
    if (call.correlationId === this.id) return true;
    return call.service === 'Teams' && (await call.body()).includes(this.account);
  }

  /** Notes that a fault struck. */
  strike(fault: PlannedFault, at = Date.now()): void {
    this.struck.push(fault);
    this.firstStruckAt = Math.min(this.firstStruckAt ?? at, at);
  }

  /** Whether a fault that is still to come needs the process of the bot to end. */
  awaitsKill(): boolean {
    return this.cell.faults.some((one) => isKill(one.fault) && !this.struck.includes(one));
  }

  /** What happens to this call of the request. */
  async meet(call: MetCall, killing: Killing): Promise<Meeting | undefined> {
    const point = this.counter.count(
      this.way,
      callName(call, `svc-${this.account.toLowerCase().replace(' ', '-')}`),
    );
    const effects: FaultEffect[] = [];
    let acted: (() => Promise<void>) | undefined;
    for (const planned of this.cell.faults) {
      const { fault } = planned;
      const isSame = samePoint(planned.point, point);
      const isLasting =
        fault === forGood && planned.point.name === point.name && planned.point.way === this.way;
      if (isLasting && !this.mended) {
        if (!this.struck.includes(planned)) this.strike(planned);
        effects.push(forGoodEffect);
      }
      if (!isSame || fault === forGood || this.struck.includes(planned)) continue;
      this.strike(planned);
      if (fault === 'killBefore') {
        await killing.arrive(this);
        effects.push({ kind: 'lostBefore' });
      } else if (fault === 'killAfter') {
        acted = () => killing.arrive(this);
        effects.push({ kind: 'lostAfter' });
      } else {
        const effect = callFaults[fault];
        if (effect === undefined) throw new Error(`No fault is called ${fault}.`);
        effects.push(effect);
      }
    }
    if (effects.length === 0 && this.isTurnedBack(call)) effects.push(lateRefusal);
    return { effects, ...(acted === undefined ? {} : { acted }) };
  }

  private isTurnedBack({ service, method, step }: MetCall): boolean {
    return (
      this.cell.way === 'back' &&
      service === 'Key Vault' &&
      method === 'PATCH' &&
      step === 'releaseCredential'
    );
  }

  /** What the bot's entry is told to strike at commits on the present way. */
  armed(): { way: Way; strikes: { name: string; nth: number; fault: string }[] } {
    const strikes = this.cell.faults
      .filter(({ point }) => isCommit(point) && point.way === this.way)
      .map(({ point, fault }) => ({ name: point.name, nth: point.nth, fault }));
    return { way: this.way, strikes };
  }
}
