import type { PartsChange } from './browser/wire';

/** What changed since it was last asked; nothing where all is as it was. */
export type TakeChanges = (parts: Iterable<readonly [string, unknown]>) => PartsChange | undefined;

/** Remembers the parts that were shown, so that only those that differ are sent again. */
export function changesIn(): TakeChanges {
  const shown = new Map<string, string>();
  return (parts) => {
    const changed: Record<string, unknown> = {};
    const still = new Set<string>();
    for (const [name, part] of parts) {
      still.add(name);
      const text = JSON.stringify(part);
      if (shown.get(name) === text) continue;
      shown.set(name, text);
      changed[name] = part;
    }
    const gone = [...shown.keys()].filter((name) => !still.has(name));
    for (const name of gone) shown.delete(name);
    return Object.keys(changed).length + gone.length === 0 ? undefined : { changed, gone };
  };
}
