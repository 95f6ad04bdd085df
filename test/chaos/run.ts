import type { FaultEffect, MetCall, Meeting } from '../../sandbox/cloud/faults';
import { callFaults, forGood, forGoodEffect, isCommit, isKill, stopped } from './faultKinds';
import {
  callName,
  PointCounter,
  samePoint,
  type Cell,
  type PlannedFault,
  type Point,
  type Way,
} from './points';

/** Where kills happen: at once, or when every request that is to be killed stands at its point. */
export interface Killing {
  /** Says that this request stands at its point; ends when the bot has been ended. */
  arrive(run: Run): Promise<void>;
  /** Presses Stop and clean up on the request's card; ends when the bot has answered. */
  stop(run: Run): Promise<void>;
}

/** The refusal that turns a request back late: the vault refuses to release the password. */
const lateRefusal: FaultEffect = { kind: 'status', status: 403, code: 'Forbidden' };

const lost: FaultEffect = { kind: 'lostBefore' };

/** The sign-in name before the @, as the bot makes it of the account's name. */
function signInNameOf(account: string): string {
  return `svc-${account.toLowerCase().replace(' ', '-')}`;
}

/** A write to Microsoft, told apart by all that it says; a fresh password does not make it another. */
async function writeOf(call: MetCall): Promise<string | undefined> {
  if (call.method === 'GET' || call.service === 'Teams' || call.step === undefined) return undefined;
  const said = call.method === 'PUT' ? '' : await call.body();
  return `${call.step} ${call.method} ${call.address} ${said}`;
}

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
  /** Writes that Microsoft took, each with the moment (ms since 1970) when it did. */
  readonly taken: { readonly write: string; readonly at: number }[] = [];
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
  async meet(call: MetCall, killing: Killing): Promise<Meeting> {
    const point = this.counter.count(this.way, callName(call, signInNameOf(this.account)));
    const write = await writeOf(call);
    const effects: FaultEffect[] = [];
    let dies = false;
    for (const planned of this.due(point)) {
      const { fault } = planned;
      if (!this.struck.includes(planned)) this.strike(planned);
      if (fault === 'killBefore') await killing.arrive(this);
      if (fault === stopped) await killing.stop(this);
      dies ||= fault === 'killAfter';
      const effect = fault === forGood ? forGoodEffect : fault === 'killBefore' ? lost : callFaults[fault];
      if (effect !== undefined) effects.push(effect);
    }
    if (dies) effects.push({ kind: 'lostAfter' });
    if (effects.length === 0 && this.isTurnedBack(call)) effects.push(lateRefusal);
    const acted = async (status: number): Promise<void> => {
      if (write !== undefined && status < 300) this.taken.push({ write, at: Date.now() });
      if (dies) await killing.arrive(this);
    };
    return { effects, acted };
  }

  /** The planned faults that strike at this point. */
  private due(point: Point): readonly PlannedFault[] {
    return this.cell.faults.filter((planned) =>
      planned.fault === forGood
        ? planned.point.name === point.name && planned.point.way === this.way && !this.mended
        : samePoint(planned.point, point) && !this.struck.includes(planned),
    );
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
