import { endsByCommit } from './batch';
import { faultsAt, isCommit, isKill } from './faultKinds';
import { cellId, type Cell, type Point } from './points';

/** How often the same point is struck: the first times that it is met; later ones repeat the same wait. */
const repetitions = { call: 2, commit: 3 } as const;

/** A number between 0 and 1, the same row of numbers for the same seed (mulberry32). */
export function randomBy(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** The points of a clean run that are struck, in their order, each once. */
export function pointsToStrike(met: readonly Point[]): readonly Point[] {
  const seen = new Set<string>();
  return met.filter((point) => {
    const key = `${point.way} ${point.name} ${String(point.nth)}`;
    if (seen.has(key) || point.nth > repetitions[isCommit(point) ? 'commit' : 'call']) return false;
    seen.add(key);
    return true;
  });
}

/** The whole matrix: every point with every fault that makes sense there. */
export function matrix(points: readonly Point[], store: 'embedded' | 'server'): readonly Cell[] {
  return points.flatMap((point) =>
    faultsAt(point, store).map((fault): Cell => ({ way: point.way, faults: [{ point, fault }] })),
  );
}

function isStorm({ faults }: Cell): boolean {
  return faults.length > 1;
}

function groupOf(cell: Cell): string {
  const [first] = cell.faults;
  if (isStorm(cell) || first === undefined) return 'storm';
  if (endsByCommit(cell)) return 'commit kill';
  return isKill(first.fault) ? `kill ${cell.way}` : first.fault;
}

/** How many requests share a world: its start costs as much as several of them, and each kill is met by all. */
function sizeOf(group: string): number {
  if (group === 'commit kill') return 6;
  return group.startsWith('kill') ? 10 : group === 'storm' ? 12 : 20;
}

/** Cells that can share a world; storms first, the others in a random order, so that a part of them is a fair sample. */
export function batchesOf(cells: readonly Cell[], random: () => number): readonly (readonly Cell[])[] {
  const groups = Map.groupBy(cells, groupOf);
  const batches = [...groups].flatMap(([group, all]) => {
    const size = sizeOf(group);
    return Array.from({ length: Math.ceil(all.length / size) }, (_, index) =>
      all.slice(index * size, (index + 1) * size),
    );
  });
  return batches
    .map((batch) => ({ batch, at: batch[0] !== undefined && isStorm(batch[0]) ? 0 : random() }))
    .sort((one, other) => one.at - other.at)
    .map(({ batch }) => batch);
}

/** Storms: requests with two or three faults each at random points, at most one of them the end of the process. */
export function storms(
  points: readonly Point[],
  count: number,
  random: () => number,
  store: 'embedded' | 'server',
): readonly Cell[] {
  const ordered = [...points].sort((one, other) => (nameOf(one) < nameOf(other) ? -1 : 1));
  const pick = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)] as T;
  return Array.from({ length: count }, () => {
    const way = random() < 0.35 ? 'back' : 'forward';
    // On the way back everything before it can be struck as well.
    const own = ordered.filter((point) => way === 'back' || point.way === 'forward');
    let killed = random() < 0.7;
    const wanted = random() < 0.5 ? 2 : 3;
    const faults: { point: Point; fault: string }[] = [];
    while (faults.length < wanted) {
      const point = pick(own);
      const possible = faultsAt(point, store).filter(
        (fault) => fault !== 'forGood' && !(killed && (isKill(fault) || fault.startsWith('cut'))),
      );
      // A commit has nothing else to meet once the process has ended.
      if (possible.length === 0) continue;
      const fault = pick(possible);
      killed ||= isKill(fault);
      faults.push({ point, fault });
    }
    return { way, faults };
  });
}

function nameOf(point: Point): string {
  return cellId({ way: point.way, faults: [{ point, fault: 'x' }] });
}
