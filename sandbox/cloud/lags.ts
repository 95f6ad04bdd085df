/** How long things take to get around in the cloud, in ms, before `speed` is applied. */
export interface LagSettings {
  /** Until every replica of the directory has a change. */
  replica: number;
  /** Until the first replica has it: before, no reading shows it at all. */
  anyReplica: number;
  /** Until Dataverse sees that a licence was assigned or taken away. */
  licence: number;
  /** Until Dataverse sees that an account was made, blocked or deleted, or that a group's members changed. */
  directoryToDataverse: number;
  /** Until a user that addUser asked for is in the environment. */
  bringIn: number;
  /** What every answer takes. */
  answer: number;
  /** Divides all of them: 2 is twice as fast. */
  speed: number;
}

/** The lags' names. */
export type LagName = Exclude<keyof LagSettings, 'speed'>;

/** What the lags are if nobody says otherwise. */
export const usualLags: Readonly<LagSettings> = {
  replica: 300,
  anyReplica: 0,
  licence: 1_000,
  directoryToDataverse: 500,
  bringIn: 1_500,
  answer: 0,
  speed: 1,
};

/** The lags of a running cloud; they can be changed at any time and apply at once, to what is under way too. */
export class Lags {
  private settings: LagSettings = { ...usualLags };

  /** Changes those that are named. Throws a RangeError for a negative one, and for a speed that is not above 0. */
  set(change: Partial<LagSettings>): void {
    for (const [name, value] of Object.entries(change)) {
      if (!Number.isFinite(value) || value < 0 || (name === 'speed' && value === 0)) {
        throw new RangeError(
          `${name} has to be a number of 0 or more, and speed above 0; nothing was changed.`,
        );
      }
    }
    this.settings = { ...this.settings, ...change };
  }

  /** All settings, as set. */
  get(): LagSettings {
    return { ...this.settings };
  }

  /** One lag in ms, with the speed applied. */
  of(name: LagName): number {
    return this.settings[name] / this.settings.speed;
  }
}
