// First of all, for files are loaded in this order: an older Node is refused before it meets what it cannot load.
import './neededNode';
import { ConfigError, readConfig } from './config';
import { startBot } from './index';

/** Starts the bot as a process: configuration from the environment, until SIGTERM or SIGINT. */
async function main(): Promise<void> {
  const bot = await startBot(readConfig(process.env), { now: () => Date.now() });
  const stop = (): void => {
    void bot.close().then(() => process.exit(0));
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

main().catch((error: unknown) => {
  const known = error instanceof ConfigError;
  const said =
    error instanceof Error ? (known ? error.message : (error.stack ?? error.message)) : 'unknown error';
  process.stderr.write(`${said}\n`);
  process.exit(1);
});
