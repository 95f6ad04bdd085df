import type { Client, SeenMessage } from '../teams/client';
import type { Teams } from '../teams/openTeams';
import type { ChannelClient, Person } from '../teams/person';
import type { MessagePart, SeatPart } from './browser/wire';

/** Most messages of one conversation that the page shows; the rest is still with Teams. */
const most = 60;

/** One person looking at one conversation. */
export interface Seat {
  readonly key: string;
  readonly person: Person;
  readonly client: Person | ChannelClient;
  readonly channel?: string;
}

/** Every seat there is: each person's own chat, and each channel as each of its members sees it. */
export function seatsOf(teams: Teams): readonly Seat[] {
  const chats = teams.people.map((person) => ({ key: person.name, person, client: person }));
  const channels = teams.office.channels.flatMap(({ name, members }) =>
    members.map((member): Seat => {
      const person = teams.person(member);
      return { key: `${member} in ${name}`, person, client: person.channel(name), channel: name };
    }),
  );
  return [...chats, ...channels];
}

/** The parts of one seat, by name: the seat itself and its messages. */
export function seatParts({ key, person, client, channel }: Seat): [string, unknown][] {
  const messages = client.chat().slice(-most);
  const dialog = dialogAt(client);
  const seat: SeatPart = {
    key,
    person: person.name,
    ...(channel === undefined ? {} : { channel }),
    installed: client.conversation.installed,
    messages: messages.map(({ id }) => id),
    typing: client.isBotTyping(),
    ...(dialog === undefined ? {} : { dialog }),
  };
  return [
    [`seat ${key}`, seat],
    ...messages.map((message): [string, unknown] => [`message ${key} ${message.id}`, partOf(key, message)]),
  ];
}

function dialogAt(client: Client): SeatPart['dialog'] {
  const dialog = client.dialog();
  return dialog?.from.conversation === client.conversation
    ? { title: dialog.title, card: dialog.card }
    : undefined;
}

function partOf(
  seat: string,
  { id, from, fromBot, at, text, summary, card, edits, undelivered }: SeenMessage,
): MessagePart {
  return {
    seat,
    id,
    from,
    fromBot,
    at,
    text,
    summary,
    edits: edits.length,
    undelivered,
    ...(card === undefined ? {} : { card }),
  };
}
