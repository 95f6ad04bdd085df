import type { BotProcess } from '../botProcess';
import { StartProblem } from '../startProblem';
import type { BotPart } from './browser/wire';

/** Starts and ends the bot, one thing after the other. */
export interface BotSwitch {
  part(): BotPart;
  /** Returns when it is done; a bot that does not come up is told by `part`. */
  turn(to: 'kill' | 'stop' | 'start'): Promise<void>;
}

/** A switch for the bot's process. */
export function openBotSwitch(bot: BotProcess): BotSwitch {
  let busy = 0;
  let problem: string | undefined;
  let last: Promise<void> = Promise.resolve();
  const act = async (to: 'kill' | 'stop' | 'start'): Promise<void> => {
    problem = undefined;
    try {
      if (to === 'kill') await bot.kill();
      else if (to === 'stop') await bot.stop();
      else if (!bot.isRunning()) await bot.restart();
    } catch (error) {
      if (!(error instanceof StartProblem)) throw error;
      problem = error.message;
    }
  };
  return {
    part: () => ({
      isRunning: bot.isRunning(),
      isBusy: busy > 0,
      ...(problem === undefined ? {} : { problem }),
    }),
    turn(to) {
      busy += 1;
      last = last.then(() => act(to)).finally(() => (busy -= 1));
      return last;
    },
  };
}
