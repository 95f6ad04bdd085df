import { execFileSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { startPostgres } from '../store/support/startPostgres';
import { runBatch, type Result } from './batch';
import { readOptions, type ChaosOptions } from './options';
import { batchesOf, matrix, pointsToStrike, randomBy, storms } from './plan';
import { cellId, readCell, type Cell, type Point } from './points';
import { report } from './report';

/** So many storms belong to the bounded sample: they fill one world. */
const stormsOfSample = 12;

/** The seed that goes with what is checked out; the day where that is not known. */
function seedOfCommit(): number {
  try {
    return parseInt(execFileSync('git', ['rev-parse', 'HEAD'], { encoding: 'utf8' }).slice(0, 7), 16);
  } catch {
    return Math.floor(Date.now() / 86_400_000);
  }
}

/** Records a clean run forward and one back, and keeps the points they met. */
async function clean(options: ChaosOptions, databaseUrl: string | undefined): Promise<readonly Point[]> {
  const file = path.join(options.folder, `points-${options.store}.json`);
  if (options.resume && existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Point[];
  const cells: readonly Cell[] = [
    { way: 'forward', faults: [] },
    { way: 'back', faults: [] },
  ];
  const results = await runBatch(cells, databaseUrl);
  const wrong = results.flatMap((result) => result.wrong);
  if (wrong.length > 0) throw new Error(`The clean run did not end well: ${wrong.join('; ')}`);
  // The second one comes by the points of the way forward as well, and by those of its late failure.
  const points = pointsToStrike([
    ...(results[0]?.points ?? []),
    ...(results[1]?.points.filter(({ way }) => way === 'back') ?? []),
  ]);
  writeFileSync(file, JSON.stringify(points));
  return points;
}

function cellsOf(options: ChaosOptions, points: readonly Point[], random: () => number): readonly Cell[] {
  const { store, only } = options;
  if (options.storms > 0) return storms(points, options.storms, random, store);
  const whole = matrix(points, store).filter((cell) => cellId(cell).includes(only));
  return options.bounded ? [...storms(points, stormsOfSample, random, store), ...whole] : whole;
}

/** Runs batches, several at once, until all are done or the time is over. */
async function runAll(
  batches: readonly (readonly Cell[])[],
  options: ChaosOptions,
  freshDatabase: (() => Promise<string>) | undefined,
  done: (results: readonly Result[]) => void,
): Promise<void> {
  const late = performance.now() + options.budget * 1_000;
  const queue = batches.values();
  const worker = async (): Promise<void> => {
    for (const batch of queue) {
      if (performance.now() > late) return;
      try {
        done(await runBatch(batch, await freshDatabase?.()));
      } catch (error) {
        const why = error instanceof Error ? error.message : String(error);
        const failed = { struck: false, presses: [], points: [] };
        done(batch.map((cell) => ({ id: cellId(cell), wrong: [`it could not be run: ${why}`], ...failed })));
      }
    }
  };
  await Promise.all(Array.from({ length: options.workers }, worker));
}

function earlier(file: string, options: ChaosOptions): Result[] {
  if (!options.resume) rmSync(file, { force: true });
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Result);
}

async function main(): Promise<boolean> {
  const options = readOptions(process.argv.slice(2), seedOfCommit());
  mkdirSync(options.folder, { recursive: true });
  const server = options.store === 'server' ? await startPostgres() : undefined;
  const freshDatabase = server && ((): Promise<string> => server.freshDatabase());
  try {
    const random = randomBy(options.seed);
    const isPart = options.cells.length > 0;
    console.log(
      `Seed ${String(options.seed)}, ${options.store} store, ${String(options.workers)} worlds at once.`,
    );
    const cells = isPart
      ? options.cells.map(readCell)
      : cellsOf(options, await clean(options, await freshDatabase?.()), random);
    const kind = options.storms > 0 ? 'storms' : options.bounded ? 'bounded' : isPart ? 'cell' : 'matrix';
    const file = path.join(options.folder, `${kind}-${options.store}.jsonl`);
    const results = earlier(file, options);
    const known = new Set(results.map(({ id }) => id));
    const open = cells.filter((cell) => !known.has(cellId(cell)));
    const batches = batchesOf(open, random);
    console.log(
      `${String(open.length)} of ${String(cells.length)} are run, in ${String(batches.length)} worlds.`,
    );
    await runAll(batches, options, freshDatabase, (more) => {
      results.push(...more);
      for (const { points: _, ...one } of more) appendFileSync(file, `${JSON.stringify(one)}\n`);
      const wrong = results.filter((one) => one.wrong.length > 0).length;
      console.log(`${String(results.length)} of ${String(cells.length)}, ${String(wrong)} wrong`);
    });
    console.log(report(results, options.store));
    // A cell that was asked for and not met shows nothing.
    const isMet = !isPart || results.every(({ struck }) => struck);
    return isMet && results.length > 0 && results.every(({ wrong }) => wrong.length === 0);
  } finally {
    await server?.stop();
  }
}

main().then(
  (isWell) => process.exit(isWell ? 0 : 1),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
