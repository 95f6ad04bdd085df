import type { Cloud } from '../cloud/startCloud';
import { usualLags } from '../cloud/lags';
import type { Fault } from '../cloud/faults';
import type { Environment } from '../world/world';
import type { TroublePart } from './browser/wire';

interface Trouble {
  readonly title: string;
  readonly what: string;
  /** Faults that stand while it is on; or how slow the licence is then, in ms; neither for a rule of the world. */
  readonly faults?: readonly Fault[];
  readonly licence?: number;
}

/** What can go wrong at the push of a switch. */
const troubles: Readonly<Record<string, Trouble>> = {
  slowLicence: {
    title: 'Slow licence',
    what: 'Dataverse sees a licence come or go after 30 seconds.',
    licence: 30_000,
  },
  lostAnswer: {
    title: 'Lost answer',
    what: 'The account is created, and the answer never arrives.',
    faults: [{ kind: 'lostAfter', service: 'Graph', method: 'POST', path: '/v1.0/users', times: 1 }],
  },
  throttle: {
    title: 'Throttled',
    what: 'Graph answers 429 to everything, with Retry-After of 2 seconds.',
    faults: [{ kind: 'throttle', service: 'Graph', retryAfterSeconds: 2, times: 'always' }],
  },
  serviceDown: {
    title: 'Dataverse down',
    what: 'Dataverse answers 503 to everything.',
    faults: [{ kind: 'status', service: 'Dataverse', status: 503, times: 'always' }],
  },
  modeFlips: {
    title: 'Mode does not stick',
    what: 'Somebody sets the Access Mode back to Read-Write once the licence is gone.',
  },
};

/** The switches for trouble, and what is on. */
export interface Troubles {
  part(): TroublePart;
  /** Throws for a name that is no switch. */
  turn(name: string, on: boolean): void;
  setSpeed(speed: number): void;
}

/** Switches for the cloud's faults and lags; those that are used up switch themselves off. */
export function openTroubles(cloud: Cloud): Troubles {
  const standing = new Map<string, readonly string[]>();
  const isOn = (name: string, { licence, faults }: Trouble): boolean => {
    // Rules and lags are read where they stand: a kept world brings its rules along, and others may change both.
    if (licence !== undefined) return cloud.lags.get().licence === licence;
    if (faults === undefined) return cloud.world.world.environments.some(isFlipping);
    const ids = standing.get(name) ?? [];
    return cloud.faults.list().some(({ id, fault, met }) => ids.includes(id) && fault.times !== met);
  };
  return {
    part: () => ({
      switches: Object.entries(troubles).map(([name, trouble]) => ({
        name,
        title: trouble.title,
        what: trouble.what,
        isOn: isOn(name, trouble),
      })),
      speed: cloud.lags.get().speed,
    }),
    turn(name, on) {
      const trouble = troubles[name];
      if (trouble === undefined) throw new Error(`There is no switch "${name}"; nothing was changed.`);
      for (const id of standing.get(name) ?? []) cloud.faults.remove(id);
      standing.delete(name);
      if (on)
        standing.set(
          name,
          (trouble.faults ?? []).map((fault) => cloud.faults.add(fault)),
        );
      if (trouble.licence !== undefined)
        cloud.lags.set({ licence: on ? trouble.licence : usualLags.licence });
      if (name === 'modeFlips') setModeFlips(cloud, on);
    },
    setSpeed(speed) {
      cloud.lags.set({ speed });
    },
  };
}

function setModeFlips(cloud: Cloud, on: boolean): void {
  for (const environment of cloud.world.world.environments) {
    const named = { environment: environment.displayName };
    if (!on) cloud.edit('modeSticks', named);
    else if (!isFlipping(environment)) cloud.edit('modeDoesNotStick', { ...named, after: 'licenceRemoval' });
  }
}

function isFlipping({ modeRules }: Environment): boolean {
  return modeRules.some(({ after, times }) => after === 'licenceRemoval' && times !== 0);
}
