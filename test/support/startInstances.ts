import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startBot, type BotProcess } from '../../sandbox/botProcess';
import { freePort } from '../../sandbox/freePort';
import type { PolicyChanges } from '../../sandbox/policy';
import { startSandbox, type Sandbox } from '../../sandbox/startSandbox';
import { startPostgres, type TestServer } from '../store/support/startPostgres';
import { placesOfSecrets, filesBelow } from './searchSecrets';
import { startFront, type Front } from './startFront';

/** Several bots on one PostgreSQL server, beside one Microsoft cloud and one Teams that reaches them in turn. */
export interface Instances {
  readonly sandbox: Sandbox;
  readonly server: TestServer;
  readonly databaseUrl: string;
  readonly bots: readonly BotProcess[];
  readonly front: Front;
  /** Throws where contracts or Teams' rules were broken, or a secret stands in a log or a chat. */
  end(): Promise<void>;
}

/** What Teams notes while no instance is there to answer; the people press again. */
const unanswered = /The bot (answered .* with 50[023]|took \d+ ms)/;

/** Starts it all; the bots are the built ones, with the one policy. */
export async function startInstances(count: number, policy: PolicyChanges): Promise<Instances> {
  const server = await startPostgres();
  try {
    return await startOn(server, count, policy);
  } catch (error) {
    await server.stop();
    throw error;
  }
}

async function startOn(server: TestServer, count: number, policy: PolicyChanges): Promise<Instances> {
  const folder = mkdtempSync(path.join(tmpdir(), 'countersign-instances-'));
  const databaseUrl = await server.freshDatabase();
  const entry = [path.join(__dirname, '..', '..', 'dist', 'src', 'main.js')];
  const port = await freePort(0);
  const sandbox = await startSandbox({ folder, port, keep: false, databaseUrl, policy, botEntry: entry });
  const others: BotProcess[] = [];
  for (let number = 2; number <= count; number += 1) {
    others.push(
      await startBot({
        cloud: sandbox.cloud,
        port: await freePort(0),
        folder: path.join(folder, `bot-${String(number)}`),
        policyFile: path.join(folder, 'policy.yaml'),
        databaseUrl,
        entry,
      }),
    );
  }
  const bots = [sandbox.bot, ...others];
  const front = await startFront(bots.map(({ url }) => url));
  sandbox.teams.botAt(front.messagesUrl);
  const { cloud, teams } = sandbox;
  return {
    sandbox,
    server,
    databaseUrl,
    bots,
    front,
    async end() {
      await Promise.all(others.map((bot) => bot.stop()));
      await sandbox.close();
      await front.close();
      await server.stop();
      const broken = [...cloud.violations, ...teams.violations].filter(
        (violation) => !unanswered.test(JSON.stringify(violation)),
      );
      const said = teams.people.map(({ conversation }) => conversation.messages);
      const leaks = placesOfSecrets(cloud.secrets.all(), [
        ['the chats', Buffer.from(JSON.stringify(said))],
        ...[...filesBelow(folder)].filter(([place]) => place.endsWith('.log')),
      ]);
      rmSync(folder, { recursive: true, force: true });
      if (broken.length > 0) throw new Error(`Contracts were broken:\n${JSON.stringify(broken, null, 2)}`);
      if (leaks.length > 0) throw new Error(`Secrets were found:\n${leaks.join('\n')}`);
    },
  };
}
