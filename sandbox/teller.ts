import type { Call } from './cloud/service';
import type { CallLog } from './cloud/callLog';
import type { SeenMessage } from './teams/client';
import type { Teams } from './teams/openTeams';
import type { Terminal } from './terminal';

/** Tells what happens while it happens: new and changed messages, and calls to Microsoft. */
export interface Teller {
  /** Tells what happened since it last told. */
  tell(): void;
  /** Tells now and again until it is stopped. */
  start(): void;
  stop(): void;
}

interface Screen {
  readonly place: string;
  readonly chat: () => SeenMessage[];
}

/**
 * A teller for everybody's chat and each channel, and, where `calls` is given, for the calls to Microsoft. What is
 * there already counts as told.
 */
export function createTeller(terminal: Terminal, teams: Teams, calls?: CallLog): Teller {
  const told = new Map<string, string>();
  let lastCall = 0;
  const screens = screensOf(teams);
  for (const { place, chat } of screens) {
    for (const { id, reads } of chat()) told.set(keyOf(place, id), reads);
  }
  const tell = (): void => {
    const fresh = calls?.after(lastCall) ?? [];
    lastCall = fresh.reduce((last, { number }) => Math.max(last, number), lastCall);
    for (const line of callLines(fresh)) terminal.line(terminal.dim(`    ${line}`));
    for (const screen of screens) tellScreen(terminal, screen, told);
  };
  let timer: NodeJS.Timeout | undefined;
  return {
    tell,
    start: () => {
      timer ??= setInterval(tell, 200);
    },
    stop: () => {
      clearInterval(timer);
      timer = undefined;
      tell();
    },
  };
}

function screensOf(teams: Teams): Screen[] {
  const chats = teams.people.map((person) => ({ place: `${person.name}'s chat`, chat: () => person.chat() }));
  const channels = teams.office.channels.flatMap(({ name, members }) => {
    const [first] = members;
    if (first === undefined) return [];
    const client = teams.person(first).channel(name);
    return [{ place: `channel ${name}`, chat: () => client.chat() }];
  });
  return [...chats, ...channels];
}

function tellScreen(terminal: Terminal, { place, chat }: Screen, told: Map<string, string>): void {
  for (const message of chat().filter(({ fromBot }) => fromBot)) {
    const key = keyOf(place, message.id);
    const before = told.get(key);
    if (before === message.reads) continue;
    told.set(key, message.reads);
    terminal.line();
    terminal.line(
      terminal.blue(`  ┌ ${place}${before === undefined ? '' : ' (redrawn)'}: ${message.summary}`),
    );
    for (const line of message.reads.split('\n')) terminal.line(`  │ ${line}`);
    terminal.line(terminal.blue('  └'));
  }
}

function keyOf(place: string, id: string): string {
  return `${place} ${id}`;
}

/** One line a call; the same call again and again is one line with a count. Teams itself is seen on the screens. */
function callLines(calls: readonly Call[]): string[] {
  const lines: { text: string; count: number }[] = [];
  for (const { service, method, host, path, status } of calls) {
    if (service === 'Teams' || service === 'Entra') continue;
    const address = decodeURIComponent(path.split('?')[0] ?? '');
    const outcome = status === 0 ? 'answer lost' : String(status);
    const text = `${outcome}  ${service}: ${method} ${service === 'Dataverse' ? host : ''}${address}`;
    const last = lines.at(-1);
    if (last?.text === text) last.count += 1;
    else lines.push({ text, count: 1 });
  }
  return lines.map(({ text, count }) => (count === 1 ? text : `${text}  (${String(count)} times)`));
}
