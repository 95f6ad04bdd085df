import { createInterface } from 'node:readline/promises';
import type { ClickOutcome } from './teams/clickOutcome';
import type { Client } from './teams/client';
import type { Filled } from './teams/fillInputs';
import type { Teams } from './teams/openTeams';
import type { Person } from './teams/person';
import type { Sandbox } from './startSandbox';
import { createTeller } from './teller';
import type { Terminal } from './terminal';
import { unfoldedText } from './unfoldedText';

/** What can be typed, for the person at the terminal. */
export const commands = `  as Megan              be somebody else (Adele, Megan, Alex, Diego, Lidia, Nestor, Isaiah ...)
  in Contoso admins     look at that channel;  chat  goes back to the person's own chat
  install               install the bot here, for the person or the team
  [Continue] Label = value; Other label = value
                        press a button, filling in the card first;  ...  stands for  … , as in [Reject...]
  look                  show the whole conversation and what can be chosen;  who  lists the people
  quit                  stop;  anything else is written to the bot`;

/** Who is played, and the conversation they look at. */
export interface Seat {
  person: Person;
  client: Client;
}

/** Lets somebody play all the people by typing, until the input ends or they write `quit`. */
export async function playByHand(terminal: Terminal, sandbox: Sandbox, signal: AbortSignal): Promise<void> {
  const { teams } = sandbox;
  const person = teams.person('Adele');
  const seat: Seat = { person, client: person };
  const teller = createTeller(terminal, teams);
  teller.start();
  const reader = createInterface({ input: process.stdin, output: process.stdout });
  // Ctrl-C at the prompt is the reader's; it stops all as it does elsewhere.
  reader.on('SIGINT', () => process.kill(process.pid, 'SIGINT'));
  try {
    for (;;) {
      const line = (await reader.question(promptOf(seat), { signal })).trim();
      if (line === 'quit') return;
      if (line !== '') await obey(terminal, sandbox, seat, line);
      teller.tell();
    }
  } catch {
    // The input ended, or the whole is being stopped.
  } finally {
    teller.stop();
    reader.close();
  }
}

function promptOf({ person, client }: Seat): string {
  const place = client === person ? '' : ` in ${client.conversation.channel?.name ?? ''}`;
  return `${person.name.split(' ')[0] ?? ''}${place}> `;
}

async function obey(terminal: Terminal, sandbox: Sandbox, seat: Seat, line: string): Promise<void> {
  try {
    const said = await answerLine(sandbox.teams, seat, line);
    if (said !== '') terminal.line(said);
  } catch (error) {
    terminal.line(terminal.red(error instanceof Error ? error.message : String(error)));
  }
}

/** Does what the line says and returns what there is to read. Throws when it cannot be done. */
export async function answerLine(teams: Teams, seat: Seat, line: string): Promise<string> {
  const [, word = '', rest = ''] = /^(\S+)\s*(.*)$/.exec(line) ?? [];
  const button = /^\[(.+?)\]\s*(.*)$/.exec(line);
  if (button) return press(seat, button[1] ?? '', button[2] ?? '');
  if (word === 'as' && rest !== '') {
    seat.person = teams.person(rest);
    seat.client = seat.person;
    return '';
  }
  if (word === 'in' && rest !== '') {
    seat.client = seat.person.channel(rest);
    return '';
  }
  if (line === 'chat') {
    seat.client = seat.person;
    return '';
  }
  if (line === 'look') return look(seat);
  if (line === 'who') return teams.people.map(({ name }) => name).join(', ');
  if (line === 'install') return install(seat);
  return write(teams, seat, line);
}

function look({ client }: Seat): string {
  const shown = client.dialog() ? client.dialogReads(true) : client.reads(true);
  return shown === '' ? 'Nothing was said here yet.' : shown;
}

async function press({ client }: Seat, title: string, filled: string): Promise<string> {
  // Few keyboards have the one sign that stands on the buttons.
  const outcome = await client.clicks(title.replaceAll('...', '…'), { inputs: filledBy(filled) });
  return outcomeText(outcome);
}

async function write({ office }: Teams, { client }: Seat, line: string): Promise<string> {
  const { botName } = office;
  if (!client.conversation.installed) return `${botName} is not installed here: write install`;
  const status = await client.writes(line);
  if (status === 204) return `In a channel ${botName} hears only what has @${botName} in it.`;
  return status === 0 ? 'The bot did not answer.' : '';
}

async function install({ person, client }: Seat): Promise<string> {
  const channel = client.conversation.channel;
  await (channel ? person.channel(channel.name).install() : person.install());
  return 'Installed.';
}

function filledBy(text: string): Filled {
  const pairs = text
    .split(';')
    .map((pair) => pair.split('='))
    .filter(([label = '', value]) => label.trim() !== '' && value !== undefined);
  return Object.fromEntries(pairs.map(([label = '', ...value]) => [label.trim(), value.join('=').trim()]));
}

/** What a person sees after a click, in words. '' where the screen shows it already. */
export function outcomeText(outcome: ClickOutcome): string {
  switch (outcome.is) {
    case 'invalid':
      return outcome.fields.map(({ label, message }) => `! ${label}: ${message}`).join('\n');
    case 'message':
      return outcome.text;
    case 'error':
      return `! ${outcome.message} (${String(outcome.status)} ${outcome.code})`;
    case 'dialog':
      return `A dialog opened: ${outcome.title}. Write look to read it.`;
    case 'dialogClosed':
      return 'The dialog closed.';
    case 'opened':
      return `A browser would open ${outcome.url}`;
    case 'unfolded':
      return outcome.card ? unfoldedText(outcome.card) : '';
    case 'card':
    case 'sent':
      return '';
  }
}
