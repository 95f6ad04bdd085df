import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { type Browser, chromium } from 'playwright-core';
import { z } from 'zod/v4';

const way = z.union([
  z.object({
    executablePath: z.string(),
    args: z.array(z.string()),
    env: z.record(z.string(), z.string()),
  }),
  z.object({ channels: z.array(z.string()) }),
]);

/**
 * Starts a headless browser: on Linux for x64 the one that comes with the packages (unpacked at the first time, which
 * takes some 2 s; needs nothing of the system and may be run by root), elsewhere an installed Chrome or Edge. Close it
 * when done. Throws one sentence where there is none.
 */
export async function startBrowser(): Promise<Browser> {
  const found = await promisify(execFile)(process.execPath, [path.join(__dirname, 'findBrowser.mjs')]);
  const start = way.parse(JSON.parse(found.stdout));
  if ('channels' in start) return startInstalled(start.channels);
  const { env, ...rest } = start;
  const launch = (): Promise<Browser> => chromium.launch({ ...rest, env: { ...process.env, ...env } });
  // Now and then it falls over while it starts, before any page is open: once more is enough.
  return launch().catch(launch);
}

async function startInstalled([channel, ...others]: readonly string[]): Promise<Browser> {
  if (channel === undefined) {
    throw new Error(
      'No browser was found, so the tests of the page cannot run here: install Google Chrome or Microsoft Edge and run them again.',
    );
  }
  try {
    return await chromium.launch({ channel });
  } catch {
    return startInstalled(others);
  }
}
