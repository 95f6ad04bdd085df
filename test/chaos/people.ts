import { setTimeout as wait } from 'node:timers/promises';
import type { ChatMessage } from '../../sandbox/teams/conversations';
import { ask } from '../support/startStory';
import { place, wordsOf, type ChaosWorld } from './chaosWorld';
import type { Run } from './run';

const seen = new WeakMap<ChatMessage, { edits: number; words: string }>();

/** What a message shows; drawn once for each edit. */
function words(message: ChatMessage): string {
  const known = seen.get(message);
  if (known?.edits === message.edits.length) return known.words;
  const drawn = wordsOf(message);
  seen.set(message, { edits: message.edits.length, words: drawn });
  return drawn;
}

/** The messages of a person's chat that are about this request, oldest first. */
export function messagesOf(world: ChaosWorld, person: string, run: Run): readonly string[] {
  const { messages } = world.sandbox.teams.person(person).conversation;
  return messages
    .filter(({ fromBot, deleted }) => fromBot && !deleted)
    .map(words)
    .filter((shown) => shown.includes(run.id));
}

/** Whether the requester's chat tells the end. */
export function tellsEnd(shown: string): 'verified' | 'notMade' | undefined {
  if (shown.includes('Access Mode: Non-interactive')) return 'verified';
  return shown.includes('Not made') ? 'notMade' : undefined;
}

/** Adele asks; Megan's card tells the id. */
export async function askFor(world: ChaosWorld, run: Run): Promise<void> {
  const { teams } = world.sandbox;
  run.label = await ask(teams.person('Adele Vance'), { environment: place, accountName: run.account });
  const megan = teams.person('Megan Bowen').conversation;
  const id = await teams.until(() => {
    const card = megan.messages.map(words).findLast((shown) => shown.includes(run.account));
    return /"requestId":"([^"]+)"/.exec(card ?? '')?.[1];
  }, 60_000);
  if (id === undefined) throw new Error(`${run.label} reached no approver.`);
  run.id = id;
}

/** How long somebody goes on pressing, ms: a bot that is ended again and again on a busy machine starts for a while. */
const patience = 90_000;

/** Presses a button until the bot has taken it; it may be down or busy meanwhile. Where it never is, that is noted. */
export async function press(world: ChaosWorld, run: Run, who: string, title: string): Promise<void> {
  const person = world.sandbox.teams.person(who);
  const button = `"title":"${title}"`;
  const end = performance.now() + patience;
  for (let tries = 0; performance.now() < end; tries += 1) {
    const has = messagesOf(world, who, run).some((shown) => shown.includes(button));
    if (!has && tries > 0) return;
    try {
      const outcome = await person.clicks(title, { on: ({ reads }) => reads.includes(run.account) });
      if (outcome.is !== 'error' && outcome.is !== 'message') return;
    } catch {
      // The button went away, or the bot is down: looked at again.
    }
    await wait(250);
  }
  run.presses.push(`${title}: not taken`);
}

/** Adele presses Stop and clean up once; the bot may refuse it, where it comes too late. */
export async function stopAndCleanUp(world: ChaosWorld, run: Run): Promise<void> {
  const adele = world.sandbox.teams.person('Adele Vance');
  try {
    const outcome = await adele.clicks('Stop and clean up', {
      on: ({ reads }) => reads.includes(run.account),
    });
    run.presses.push(`Stop and clean up: ${outcome.is}`);
  } catch {
    run.presses.push('Stop and clean up: not to be had');
  }
}
