import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Sandbox } from '../startSandbox';
import { whoTheyAre } from '../world/whoTheyAre';
import type { CallPart, Difference, OfficePart } from './browser/wire';
import { standingClaims } from './claims';
import type { DeedSite } from './deeds';
import { differencesOf } from './differences';
import { seatParts } from './seats';
import { truthOf } from './truthOf';

/** Most calls that the page shows. */
const mostCalls = 300;

/** Everything that the page shows, by name; `PartsChange` in wire.ts says what stands in which part. */
export type LookAtParts = () => [string, unknown][];

/** A look at all parts. Conversations are read again only when something in them changed. */
export function partsOf({ sandbox, seats, troubles, bot, browsers }: DeedSite): LookAtParts {
  const { teams, cloud } = sandbox;
  const office = officeOf(sandbox);
  let seen = -1;
  let chats: [string, unknown][] = [];
  return () => {
    const isAnyoneTyping = seats.some(({ client }) => client.conversation.typingUntil > 0);
    if (teams.changes() !== seen || isAnyoneTyping) {
      seen = teams.changes();
      chats = seats.flatMap(seatParts);
    }
    const truth = truthOf(cloud.world);
    return [
      ['office', office],
      ...chats.map(([name, part]): [string, unknown] => [name, withBrowser(browsers, part)]),
      ['bot', bot.part()],
      ['truth', truth],
      ['differences', differences(seats, truth)],
      ['trouble', troubles.part()],
      ...cloud.calls
        .after()
        .filter(({ service }) => service !== 'Teams' && service !== 'Entra')
        .slice(-mostCalls)
        .map((call): [string, CallPart] => [`call ${call.number}`, callPart(call)]),
    ];
  };
}

/** A seat with what its browser shows; every other part as it is. */
function withBrowser(browsers: DeedSite['browsers'], part: unknown): unknown {
  const browser = browsers.part((part as { readonly key?: string }).key ?? '');
  return browser === undefined ? part : { ...(part as object), browser };
}

function differences(seats: DeedSite['seats'], truth: ReturnType<typeof truthOf>): Difference[] {
  const environments = truth.environments.map(({ name }) => name);
  const conversations = new Map(seats.map((seat) => [seat.client.conversation.id, seat]));
  const chats = [...conversations.values()].map(({ key, channel, client }) => ({
    place: channel ?? `${key}’s chat`,
    messages: client.chat(),
  }));
  const everywhere = chats.flatMap(({ messages }) => messages);
  return chats.flatMap(({ place, messages }) =>
    differencesOf(place, standingClaims(messages, environments, everywhere), truth),
  );
}

function callPart(call: ReturnType<Sandbox['cloud']['calls']['after']>[number]): CallPart {
  const { number, at, service, method, host, status, milliseconds, step } = call;
  const place = decodeURIComponent(call.path.split('?')[0] ?? '');
  const address = service === 'Graph' ? place : `${host}${place}`;
  return {
    number,
    at,
    service,
    method,
    address,
    status,
    milliseconds,
    ...(step === undefined ? {} : { step }),
  };
}

function officeOf({ teams }: Sandbox): OfficePart {
  return {
    botName: teams.office.botName,
    people: teams.people.map(({ name }) => ({ name, part: whoTheyAre[name] ?? '' })),
    channels: teams.office.channels,
    commands: commandsIn('personal'),
    channelCommands: commandsIn('team'),
  };
}

/** The commands that Teams suggests in such a place, from the app's own manifest. */
function commandsIn(scope: string): OfficePart['commands'] {
  const up = __dirname.includes(`${path.sep}dist${path.sep}`) ? '../../..' : '../..';
  const file = path.resolve(__dirname, up, 'appPackage', 'manifest.json');
  const manifest = JSON.parse(readFileSync(file, 'utf8')) as {
    bots?: { commandLists?: { scopes?: string[]; commands?: OfficePart['commands'] }[] }[];
  };
  const list = manifest.bots?.[0]?.commandLists?.find(({ scopes }) => scopes?.includes(scope) === true);
  return list?.commands ?? [];
}
