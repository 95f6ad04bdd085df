import { z, type ZodType } from 'zod/v4';
import type { WorldState } from '../worldState';
import { directoryEdits } from './directoryEdits';
import { environmentEdits } from './environmentEdits';
import { signInEdits } from './signInEdits';

/** Something that somebody at Microsoft, or an administrator in a portal, does to the world. */
export interface Edit<Given> {
  readonly given: ZodType<Given>;
  readonly apply: (world: WorldState, given: Given) => void;
}

const edits = { ...directoryEdits, ...signInEdits, ...environmentEdits };

/** Names of the edits. */
export type EditName = keyof typeof edits;

/** What an edit is given. */
export type EditGiven<Name extends EditName> = z.output<(typeof edits)[Name]['given']>;

/** All names, in alphabetical order. */
export const editNames = Object.keys(edits).sort();

/**
 * Makes an edit by its name. Throws where there is none of this name, where what is given does not fit (nothing is
 * changed then), and where it names what the world does not have.
 */
export function makeEdit(world: WorldState, name: string, given: unknown): void {
  const edit = Object.entries(edits).find(([known]) => known === name)?.[1];
  if (edit === undefined) {
    throw new Error(`There is no edit "${name}"; there are: ${editNames.join(', ')}. Nothing was changed.`);
  }
  const result = edit.given.safeParse(given);
  if (!result.success) {
    throw new Error(
      `"${name}" was given something else than it takes; nothing was changed. ${z.prettifyError(result.error)}`,
    );
  }
  (edit as Edit<unknown>).apply(world, result.data);
  world.changed();
}
