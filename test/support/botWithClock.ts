import { readFileSync } from 'node:fs';
import { readConfig } from '../../src/config';
import { startBot } from '../../src/index';

/**
 * The bot as a process whose clock can be moved: the file named by the first argument holds how far it is ahead, in
 * milliseconds. Everything else is as in production.
 */
const [, , clockFile = ''] = process.argv;

function ahead(): number {
  const text = readFileSync(clockFile, 'utf8').trim();
  return text === '' ? 0 : Number(text);
}

startBot(readConfig(process.env), { now: () => Date.now() + ahead() })
  .then((bot) => {
    process.once('SIGTERM', () => {
      void bot.close().then(() => process.exit(0));
    });
  })
  .catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : 'unknown error'}\n`);
    process.exit(1);
  });
