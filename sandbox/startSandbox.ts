import path from 'node:path';
import { type BotProcess, startBot } from './botProcess';
import { type Cloud, startCloud } from './cloud/startCloud';
import { type PolicyChanges, writePolicy } from './policy';
import { contosoOffice } from './teams/contosoOffice';
import { openTeams, type Teams } from './teams/openTeams';
import { contoso } from './world/contoso';
import { signInApplication } from './world/contosoIds';

/** How the whole is started. */
export interface SandboxOptions {
  /** Where everything is kept; it has to be there. */
  readonly folder: string;
  /** The bot's port; it has to be free. */
  readonly port: number;
  /** The control surface's port, free; any free one when absent. */
  readonly controlPort?: number;
  /** Whether state is kept for the next start. */
  readonly keep: boolean;
  readonly policy?: PolicyChanges;
  /** The PostgreSQL server the bot keeps its state on; the embedded store when absent. */
  readonly databaseUrl?: string;
  /** What Node is given to run as the bot; the built bot when absent. */
  readonly botEntry?: readonly string[];
  /** The bot's settings besides, by which it has to prove itself; the secret of its registration alone when absent. */
  readonly settings?: Readonly<Record<string, string>>;
}

/** Microsoft's cloud, Teams and the bot, running together. */
export interface Sandbox {
  readonly cloud: Cloud;
  readonly teams: Teams;
  readonly bot: BotProcess;
  /** Ends all three. */
  close(): Promise<void>;
}

/** Starts Microsoft's cloud, Teams and the bot. Throws `StartProblem` when the bot does not come up; nothing runs then. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { folder, port, keep } = options;
  const world = contoso();
  const file = path.join(folder, 'teams.json');
  const teams = openTeams({ office: contosoOffice(world), ...(keep ? { file } : {}) });
  const policyFile = path.join(folder, 'policy.yaml');
  const cloud = await startCloud({
    world,
    folder: path.join(folder, 'cloud'),
    keep,
    services: teams.services,
    ...(options.controlPort === undefined ? {} : { controlPort: options.controlPort }),
  });
  try {
    writePolicy(policyFile, world, options.policy);
    const bot = await startBot({
      cloud,
      port,
      folder: path.join(folder, 'bot'),
      policyFile,
      ...(options.botEntry === undefined ? {} : { entry: options.botEntry }),
      ...(options.databaseUrl === undefined ? {} : { databaseUrl: options.databaseUrl }),
      ...(options.settings === undefined ? {} : { settings: options.settings }),
      ...(options.policy?.stepUp === undefined ? {} : { stepUp: options.policy.stepUp }),
    });
    teams.botAt(bot.messagesUrl);
    cloud.passOn(signInApplication.host, bot.url);
    return {
      cloud,
      teams,
      bot,
      async close() {
        await bot.stop();
        teams.close();
        await cloud.close();
      },
    };
  } catch (error) {
    teams.close();
    await cloud.close();
    throw error;
  }
}
