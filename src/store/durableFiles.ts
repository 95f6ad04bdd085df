import { fsyncSync } from 'node:fs';
import { NodeFS } from '@electric-sql/pglite/nodefs';

/** The part of the engine's file system that is touched here: each open stream has the system's descriptor. */
interface FileOperations {
  fsync?: (stream: { readonly nfd: number }) => number;
}

/**
 * Files for the embedded database which pass `fsync` on to the system. PGlite's own drop it, so that a commit
 * outlives the process but not a loss of power. It reaches into the engine's insides, hence the exact version in
 * package.json and the test that sees the calls. Works only with `wal_sync_method=fsync`: the engine answers
 * `fdatasync` itself.
 */
export class DurableFiles extends NodeFS {
  override async init(...given: Parameters<NodeFS['init']>): ReturnType<NodeFS['init']> {
    const { emscriptenOpts } = await super.init(...given);
    const passOn = (engine: { NODEFS: { stream_ops: FileOperations } }): void => {
      engine.NODEFS.stream_ops.fsync = (stream) => {
        fsyncSync(stream.nfd);
        return 0;
      };
    };
    return {
      emscriptenOpts: {
        ...emscriptenOpts,
        preRun: [...[emscriptenOpts.preRun ?? []].flat(), passOn],
      },
    };
  }
}
