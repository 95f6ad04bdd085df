import { setTimeout as sleep } from 'node:timers/promises';
import type { ServiceName } from '../../domain/reason';
import { ServiceFault } from '../../domain/serviceFault';
import type { Duration } from '../../domain/time';
import type { Log } from '../../ports';
import type { Answer, Intent } from './answer';
import { faultOfAnswer } from './faultOfAnswer';
import { faultOfFailure } from './faultOfFailure';

const attemptsOfRead = 3;
const longestPause = 5_000;
const firstPause = 250;

/**
 * Makes calls to one service and turns whatever goes wrong into a `ServiceFault`. A write is sent once. A read is
 * sent up to three times, where the service asks for a pause of at most 5 s, answers 502 to 504, or the
 * connection broke; a read that timed out is not repeated.
 */
export class Caller {
  constructor(
    private readonly service: ServiceName,
    private readonly log: Log,
  ) {}

  /** The answer of a read, a success always. */
  async read<A extends Answer>(what: string, send: () => Promise<A>): Promise<A> {
    for (let attempt = 1; ; attempt += 1) {
      const outcome = await this.once('read', what, send);
      if (!(outcome instanceof ServiceFault)) return outcome;
      const pause = attempt < attemptsOfRead ? pauseBeforeRepeat(outcome, attempt) : undefined;
      if (pause === undefined) throw this.noted(outcome);
      await sleep(pause);
    }
  }

  /** As `read`, with `undefined` for a thing that is not there (404). */
  async find<A extends Answer>(what: string, send: () => Promise<A>): Promise<A | undefined> {
    try {
      return await this.read(what, send);
    } catch (error) {
      if (error instanceof ServiceFault && error.facts.kind === 'notFound') return undefined;
      throw error;
    }
  }

  /** The answer of a write, a success always. */
  async write<A extends Answer>(what: string, send: () => Promise<A>): Promise<A> {
    const outcome = await this.once('write', what, send);
    if (outcome instanceof ServiceFault) throw this.noted(outcome);
    return outcome;
  }

  private async once<A extends Answer>(
    intent: Intent,
    what: string,
    send: () => Promise<A>,
  ): Promise<A | ServiceFault> {
    try {
      const answer = await send();
      return faultOfAnswer(this.service, what, intent, answer) ?? answer;
    } catch (error) {
      return faultOfFailure(this.service, what, error);
    }
  }

  private noted(fault: ServiceFault): ServiceFault {
    // A missing thing is an everyday answer; everything else is worth a line.
    if (fault.facts.kind !== 'notFound')
      this.log.warn({ ...fault.facts }, 'A call to Microsoft did not succeed.');
    return fault;
  }
}

function pauseBeforeRepeat({ facts }: ServiceFault, attempt: number): Duration | undefined {
  const usual = firstPause * 2 ** (attempt - 1);
  if (facts.kind === 'throttled') {
    const asked = facts.retryAfter ?? usual;
    return asked <= longestPause ? asked : undefined;
  }
  const brokenConnection = facts.status === undefined && facts.code !== 'ETIMEDOUT';
  const passing = facts.status === 502 || facts.status === 503 || facts.status === 504;
  return facts.kind === 'unknown' && (brokenConnection || passing) ? usual : undefined;
}
