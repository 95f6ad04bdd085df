import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { freePort } from './freePort';
import { type Page, startPage } from './page/startPage';
import type { PolicyChanges } from './policy';
import { type OwnFolder, takeFolder } from './ownFolder';
import { commands, playByHand } from './playByHand';
import { type StartOptions, startOptions, usage } from './startOptions';
import { StartProblem } from './startProblem';
import { type Sandbox, startSandbox } from './startSandbox';
import { playStory } from './story';
import { ownTerminal, type Terminal } from './terminal';
import { whoTheyAre } from './world/whoTheyAre';

const usualPort = 3978;
const usualPagePort = 4280;

/** In the last of Contoso's environments approvers type its name and sign in afresh, so that one can try that too. */
const policy: PolicyChanges = { stepUp: true, inEnvironment: { 'Contoso Finance': { sensitive: true } } };

async function main(): Promise<number> {
  const terminal = ownTerminal();
  const options = startOptions(process.argv.slice(2), process.env);
  if (options.help) {
    terminal.line(usage);
    return 0;
  }
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      stop.abort();
    });
  }
  return options.story ? tellStory(terminal, options, stop.signal) : serve(terminal, options, stop.signal);
}

/** Runs until somebody stops it. */
async function serve(terminal: Terminal, options: StartOptions, signal: AbortSignal): Promise<number> {
  const folder = takeFolder(options.folder ?? path.resolve('.countersign'), options.fresh);
  try {
    terminal.line('Starting Microsoft’s cloud, Teams and the bot on this machine …');
    const port = await freePort(options.port ?? usualPort);
    const control = await controlAt(options);
    const sandbox = await startSandbox({ folder: folder.path, port, ...control, policy, keep: true });
    try {
      const page = await startPage(sandbox, options.pagePort ?? usualPagePort);
      try {
        await untilStopped(terminal, sandbox, page, folder, signal);
      } finally {
        terminal.line('Stopping …');
        await page.close();
      }
    } finally {
      await sandbox.close();
    }
  } finally {
    folder.close();
  }
  return 0;
}

/** The control surface's port, where one was named. Throws `StartProblem` when it is in use. */
async function controlAt({ controlPort }: StartOptions): Promise<{ readonly controlPort?: number }> {
  return controlPort === undefined ? {} : { controlPort: await freePort(controlPort, '--control-port') };
}

async function untilStopped(
  terminal: Terminal,
  sandbox: Sandbox,
  page: Page,
  folder: OwnFolder,
  signal: AbortSignal,
): Promise<void> {
  welcome(terminal, sandbox, page, folder);
  if (process.stdin.isTTY) await playByHand(terminal, sandbox, signal);
  else if (!signal.aborted) {
    // A pending signal alone does not keep the process alive.
    const alive = setInterval(() => undefined, 60_000);
    await new Promise<void>((resolve) => {
      signal.addEventListener('abort', () => {
        resolve();
      });
    });
    clearInterval(alive);
  }
}

function welcome(terminal: Terminal, { bot, cloud, teams }: Sandbox, page: Page, folder: OwnFolder): void {
  const { bold } = terminal;
  terminal.line(`${bold('The page')}           ${page.url}  (open it in a browser)`);
  terminal.line(`${bold('The bot')}            ${bot.url}  (log: ${bot.logFile})`);
  terminal.line(`${bold('Microsoft’s cloud')}  ${cloud.controlUrl}  (look, change, set up faults)`);
  terminal.line(`${bold('State')}              ${folder.path}  (npm start -- --fresh begins anew)`);
  terminal.line(bold('People'));
  for (const { name } of teams.people) terminal.line(`  ${name.padEnd(17)}${whoTheyAre[name] ?? ''}`);
  terminal.line(`${bold('See it all')}         npm start -- --story`);
  terminal.line(`${bold('Stop')}               Ctrl-C`);
  if (!process.stdin.isTTY) return;
  terminal.line();
  terminal.line('Play it: write as one of the people. First  install , then  new .');
  terminal.line(commands);
  terminal.line();
}

/** Plays the story in a folder of its own, so that kept state is not disturbed. */
async function tellStory(terminal: Terminal, options: StartOptions, signal: AbortSignal): Promise<number> {
  const own = options.folder ?? mkdtempSync(path.join(os.tmpdir(), 'countersign-story-'));
  const folder = takeFolder(own, true);
  let isGood = false;
  try {
    const port = await freePort(options.port ?? 0);
    const control = await controlAt(options);
    const sandbox = await startSandbox({ folder: folder.path, port, ...control, keep: false });
    try {
      isGood = await Promise.race([playStory(terminal, sandbox), whenStopped(signal)]);
    } finally {
      await sandbox.close();
    }
  } finally {
    folder.close();
    if (isGood && options.folder === undefined) rmSync(own, { recursive: true, force: true });
    else terminal.line(`What was kept is in ${folder.path}`);
  }
  return isGood ? 0 : 1;
}

function whenStopped(signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => {
      resolve(false);
    });
  });
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    const text =
      error instanceof StartProblem ? error.message : error instanceof Error ? error.stack : String(error);
    process.stderr.write(`${text ?? 'The sandbox could not start.'}\n`);
    process.exit(1);
  },
);
