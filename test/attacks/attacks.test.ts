import { createHmac, sign, type KeyObject } from 'node:crypto';
import { placedIn } from '../../sandbox/teams/placed';
import { textAt, typeOf } from '../../sandbox/teams/cardNode';
import { botIdOf, serviceUrl, teamsIdOf } from '../../sandbox/teams/office';
import type { Person } from '../../sandbox/teams/person';
import { runSql, startPostgres, type TestServer } from '../store/support/startPostgres';
import { patience, startStory, type Story } from '../support/startStory';
import type { Attack, Delivery, Scene } from './attack';
import { cardAttacks, peopleAttacks, wayAttacks } from './cardAttacks';
import { placeAttacks, tokenAttacks } from './tokenAttacks';

const long = 120_000;
const environment = 'Contoso Production';
/** They ask in turn, since nobody may ask as fast as these tests do. */
const requesters = ['Adele Vance', 'Diego Siciliani'] as const;
/** Slots: one for each attack, and some. */
const room = 99;

/**
 * Each attack is one change to a press of [Approve] that succeeds otherwise: the changed one is sent first and changes
 * nothing, then the press as it was, which counts. Two approvals are needed, so that nothing is made by either.
 */
describe('an attack on the approval', () => {
  let story: Story;
  let server: TestServer;
  let databaseUrl: string;
  let own: string;
  beforeAll(async () => {
    server = await startPostgres();
    databaseUrl = await server.freshDatabase();
    story = await startStory(
      [...requesters, 'Megan Bowen', 'Lidia Holloway'],
      { inEnvironment: { [environment]: { approvals: 2, limit: room } } },
      databaseUrl,
    );
    story.sandbox.cloud.edit('setLimit', { environment, limit: room, toldLimit: room });
    own = await story.ask(megan(), { environment, accountName: 'Asked by Megan' });
  }, long);
  afterAll(async () => {
    try {
      await story.end();
    } finally {
      await server.stop();
    }
  }, long);

  const megan = (): Person => story.person('Megan Bowen');

  async function asked(accountName: string, requester: string): Promise<string> {
    const label = await story.ask(story.person(requester), { environment, accountName });
    await story.opened('Megan Bowen', label);
    return label;
  }

  const idOf = async (label: string): Promise<string> => {
    const rows = await runSql(databaseUrl, `select id from requests where number = ${label.slice(2)}`);
    return String(rows[0]?.['id']);
  };

  async function sceneOf(label: string, requester: string): Promise<Scene> {
    return {
      ...{ label, requester },
      requestId: await idOf(label),
      ownId: await idOf(own),
      person: (name) => story.person(name),
      from: (name, delivery) => ({ ...delivery, activity: { ...delivery.activity, ...placeOf(name) } }),
    };
  }

  /** Who sends, and from where, as Teams says it. */
  function placeOf(name: string): Record<string, unknown> {
    const { office } = story.sandbox.teams;
    const { person, conversation } = story.person(name);
    return {
      from: { id: teamsIdOf(office, person), name, aadObjectId: person.objectId },
      conversation: { conversationType: 'personal', tenantId: office.tenantId, id: conversation.id },
    };
  }

  /** Megan's press of [Approve] on her own card, as Teams sends it. */
  function press(label: string): Delivery {
    const { office } = story.sandbox.teams;
    const button = megan()
      .chat()
      .filter(({ reads }) => reads.includes(label))
      .flatMap(({ card }) => placedIn(card ?? {}))
      .findLast(({ node }) => typeOf(node) === 'Action.Execute' && textAt(node, 'title') === 'Approve');
    if (button === undefined) throw new Error(`Megan has no card with [Approve] of ${label}.`);
    const { verb, data } = button.node;
    const seconds = Math.floor(Date.now() / 1000);
    return {
      activity: {
        type: 'invoke',
        name: 'adaptiveCard/action',
        id: `a:${String(performance.now())}`,
        timestamp: new Date().toISOString(),
        channelId: 'msteams',
        serviceUrl,
        recipient: { id: botIdOf(office), name: office.botName },
        channelData: { tenant: { id: office.tenantId } },
        ...placeOf('Megan Bowen'),
        value: { action: { type: 'Action.Execute', title: 'Approve', verb, data }, trigger: 'manual' },
      },
      claims: {
        ...{ iss: 'https://api.botframework.com', aud: office.botId, serviceurl: serviceUrl },
        ...{ nbf: seconds - 60, exp: seconds + 600 },
      },
    };
  }

  function tokenOf({ claims, signedBy }: Delivery): string {
    const genuine = story.sandbox.teams.sign(claims);
    if (signedBy === undefined) return genuine;
    const [head = ''] = genuine.split('.');
    const header = JSON.parse(Buffer.from(head, 'base64url').toString()) as Record<string, unknown>;
    const parts = [
      { ...header, alg: signedBy.alg, ...(signedBy.kid === undefined ? {} : { kid: signedBy.kid }) },
      claims,
    ];
    const text = parts.map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
    const signatures: Readonly<Record<string, () => string>> = {
      none: () => '',
      HS256: () => createHmac('sha256', 'the public key, as text').update(text).digest('base64url'),
      RS256: () => sign('sha256', Buffer.from(text), signedBy.key as KeyObject).toString('base64url'),
    };
    return `${text}.${signatures[signedBy.alg]?.() ?? ''}`;
  }

  async function send(delivery: Delivery): Promise<{ status: number; body: string }> {
    const authorization = delivery.authorization ?? `Bearer ${tokenOf(delivery)}`;
    const answer = await fetch(story.sandbox.bot.messagesUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(authorization === '' ? {} : { authorization }) },
      body: JSON.stringify(delivery.activity),
    });
    return { status: answer.status, body: await answer.text() };
  }

  const audited = async (): Promise<number> => {
    const rows = await runSql(
      databaseUrl,
      `select count(*) as n from audit where kind in ('refused', 'voteRefused')`,
    );
    return Number(rows[0]?.['n']);
  };

  const writes = (): number =>
    story.sandbox.cloud.calls
      .after(0)
      .filter(
        ({ service, method }) => ['Graph', 'Dataverse', 'Key Vault'].includes(service) && method !== 'GET',
      ).length;

  const votes = async (label: string): Promise<number> => {
    const rows = await runSql(
      databaseUrl,
      `select body->'votes' as votes from requests where number = ${label.slice(2)}`,
    );
    return (rows[0]?.['votes'] as unknown[]).length;
  };

  const attacks: readonly Attack[] = [
    ...tokenAttacks,
    ...placeAttacks,
    ...cardAttacks,
    ...peopleAttacks,
    ...wayAttacks,
  ];

  it.each(attacks.map((attack, index) => [attack.name, attack, index + 1] as const))(
    '%s: is refused, changes nothing, and is written down where it came from somebody known; as it was, it counts',
    async (_, { change, status = [200], isKnown }, number) => {
      const requester = requesters[number % 2] ?? requesters[0];
      const label = await asked(`Attacked ${String(number)}`, requester);
      const genuine = press(label);
      const before = { writes: writes(), audited: await audited() };
      const answer = await send(change(genuine, await sceneOf(label, requester)));
      expect(status).toContain(answer.status);
      if (answer.status === 401 || answer.status === 403)
        expect(answer.body).not.toMatch(/[a-z]{3} [a-z]{3}/i);
      await story.sandbox.teams.untilQuiet();
      expect([await votes(label), await votes(own)]).toEqual([0, 0]);
      expect(writes()).toBe(before.writes);
      expect((await audited()) > before.audited).toBe(isKnown);
      expect((await send(genuine)).status).toBe(200);
      expect(await votes(label)).toBe(1);
    },
    long,
  );

  it(
    'a press delivered again, now and after a restart: the same vote is answered as the first time, and counts once',
    async () => {
      const label = await asked('Delivered again', requesters[0]);
      const genuine = press(label);
      for (let times = 0; times < 3; times += 1) {
        expect((await send(genuine)).status).toBe(200);
        if (times === 1) await story.sandbox.bot.restart();
      }
      await megan().waitsFor(({ reads }) => reads.includes(label) && reads.includes('1 of 2'), patience);
      expect(await votes(label)).toBe(1);
    },
    long,
  );
});
