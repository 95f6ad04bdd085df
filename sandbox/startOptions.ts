import { parseArgs } from 'node:util';
import path from 'node:path';
import { StartProblem } from './startProblem';

/** What `npm start` was asked for. */
export interface StartOptions {
  /** Whether the story is played, instead of waiting for people. */
  readonly story: boolean;
  /** Whether what was kept is thrown away first. */
  readonly fresh: boolean;
  /** The bot's port; undefined when none was named. */
  readonly port: number | undefined;
  /** The page's port; undefined when none was named. */
  readonly pagePort: number | undefined;
  /** The control surface's port; undefined when none was named. */
  readonly controlPort: number | undefined;
  /** Where state is kept; undefined when none was named. */
  readonly folder: string | undefined;
  readonly help: boolean;
}

/** What can be said after `npm start --`. */
export const usage = `npm start                 Microsoft's cloud, Teams and the bot on this machine; state is kept
npm start -- --story      plays one request from the question to the receipt, then ends
  --fresh                 forgets what was kept
  --port N                the bot's port (default 3978)
  --page-port N           the page's port (default 4280)
  --control-port N        the port at which the cloud is looked at and changed (default any)
  --folder F              where state is kept (default .countersign; or COUNTERSIGN_FOLDER)`;

/** Reads the command line and COUNTERSIGN_FOLDER. Throws `StartProblem` for anything it does not know. */
export function startOptions(args: readonly string[], env: NodeJS.ProcessEnv): StartOptions {
  const values = parsed(args);
  const folder = values.folder ?? env['COUNTERSIGN_FOLDER'];
  return {
    story: values.story ?? false,
    fresh: values.fresh ?? false,
    help: values.help ?? false,
    port: portOf(values.port),
    pagePort: portOf(values['page-port']),
    controlPort: portOf(values['control-port']),
    folder: folder === undefined || folder === '' ? undefined : path.resolve(folder),
  };
}

function portOf(value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  const port = Number(value);
  if (!(Number.isInteger(port) && port > 0 && port < 65_536)) {
    throw new StartProblem(`"${value}" is no port. Name one from 1 to 65535.`);
  }
  return port;
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        story: { type: 'boolean' },
        fresh: { type: 'boolean' },
        port: { type: 'string' },
        'page-port': { type: 'string' },
        'control-port': { type: 'string' },
        folder: { type: 'string' },
        help: { type: 'boolean' },
      },
    }).values;
  } catch (error) {
    throw new StartProblem(`${String(Reflect.get(Object(error), 'message'))}\n${usage}`);
  }
}
