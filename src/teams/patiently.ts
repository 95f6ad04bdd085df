import { setTimeout as pause } from 'node:timers/promises';
import { ServiceFault } from '../domain/serviceFault';

/**
 * How often an answer is sent, and how long it rests at least before the second time, in ms; then twice as long each
 * time. Together that is more than a minute: a chat takes 60 messages in 30 seconds (Microsoft, "Rate limiting").
 */
const tries = 7;
const rest = 1_100;

/**
 * Sends an answer again that Teams throttled or of which it did not say what became: it may be shown twice then, but is
 * not lost. Throws what any other refusal, and the last one, threw.
 */
export async function patiently(
  write: () => Promise<unknown>,
  left = tries,
  resting = rest,
): Promise<unknown> {
  try {
    return await write();
  } catch (error) {
    if (!(error instanceof ServiceFault) || left <= 1) throw error;
    const { kind, retryAfter = 0 } = error.facts;
    if (kind !== 'throttled' && kind !== 'unknown') throw error;
    // Answers that were throttled at one moment must not all come back at one moment.
    await pause(Math.max(resting * (1 + Math.random()), retryAfter));
    return patiently(write, left - 1, resting * 2);
  }
}
