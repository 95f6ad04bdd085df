import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdirSync, openSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Cloud } from './cloud/startCloud';
import { StartProblem } from './startProblem';
import { botApplication, contosoTenantId, signInApplication } from './world/contosoIds';

/** How the bot is started. */
export interface BotOptions {
  readonly cloud: Pick<Cloud, 'proxyUrl' | 'caFile'>;
  /** The port of loopback on which it listens; it has to be free. */
  readonly port: number;
  /** The bot's own folder; its store goes into `data`, its log lines into `bot.log`. */
  readonly folder: string;
  readonly policyFile: string;
  /** The PostgreSQL server it keeps its state on; the embedded store in its folder when absent. */
  readonly databaseUrl?: string;
  /** What Node is given to run; the built bot when absent. */
  readonly entry?: readonly string[];
  /** Its settings besides, by which it has to prove itself; the secret of its registration alone when absent. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Whether the policy asks for fresh sign-ins, so that the bot gets the secret of their registration. */
  readonly stepUp?: true;
  /** How long it may take until it is ready, in ms. Default 60 s. */
  readonly patience?: number;
}

/** The bot as a process of its own. */
export interface BotProcess {
  /** Where it listens, without a slash at the end. */
  readonly url: string;
  /** Where Teams sends to. */
  readonly messagesUrl: string;
  readonly logFile: string;
  /** The running process; undefined while there is none. */
  pid(): number | undefined;
  /** Whether it runs. */
  isRunning(): boolean;
  /** With which code the last process ended by itself; undefined while it runs, and where a signal ended it. */
  exitCode(): number | undefined;
  /** Starts it again after `stop` or `kill`, or after stopping it. Throws `StartProblem` as `startBot` does. */
  restart(): Promise<void>;
  /** Asks it to end (SIGTERM) and ends it (SIGKILL) if it has not after 8 s. */
  stop(): Promise<void>;
  /** Ends it without a word (SIGKILL), as a crash does. */
  kill(): Promise<void>;
}

/**
 * Starts the bot in its production configuration and waits until it says that it is ready. Throws `StartProblem` with
 * the last thing it said when it ends before that, or is not ready in time; it does not run then.
 */
export async function startBot(options: BotOptions): Promise<BotProcess> {
  mkdirSync(options.folder, { recursive: true });
  const url = `http://127.0.0.1:${String(options.port)}`;
  const logFile = path.join(options.folder, 'bot.log');
  let child = await launch(options, url, logFile);
  const end = async (signal: NodeJS.Signals): Promise<void> => endProcess(child, signal);
  return {
    url,
    messagesUrl: `${url}/api/messages`,
    logFile,
    pid: () => (isRunning(child) ? child.pid : undefined),
    isRunning: () => isRunning(child),
    exitCode: () => child.exitCode ?? undefined,
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
    async restart() {
      await end('SIGTERM');
      child = await launch(options, url, logFile);
    },
  };
}

async function launch(options: BotOptions, url: string, logFile: string): Promise<ChildProcess> {
  const from = logLength(logFile);
  const log = openSync(logFile, 'a');
  const entry = options.entry ?? [path.join(__dirname, '..', 'src', 'main.js')];
  const child = spawn(process.execPath, [...entry], {
    env: environmentOf(options),
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  const end = performance.now() + (options.patience ?? 60_000);
  while (performance.now() < end && isRunning(child)) {
    if (await isReady(url)) return child;
    await wait(50);
  }
  const why = isRunning(child) ? 'was not ready in time and was ended' : 'ended before it was ready';
  await endProcess(child, 'SIGKILL');
  throw new StartProblem(
    `The bot ${why}. It said: ${lastWords(logFile, from)} All it said is in ${logFile}.`,
  );
}

/** What a bot in production has in its environment, and nothing else. */
function environmentOf(options: BotOptions): Record<string, string> {
  const { PATH = '', HOME, SystemRoot } = process.env;
  return {
    PATH,
    ...(HOME === undefined ? {} : { HOME }),
    ...(SystemRoot === undefined ? {} : { SystemRoot }),
    PORT: String(options.port),
    APP_TYPE: 'SingleTenant',
    AZURE_TENANT_ID: contosoTenantId,
    AZURE_CLIENT_ID: botApplication.appId,
    ...(options.settings ?? { AZURE_CLIENT_SECRET: botApplication.secret }),
    ...(options.stepUp === true ? { STEP_UP_CLIENT_SECRET: signInApplication.secret } : {}),
    POLICY_FILE: options.policyFile,
    ...(options.databaseUrl === undefined
      ? { DATA_FOLDER: path.join(options.folder, 'data') }
      : { DATABASE_URL: options.databaseUrl }),
    HTTPS_PROXY: options.cloud.proxyUrl,
    NODE_USE_ENV_PROXY: '1',
    NODE_EXTRA_CA_CERTS: options.cloud.caFile,
  };
}

async function isReady(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(2_000) })).status === 200;
  } catch {
    return false;
  }
}

function isRunning(child: ChildProcess): boolean {
  return child.pid !== undefined && child.exitCode === null && child.signalCode === null;
}

async function endProcess(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (!isRunning(child)) return;
  const ended = once(child, 'exit');
  child.kill(signal);
  const late = setTimeout(() => child.kill('SIGKILL'), 8_000);
  await ended;
  clearTimeout(late);
}

function logLength(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

function lastWords(file: string, from: number): string {
  const said = readFileSync(file).subarray(from).toString().trim();
  return said === '' ? 'nothing.' : said.split('\n').slice(-12).join('\n');
}
