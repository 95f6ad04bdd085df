/** What runs until it is ended. */
export interface Running {
  /** Comes when it cannot go on in this process; the message says why and what to do. */
  readonly lost: Promise<Error>;
  close(): Promise<void>;
}

/** An orderly end takes no longer, ms: after five seconds a service manager may end the process by force. */
const lastMoment = 4_800;

/**
 * Starts it and keeps it until SIGTERM or SIGINT; then ends it, and the process with code 0, within five seconds. A
 * signal during the start ends the process at once: whatever was begun is met again by the next start. Further signals
 * change nothing. Says why on standard error and ends with code 1 where it cannot start or go on.
 */
export async function runUntilEnded(start: () => Promise<Running>): Promise<void> {
  let running: Running | undefined;
  let isEnding = false;
  const fail = (error: unknown): void => {
    process.stderr.write(`${said(error)}\n`);
    process.exit(1);
  };
  const end = (): void => {
    if (isEnding) return;
    isEnding = true;
    if (running === undefined) process.exit(0);
    // What is not done by then is cut off as by a crash, which the next start is made for.
    setTimeout(() => process.exit(0), lastMoment);
    running.close().then(() => process.exit(0), fail);
  };
  process.on('SIGTERM', end);
  process.on('SIGINT', end);
  try {
    running = await start();
  } catch (error) {
    fail(error);
    return;
  }
  void running.lost.then(fail);
}

/** An error that is meant for whoever runs the bot is its message; of others the place is told, too. */
function said(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown error';
  return ['ConfigError', 'StoreUnusable'].includes(error.name)
    ? error.message
    : (error.stack ?? error.message);
}
