// First of all, for files are loaded in this order: an older Node is refused before it meets what it cannot load.
import './neededNode';
import { runUntilEnded } from './runUntilEnded';

// Loaded within, so that a signal is met in an orderly way while that goes on.
void runUntilEnded(async () => {
  const { readConfig } = await import('./config.js');
  const { startBot } = await import('./index.js');
  return startBot(readConfig(process.env), { now: () => Date.now() });
});
