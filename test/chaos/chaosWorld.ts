import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePort } from '../../sandbox/freePort';
import { StartProblem } from '../../sandbox/startProblem';
import { startSandbox, type Sandbox } from '../../sandbox/startSandbox';
import type { ChatMessage } from '../../sandbox/teams/conversations';

/** Where requests are made: behind a security group, so that every step of the plan has something to do. */
export const place = 'Contoso Finance';

/** How long a write is left to show, ms. */
export const patience = 3_000;

/** Waits so short that hundreds of requests can be watched. */
const times = {
  look: '250ms',
  settle: '400ms',
  patience: `${String(patience)}ms`,
  sweep: '500ms',
  slots: '2s',
  lease: '8s',
};

/** What accounts other than those of the experiments hold; it must not change. */
export type Untouched = Readonly<Record<string, string>>;

/** A world of its own, with a bot of its own. */
export interface ChaosWorld {
  readonly sandbox: Sandbox;
  readonly folder: string;
  readonly databaseUrl: string | undefined;
  readonly untouched: Untouched;
  readonly seats: Readonly<Record<string, number>>;
  /** Says what strikes commits, by request id; read by the bot at each commit. */
  arm(armed: Readonly<Record<string, unknown>>): void;
  /** Lines that the bot's entry wrote: `commits` counted, `struck` hit. */
  lines(file: 'commits' | 'struck'): readonly string[];
  /** Starts the bot again where it does not run. */
  revive(): Promise<void>;
  /** Takes away everything; the bot ends before. */
  close(): Promise<void>;
}

/** What each account that was there from the beginning holds: licences, groups and Access Modes. */
export function untouchedIn({ cloud }: Sandbox, but: (name: string) => boolean): Untouched {
  const { world } = cloud.world;
  const own = world.users.filter(({ displayName }) => !but(displayName));
  return Object.fromEntries(
    own.map(({ id, licences, accountEnabled }) => {
      const groups = world.groups.filter(({ members }) => members.includes(id)).map((group) => group.id);
      const modes = world.environments.map(
        ({ users }) => users.find(({ objectId }) => objectId === id)?.accessMode ?? -1,
      );
      const held = licences.map(({ skuId, byGroup = '' }) => skuId + byGroup);
      return [id, JSON.stringify([held, groups, modes, accountEnabled])];
    }),
  );
}

/** Seats taken of each licence. */
export function seatsIn({ cloud }: Sandbox): Readonly<Record<string, number>> {
  const { world } = cloud;
  return Object.fromEntries(world.world.licences.map(({ skuId }) => [skuId, world.consumedUnits(skuId)]));
}

/** Everything a message shows, as sent. */
export function wordsOf({ text, cards }: ChatMessage): string {
  return `${text} ${JSON.stringify(cards)}`;
}

function roomy({ cloud }: Sandbox): void {
  const { world } = cloud.world;
  for (const licence of world.licences) licence.enabled += 400;
  for (const environment of world.environments) Object.assign(environment, { limit: 90, toldLimit: 90 });
}

/** Opens a world with room for many requests; on a database server where one is given. */
export async function openWorld(databaseUrl?: string): Promise<ChaosWorld> {
  const folder = mkdtempSync(path.join(tmpdir(), 'countersign-chaos-'));
  const clockFile = path.join(folder, 'clock');
  writeFileSync(clockFile, '0');
  const sandbox = await startSandbox({
    folder,
    port: await freePort(0),
    keep: false,
    botEntry: [path.join(__dirname, 'chaosBot.js'), clockFile, folder],
    ...(databaseUrl === undefined ? {} : { databaseUrl }),
    policy: { times, everyEnvironment: { limit: 90 } },
  });
  roomy(sandbox);
  // No replica shows a change before two readings were made, so that only patience keeps a write from being repeated.
  sandbox.cloud.lags.set({ speed: 3, replica: 5_400, anyReplica: 4_800, answer: 0 });
  for (const name of ['Adele Vance', 'Megan Bowen']) await sandbox.teams.person(name).install();
  return {
    sandbox,
    folder,
    databaseUrl,
    untouched: untouchedIn(sandbox, () => false),
    seats: seatsIn(sandbox),
    arm: (armed) => {
      // The bot reads it at any moment: it is there as a whole or not at all.
      writeFileSync(path.join(folder, 'arm.new'), JSON.stringify(armed));
      renameSync(path.join(folder, 'arm.new'), path.join(folder, 'arm.json'));
    },
    lines: (file) => {
      try {
        return readFileSync(path.join(folder, `${file}.log`), 'utf8')
          .split('\n')
          .filter(Boolean);
      } catch {
        return [];
      }
    },
    async revive() {
      // A planned kill can strike while it starts; a bot that cannot start at all fails each time.
      for (let tries = 1; !sandbox.bot.isRunning(); tries += 1) {
        try {
          await sandbox.bot.restart();
        } catch (error) {
          if (!(error instanceof StartProblem) || tries >= 5) throw error;
        }
      }
    },
    async close() {
      await sandbox.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
