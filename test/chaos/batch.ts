import { setTimeout as wait } from 'node:timers/promises';
import { openWorld, type ChaosWorld } from './chaosWorld';
import { forGood, isCommit, isKill } from './faultKinds';
import { cardsAreSettled, judge } from './judge';
import { askFor, messagesOf, press, stopAndCleanUp, tellsEnd } from './people';
import { cellId, type Cell, type Point } from './points';
import { readBack, type ReadBack } from './readBack';
import { Run, type Killing } from './run';

/** What became of one cell. */
export interface Result {
  readonly id: string;
  /** Whether every planned fault struck. */
  readonly struck: boolean;
  /** What did not hold, each with the invariant's number. */
  readonly wrong: readonly string[];
  /** From the first fault to the end as the requester read it, ms. */
  readonly recovery?: number;
  readonly presses: readonly string[];
  readonly points: readonly Point[];
}

/** How long a request may take from its approval to its end, ms. */
const longest = 240_000;
/** How long a request stands still for the others that are to be killed with it, ms; a read is given up after 10 s. */
const holds = 4_000;

/** How long cards may take to show an end, ms: redraws rest for 1, 2, 4 … s where Teams throttles them. */
const settling = 30_000;
/** How long Teams hears nothing of the bot before all is told, ms: work that was left is noticed by looking every 2 s. */
const quiet = 3_000;

/** So often is a person pressed to act; more helps nobody. */
const mostPresses = 6;

/** Ends the bot when every request that awaits a kill has arrived, or the first has stood long enough. */
class KillTogether implements Killing {
  private readonly arrived = new Set<Run>();
  private ending: Promise<void> | undefined;

  constructor(
    private readonly world: ChaosWorld,
    private readonly runs: readonly Run[],
    private readonly isStorm: boolean,
  ) {}

  arrive(run: Run): Promise<void> {
    this.arrived.add(run);
    this.ending ??= this.end().finally(() => (this.ending = undefined));
    return this.ending;
  }

  stop(run: Run): Promise<void> {
    return stopAndCleanUp(this.world, run);
  }

  private async end(): Promise<void> {
    const late = performance.now() + (this.isStorm ? 0 : holds);
    while (performance.now() < late && this.runs.some((run) => run.awaitsKill() && run.endedAt === undefined))
      await wait(20);
    await this.world.sandbox.bot.kill();
  }
}

/** Runs the cells as requests of one world and judges each. Throws when the world cannot be opened. */
export async function runBatch(cells: readonly Cell[], databaseUrl?: string): Promise<readonly Result[]> {
  // Another program may take the free port first. Only the opening is tried again: a bot that does not come up later is a finding.
  const world = await openWorld(databaseUrl).catch(() => openWorld(databaseUrl));
  try {
    const runs = cells.map(
      (cell, index) => new Run(cell, `Chaos ${'abcdefghijklmnopqrstuvwxyz'.charAt(index)}x`),
    );
    const isStorm = cells.some(({ faults }) => faults.length > 1);
    const killing = new KillTogether(world, runs, isStorm);
    for (const run of runs) await askFor(world, run);
    world.sandbox.cloud.faults.watch(async (call) => {
      for (const run of runs) if (await run.owns(call)) return run.meet(call, killing);
      return undefined;
    });
    rearm(world, runs);
    let over = false;
    const reviving = keepAlive(world, () => over);
    await Promise.all(runs.map((run) => carry(world, runs, run)));
    await settle(world, runs);
    over = true;
    await reviving;
    world.sandbox.cloud.faults.watch();
    noteCommits(world, runs);
    const read = await readAtLast(
      world,
      runs.map(({ id }) => id),
    );
    return runs.map((run) => resultOf(world, runs, run, judge(world, run, runs, read)));
  } finally {
    await world.close();
  }
}

/** Waits until all is drawn, or for as long as only a copy that the bot never knew of stays as it was. */
async function settle(world: ChaosWorld, runs: readonly Run[]): Promise<void> {
  const { bot, teams } = world.sandbox;
  const end = performance.now() + settling;
  // A bot that was killed as it told the end comes back, and tells what it does not know to be told.
  while (performance.now() < end && !bot.isRunning()) await wait(50);
  await teams.untilQuiet(quiet, settling).catch(() => undefined);
  while (performance.now() < end && !cardsAreSettled(world, runs)) await wait(200);
}

/** What the store says once nothing is owed any more: what Teams throttled rests for many seconds between two tries. */
async function readAtLast(
  world: ChaosWorld,
  ids: readonly string[],
  rounds = 3,
): Promise<ReadonlyMap<string, ReadBack>> {
  const { bot, teams } = world.sandbox;
  await bot.stop();
  const read = await readBack(world, ids);
  const isOwed = [...read.values()].some(({ messages }) => messages.some(({ state }) => state === 'owed'));
  if (!isOwed || rounds === 0) return read;
  await bot.restart();
  await wait(5_000);
  await teams.untilQuiet(quiet, settling).catch(() => undefined);
  return readAtLast(world, ids, rounds - 1);
}

function rearm(world: ChaosWorld, runs: readonly Run[]): void {
  world.arm(Object.fromEntries(runs.map((run) => [run.id, run.armed()])));
}

async function keepAlive(world: ChaosWorld, isOver: () => boolean): Promise<void> {
  while (!isOver()) {
    if (!world.sandbox.bot.isRunning()) await world.revive();
    await wait(50);
  }
}

/** Does what people do for one request, until the requester has read its end or the time is over. */
async function carry(world: ChaosWorld, runs: readonly Run[], run: Run): Promise<void> {
  const end = performance.now() + longest;
  await press(world, run, 'Megan Bowen', 'Approve');
  while (performance.now() < end) {
    const shown = messagesOf(world, 'Adele Vance', run);
    if (shown.some((words) => tellsEnd(words) !== undefined)) {
      run.endedAt = Date.now();
      return;
    }
    const isAsked =
      run.presses.length < mostPresses && shown.some((words) => words.includes('"title":"Give up"'));
    if (isAsked) await answer(world, runs, run);
    await wait(150);
  }
}

/** A person is asked: gives up where that is the plan, mends what was refused for good and tries again otherwise. */
async function answer(world: ChaosWorld, runs: readonly Run[], run: Run): Promise<void> {
  const isLate = run.cell.way === 'back' && run.way === 'forward';
  if (isLate) {
    run.way = 'back';
    rearm(world, runs);
  } else run.mended = true;
  const title = isLate ? 'Give up' : 'Try again';
  run.presses.push(title);
  await press(world, run, 'Adele Vance', title);
  await wait(300);
}

/** Takes over what the bot's entry counted. */
function noteCommits(world: ChaosWorld, runs: readonly Run[]): void {
  for (const run of runs) {
    for (const line of world.lines('commits')) {
      const [id, way, name = ''] = line.split('\t');
      if (id === run.id) run.counter.count(way === 'back' ? 'back' : 'forward', name);
    }
    for (const line of world.lines('struck')) {
      const [id, fault, at] = line.split('\t');
      const planned = run.cell.faults.find(
        (one) => isCommit(one.point) && fault === `${one.point.name}#${String(one.point.nth)}@${one.fault}`,
      );
      if (id === run.id && planned !== undefined) run.strike(planned, Number(at));
    }
  }
}

function resultOf(world: ChaosWorld, runs: readonly Run[], run: Run, wrong: readonly string[]): Result {
  const { firstStruckAt, endedAt, cell } = run;
  const violations = world.sandbox.cloud.violations;
  const broken =
    violations.length > 0 && run === runs[0]
      ? [`a contract was broken: ${JSON.stringify(violations[0])}`]
      : [];
  const isForGood = cell.faults.some(({ fault }) => fault === forGood);
  const isTimed = firstStruckAt !== undefined && endedAt !== undefined && !isForGood;
  return {
    id: cellId(cell),
    struck: cell.faults.every((one) => run.struck.includes(one)),
    wrong: [...wrong, ...broken],
    ...(isTimed && endedAt > firstStruckAt ? { recovery: Math.round(endedAt - firstStruckAt) } : {}),
    presses: run.presses,
    points: cell.faults.length === 0 ? run.counter.met : [],
  };
}

/** Whether the cell ends the bot by a commit: such cells follow each other, and each costs a start. */
export function endsByCommit({ faults }: Cell): boolean {
  return faults.some(({ point, fault }) => isCommit(point) && isKill(fault));
}
