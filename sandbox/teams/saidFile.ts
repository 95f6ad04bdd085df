import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { Conversations, Said } from './conversations';

/** Reads what was kept of an earlier run; undefined when nothing was. Throws when the file is there and no JSON. */
export function readSaid(file: string): Said | undefined {
  let text;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  return JSON.parse(text) as Said;
}

/** Keeps the conversations in the file from now on, at most every 300 ms. The function returned writes a last time and ends it. */
export function keepSaid(file: string, conversations: Conversations): () => void {
  let kept = -1;
  const keep = (): void => {
    if (conversations.changes === kept) return;
    kept = conversations.changes;
    writeFileSync(`${file}.new`, JSON.stringify(conversations.said()));
    renameSync(`${file}.new`, file);
  };
  const timer = setInterval(keep, 300);
  timer.unref();
  return () => {
    clearInterval(timer);
    keep();
  };
}
