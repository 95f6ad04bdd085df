import type { Conversation } from './conversations';
import { deliver, deliveredOnce, firstOf } from './delivery';
import { serviceUrl } from './office';
import type { TeamsActivity } from './teamsActivity';
import { reportIn, type TeamsState } from './teamsState';

/** What the bot answered. */
export interface BotAnswer {
  /** HTTP status; 0 when nothing answered. */
  readonly status: number;
  /** The body as JSON; undefined when there was none. */
  readonly body: unknown;
  /** Milliseconds until the answer. */
  readonly milliseconds: number;
}

/** How long Teams lets a person wait for an invoke, in ms ("Universal Actions" in Teams' documentation speaks of five seconds). */
const patience = 5_000;

/**
 * Sends one activity to the bot, signed as the Bot Framework signs, and waits for its answer. Notes a violation
 * where the bot failed (5xx) or answered an invoke too late. Never throws: a bot that cannot be reached is status 0.
 */
export async function sendToBot(
  state: TeamsState,
  conversation: Conversation,
  activity: TeamsActivity,
): Promise<BotAnswer> {
  const began = performance.now();
  state.open += 1;
  state.lastTraffic = state.now();
  const answers = await deliver(state.delivery, () => post(state, activity));
  state.last = { conversation, activity, answers };
  const answer = state.delivery.answerIsLost ? { status: 0, body: undefined } : firstOf(answers);
  state.open -= 1;
  state.lastTraffic = state.now();
  const milliseconds = Math.round(performance.now() - began);
  const what = [activity['type'], activity['name']].filter((word) => typeof word === 'string').join(' ');
  if (answer.status >= 500)
    reportIn(state, conversation, `The bot answered ${what} with ${String(answer.status)}.`);
  if (activity['type'] === 'invoke' && milliseconds > patience) {
    reportIn(
      state,
      conversation,
      `The bot took ${String(milliseconds)} ms for ${what}; Teams waits ${String(patience)}.`,
    );
  }
  return { ...answer, milliseconds };
}

/** Delivers the last activity once more, as it was, and returns the answer. Throws when nothing was sent yet. */
export async function sendAgain(state: TeamsState): Promise<BotAnswer> {
  const { last, delivery } = state;
  if (last === undefined) throw new Error('Teams has delivered nothing yet.');
  state.delivery = deliveredOnce;
  try {
    return await sendToBot(state, last.conversation, last.activity);
  } finally {
    state.delivery = delivery;
  }
}

/** How long Teams waits for a bot before it delivers the same activity again, in ms. */
const waits = 15_000;

/** Delivers once, and once more where nothing was answered in time; status 0 when nothing was answered at all. */
async function post(
  state: TeamsState,
  activity: TeamsActivity,
  isAgain = false,
): Promise<Omit<BotAnswer, 'milliseconds'>> {
  if (state.botUrl === undefined) return { status: 0, body: undefined };
  const seconds = Math.floor(Date.now() / 1000);
  const claims = {
    aud: state.office.botId,
    serviceurl: serviceUrl,
    nbf: seconds - 300,
    exp: seconds + 3_300,
  };
  try {
    const response = await fetch(state.botUrl, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${state.keys.sign(claims)}`,
        // A bot that is killed, or closes what rested, must not take an activity with it that was sent after.
        connection: 'close',
      },
      body: JSON.stringify(activity),
      signal: AbortSignal.timeout(waits),
    });
    return { status: response.status, body: jsonOf(await response.text()) };
  } catch (error) {
    const isLate = error instanceof Error && error.name === 'TimeoutError';
    return isLate && !isAgain ? post(state, activity, true) : { status: 0, body: undefined };
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
