import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePort } from '../../sandbox/freePort';
import type { PolicyChanges } from '../../sandbox/policy';
import { startSandbox, type Sandbox } from '../../sandbox/startSandbox';
import type { SeenMessage } from '../../sandbox/teams/client';
import type { Person } from '../../sandbox/teams/person';
import { filesBelow, placesOfSecrets } from './searchSecrets';

/** Microsoft's cloud, Teams and the bot for one file of stories, and what the stories do with them. */
export interface Story {
  readonly sandbox: Sandbox;
  readonly folder: string;
  person(name: string): Person;
  /** Moves the bot's clock ahead, in milliseconds; what is due then is seen by its next sweep. */
  moveClock(milliseconds: number): void;
  /** What the bot logged so far. */
  log(): string;
  /** Asks with the form and sends it for approval; returns the label `R-…` and the number. */
  ask(requester: Person, what: Asked): Promise<string>;
  /** Adele asks and Megan approves; the label. */
  approved(environment: string, accountName: string): Promise<string>;
  /** Waits until the approver named has the request's card with its buttons. */
  opened(approver: string, label: string): Promise<SeenMessage>;
  /** Waits until Adele's chat shows these words on a message of the request. */
  shows(label: string, words: string): Promise<SeenMessage>;
  /**
   * Ends it all; throws when the contracts or Teams' rules were broken on the way, and when a secret that the cloud
   * handed out or received stands in the bot's log, its store or a chat.
   */
  end(): Promise<void>;
}

/** What is asked for. */
export interface Asked {
  readonly environment: string;
  readonly accountName: string;
  readonly purpose?: string;
  readonly roles?: readonly string[];
}

/** Short waits, so that stories are short; long spans are covered by moving the clock. */
const quick = {
  look: '150ms',
  settle: '400ms',
  patience: '3s',
  sweep: '250ms',
  slots: '1s',
  lease: '5s',
} as const;

/** How long a story waits for something to be read in a chat, in milliseconds. */
export const patience = 45_000;

/** How long it waits for the end of the work, in milliseconds. */
const long = 60_000;

/**
 * Starts it all, with the bot installed for the people named; on a PostgreSQL server where one is given, and with
 * other settings than its secret alone where some are.
 */
export async function startStory(
  installedFor: readonly string[],
  policy: PolicyChanges = {},
  databaseUrl?: string,
  settings?: Readonly<Record<string, string>>,
): Promise<Story> {
  const folder = mkdtempSync(path.join(tmpdir(), 'countersign-story-'));
  const clockFile = path.join(folder, 'clock');
  writeFileSync(clockFile, '0');
  const entry = path.join(__dirname, '..', '..', 'dist', 'test', 'support', 'botWithClock.js');
  const sandbox = await startSandbox({
    folder,
    port: await freePort(0),
    keep: false,
    botEntry: [entry, clockFile],
    ...(databaseUrl === undefined ? {} : { databaseUrl }),
    ...(settings === undefined ? {} : { settings }),
    policy: { ...policy, times: { ...quick, ...policy.times } },
  });
  sandbox.cloud.lags.set({ speed: 4 });
  for (const name of installedFor) await sandbox.teams.person(name).install();
  let ahead = 0;
  return {
    sandbox,
    folder,
    person: (name) => sandbox.teams.person(name),
    moveClock: (milliseconds) => {
      ahead += milliseconds;
      writeFileSync(clockFile, String(ahead));
    },
    log: () => readFileSync(sandbox.bot.logFile, 'utf8'),
    ask,
    opened: (approver, label) => opened(sandbox, approver, label),
    approved: async (environment, accountName) => {
      const label = await ask(sandbox.teams.person('Adele Vance'), { environment, accountName });
      await opened(sandbox, 'Megan Bowen', label);
      await sandbox.teams.person('Megan Bowen').clicks('Approve', { on: label });
      return label;
    },
    shows: (label, words) =>
      sandbox.teams
        .person('Adele Vance')
        .waitsFor(({ reads }) => reads.includes(label) && reads.includes(words), long),
    end: () => end(sandbox, folder),
  };
}

function opened({ teams }: Sandbox, approver: string, label: string): Promise<SeenMessage> {
  return teams
    .person(approver)
    .waitsFor(({ reads }) => reads.includes(label) && /\[Approve…?\]/.test(reads), patience);
}

/** Everything that people's chats show and showed. */
function chats({ teams }: Sandbox): [string, Buffer] {
  const channels = teams.office.channels.map(({ name, members }) =>
    teams.person(members[0] ?? '').channel(name),
  );
  const said = [...teams.people, ...channels].map(({ conversation }) => conversation.messages);
  return ['the chats', Buffer.from(JSON.stringify(said))];
}

async function end(sandbox: Sandbox, folder: string): Promise<void> {
  const { cloud, teams } = sandbox;
  await sandbox.close();
  const broken = [...cloud.violations, ...teams.violations];
  const leaks = placesOfSecrets(cloud.secrets.all(), [
    chats(sandbox),
    ...filesBelow(path.join(folder, 'bot')),
  ]);
  rmSync(folder, { recursive: true, force: true });
  if (broken.length > 0) throw new Error(`Contracts were broken:\n${JSON.stringify(broken, null, 2)}`);
  if (leaks.length > 0) throw new Error(`Secrets were found:\n${leaks.join('\n')}`);
}

/** Asks with the form and sends it for approval; the label `R-…`. */
export async function ask(requester: Person, what: Asked): Promise<string> {
  const {
    environment,
    accountName,
    purpose = 'Nightly stock sync',
    roles = ['Stock Sync Reader', 'Basic User'],
  } = what;
  await requester.writes(`new ${accountName} in ${environment} because ${purpose}`);
  await requester.waitsFor(
    ({ reads }) => reads.includes('[Continue]') && reads.includes(accountName),
    patience,
  );
  await requester.clicks('Continue', { inputs: { roles }, on: accountName });
  // On a busy machine a check may not be made in time, and the form says so: people press Continue once more.
  for (let tries = 0; tries < 5; tries += 1) {
    const unsent = requester.chat().findLast(({ reads }) => reads.includes(accountName));
    if (unsent?.reads.includes('[Send for approval]') === true) {
      await requester.clicks('Send for approval', { on: accountName });
    } else if (unsent?.reads.includes('Could it be an application user?') === true) {
      await requester.clicks('Continue', { on: accountName, inputs: { password: true } });
    } else if (unsent?.reads.includes('Microsoft is busy') === true) {
      await requester.clicks('Continue', { on: accountName });
    } else break;
  }
  const sent = await requester.waitsFor(
    (message) => /R-\d+/.test(message.reads) && message.reads.includes(accountName),
    patience,
  );
  return /R-\d+/.exec(sent.reads)?.[0] ?? '';
}
