import type { OfficePart } from './wire.js';

/** What a seat is called on the page. */
export interface SeatName {
  readonly key: string;
  /** Whose client it is. */
  readonly person: string;
  /** The channel; absent for a personal chat. */
  readonly channel?: string;
  /** Such as "Adele Vance’s chat" or "Contoso admins, as Megan Bowen". */
  readonly title: string;
}

/** All seats there are, chats first. */
export function seatNames({ people, channels }: OfficePart): SeatName[] {
  const chats = people.map(({ name }) => ({ key: name, person: name, title: `${name}’s chat` }));
  const inChannels = channels.flatMap(({ name, members }) =>
    members.map((person) => ({
      key: `${person} in ${name}`,
      person,
      channel: name,
      title: `${name}, as ${person}`,
    })),
  );
  return [...chats, ...inChannels];
}

/** Two letters for a picture: AV for Adele Vance. */
export function initialsOf(name: string): string {
  return name
    .split(' ')
    .map((word) => word.charAt(0))
    .slice(0, 2)
    .join('');
}
