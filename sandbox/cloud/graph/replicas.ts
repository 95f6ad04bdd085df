import type { Directory, DirectoryView } from '../directory';
import type { Lags } from '../lags';

/**
 * Two replicas of the directory, one up to date (or nearly) and one that lags. Calls of one path are answered by turns, the one
 * that lags first: so a caller who looks only once sees the worst.
 */
export class Replicas {
  private readonly turns = new Map<string, number>();

  constructor(
    private readonly directory: Directory,
    private readonly lags: Lags,
  ) {}

  /** The replica whose turn it is for this path. */
  next(path: string): DirectoryView {
    const first = this.lags.of('anyReplica');
    const last = Math.max(first, this.lags.of('replica'));
    if (last === 0) return this.directory.asOf(0);
    const turn = this.turns.get(path) ?? 0;
    this.turns.set(path, turn + 1);
    return this.directory.asOf(turn % 2 === 0 ? last : first);
  }
}
