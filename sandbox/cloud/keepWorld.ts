import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { World } from '../world/world';

/** A world, and how it is kept. */
export interface KeptWorld {
  readonly world: World;
  /** Writes it to its file, whole or not at all; does nothing where the world is not kept. */
  save(): void;
}

/**
 * The world that was kept in this folder, or `fresh` where there is none or none is to be kept. Throws where the
 * file is not one of this version's.
 */
export function openWorld(folder: string, fresh: World, keep: boolean): KeptWorld {
  if (!keep) return { world: fresh, save: () => undefined };
  const file = path.join(folder, 'world.json');
  const world = existsSync(file) ? read(file) : fresh;
  return {
    world,
    save() {
      const next = `${file}.next`;
      // Passwords of the vault are in it.
      writeFileSync(next, JSON.stringify(world), { mode: 0o600 });
      renameSync(next, file);
    },
  };
}

function read(file: string): World {
  const text = readFileSync(file, 'utf8');
  try {
    const world = JSON.parse(text) as Partial<World>;
    if (world.version === 1) return world as World;
  } catch {
    // Said below, with what to do.
  }
  throw new Error(
    `${file} holds no world that this sandbox understands. Delete it to begin with a fresh one.`,
  );
}
