import { readFileSync } from 'node:fs';
import { runUntilEnded } from '../../src/runUntilEnded';

/**
 * The bot as a process whose clock can be moved: the file named by the first argument holds how far it is ahead, in
 * milliseconds. Everything else is as in production.
 */
const [, , clockFile = ''] = process.argv;

function ahead(): number {
  const text = readFileSync(clockFile, 'utf8').trim();
  return text === '' ? 0 : Number(text);
}

void runUntilEnded(async () => {
  const { readConfig } = await import('../../src/config.js');
  const { startBot } = await import('../../src/index.js');
  return startBot(readConfig(process.env), { now: () => Date.now() + ahead() });
});
