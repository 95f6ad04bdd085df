import type { CloudKit } from '../cloud/cloudKit';
import type { Service } from '../cloud/service';
import { makeBotKeys } from './botKeys';
import { Conversations } from './conversations';
import { createConnector } from './createConnector';
import { type Delivery, deliveredOnce } from './delivery';
import type { Office } from './office';
import { Person } from './person';
import { keepSaid, readSaid } from './saidFile';
import { type BotAnswer, sendAgain } from './sendToBot';
import type { TeamsState, TeamsViolation } from './teamsState';
import { untilChanged, untilQuiet } from './untilChanged';

/** How Teams is opened. */
export interface TeamsOptions {
  readonly office: Office;
  /** A file in which conversations are kept from one start to the next; kept in memory alone when absent. */
  readonly file?: string;
  /** Milliseconds since 1970; default `Date.now`. */
  readonly now?: () => number;
}

/** Teams as far as a bot and the people talking to it can tell. */
export interface Teams {
  /** The services to mount in the cloud: the connector, and the keys of the Bot Framework. */
  readonly services: (kit: Pick<CloudKit, 'entra' | 'lags'>) => Service[];
  readonly office: Office;
  /** What the bot sent that Teams, or the rules for cards, do not allow. */
  readonly violations: TeamsViolation[];
  /** Says where the bot listens: the address of its `/api/messages`. */
  botAt(url: string): void;
  /** The person of that name, or of that first name. Throws when there is none. */
  person(name: string): Person;
  /** Everybody. */
  readonly people: readonly Person[];
  /** Counts up with every change of a conversation. */
  changes(): number;
  /** Looks after every change until something is found; undefined when nothing was after `milliseconds`. */
  until<T>(look: () => T | undefined, milliseconds: number): Promise<T | undefined>;
  /** Waits until nothing went to or came from the bot for `quiet` ms (default 300); throws after `milliseconds`. */
  untilQuiet(quiet?: number, milliseconds?: number): Promise<void>;
  /** Delivers activities so from now on; once each, and with their answers, as far as nothing else is said. */
  deliver(how: Partial<Delivery>): void;
  /** Delivers the last activity once more and returns the answer. Throws when there was none. */
  deliverAgain(): Promise<BotAnswer>;
  /** The bot's answers to the last activity, in the order of its deliveries. */
  answers(): readonly Omit<BotAnswer, 'milliseconds'>[];
  /** Signs claims as the Bot Framework does, for those who try a bot with forged activities. */
  sign(claims: Readonly<Record<string, unknown>>): string;
  /** Keeps the conversations a last time. */
  close(): void;
}

/** Opens Teams: nobody has the bot, nothing was said, unless the file says otherwise. */
export function openTeams(options: TeamsOptions): Teams {
  const { office, file, now = Date.now } = options;
  const conversations = new Conversations(office, now, file === undefined ? undefined : readSaid(file));
  const state: TeamsState = {
    office,
    now,
    keys: makeBotKeys(),
    conversations,
    violations: [],
    views: new Map(),
    dialogs: new Map(),
    delivery: deliveredOnce,
    last: undefined,
    blockedBy: new Set(),
    botUrl: undefined,
    open: 0,
    lastTraffic: now(),
  };
  const people = office.people.map((person) => new Person(state, person));
  return {
    services: (kit) => servicesOf(state, kit),
    office,
    violations: state.violations,
    people,
    botAt: (url) => {
      state.botUrl = url;
    },
    person: (name) => personNamed(people, name),
    changes: () => conversations.changes,
    until: (look, milliseconds) => untilChanged(state, look, milliseconds),
    untilQuiet: (quiet = 300, milliseconds = 15_000) => untilQuiet(state, quiet, milliseconds),
    deliver: (how) => {
      state.delivery = { ...deliveredOnce, ...how };
    },
    deliverAgain: () => sendAgain(state),
    answers: () => state.last?.answers ?? [],
    sign: (claims) => state.keys.sign(claims),
    close: file === undefined ? () => undefined : keepSaid(file, conversations),
  };
}

function personNamed(people: readonly Person[], name: string): Person {
  const wanted = name.toLowerCase();
  const found = people.find((person) => [person.name.toLowerCase(), firstName(person)].includes(wanted));
  if (!found)
    throw new Error(
      `There is nobody called "${name}". There are: ${people.map((one) => one.name).join(', ')}.`,
    );
  return found;
}

function firstName(person: Person): string {
  return (person.name.split(' ')[0] ?? '').toLowerCase();
}

function servicesOf(state: TeamsState, kit: Pick<CloudKit, 'entra' | 'lags'>): Service[] {
  const connector = createConnector(state, kit);
  return [
    {
      name: 'Teams',
      serves: (host) => host === 'smba.trafficmanager.net',
      fetch: (request) => connector.fetch(request),
    },
    {
      name: 'Teams',
      serves: (host) => host === 'login.botframework.com',
      fetch: (request) => keysAnswer(state, new URL(request.url).pathname),
    },
  ];
}

function keysAnswer({ keys }: TeamsState, path: string): Response {
  if (path === '/v1/.well-known/openidconfiguration') return Response.json(keys.metadata);
  if (path === '/v1/.well-known/keys') return Response.json(keys.keySet);
  return new Response('Not found', { status: 404 });
}
