import { createHash } from 'node:crypto';

/** One person of the tenant, as Teams knows them. */
export interface OfficePerson {
  /** Entra object id. */
  readonly objectId: string;
  readonly name: string;
  readonly signInName: string;
}

/** A team with one channel. */
export interface OfficeChannel {
  readonly team: string;
  readonly name: string;
  /** Names of the people in the team. */
  readonly members: readonly string[];
}

/** Who and what there is in Teams at the start. */
export interface Office {
  readonly tenantId: string;
  /** Application id of the bot. */
  readonly botId: string;
  readonly botName: string;
  readonly people: readonly OfficePerson[];
  readonly channels: readonly OfficeChannel[];
}

/** The address that Teams names as `serviceUrl` to a bot in Europe. */
export const serviceUrl = 'https://smba.trafficmanager.net/emea/';

/** The id by which Teams knows a person towards this one bot; stable over restarts. */
export function teamsIdOf(office: Office, person: OfficePerson): string {
  return `29:1${digest(`${office.botId} ${person.objectId}`)}`;
}

/** The id by which Teams knows the bot. */
export function botIdOf(office: Office): string {
  return `28:${office.botId}`;
}

/** The id of the personal chat between the person and the bot. */
export function chatIdOf(office: Office, person: OfficePerson): string {
  return `a:1${digest(`chat ${office.botId} ${person.objectId}`)}`;
}

/** The id of a channel, and of the team whose first channel it is. */
export function channelIdOf(office: Office, channel: OfficeChannel): string {
  return `19:${digest(`${office.tenantId} ${channel.team} ${channel.name}`)}@thread.tacv2`;
}

/** The person whose Entra object id or Teams id this is; undefined when there is nobody. */
export function personById(office: Office, id: string): OfficePerson | undefined {
  return office.people.find((person) => person.objectId === id || teamsIdOf(office, person) === id);
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url').replaceAll('-', 'A').replaceAll('_', 'B');
}
