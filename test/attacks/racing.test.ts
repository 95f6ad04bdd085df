import { setTimeout as wait } from 'node:timers/promises';
import { placedIn } from '../../sandbox/teams/placed';
import { textAt, typeOf } from '../../sandbox/teams/cardNode';
import { botIdOf, serviceUrl } from '../../sandbox/teams/office';
import { groups } from '../../sandbox/world/contosoIds';
import { directoryUser } from '../../sandbox/world/contosoUsers';
import { runSql } from '../store/support/startPostgres';
import { ask, patience } from '../support/startStory';
import { startInstances, type Instances } from '../support/startInstances';

const long = 240_000;
const environment = 'Contoso Production';
const fifty = Array.from({ length: 50 }, (_, index) => ({
  id: `ade1e000-0000-4000-8000-0000000001${index.toString(16).padStart(2, '0')}`,
  name: `Approver ${String(index + 1)}`,
}));

interface Entry {
  readonly kind: string;
  readonly body: Readonly<Record<string, unknown>>;
}

describe('many people at once on three instances', () => {
  let instances: Instances;
  beforeAll(async () => {
    instances = await startInstances(3, {
      inEnvironment: { [environment]: { approvers: { group: groups.approvers }, approvals: 3, limit: 90 } },
      times: { look: '300ms', settle: '500ms', patience: '5s', sweep: '500ms' },
    });
    const { cloud, teams } = instances.sandbox;
    cloud.lags.set({ speed: 4 });
    cloud.edit('setLimit', { environment, limit: 90, toldLimit: 90 });
    for (const { id, name } of fifty) {
      cloud.world.directory.addUser(
        directoryUser({ id, displayName: name, userPrincipalName: `${name.replace(' ', '')}@contoso.com` }),
      );
    }
    cloud.world.directory.changeGroup(groups.approvers, ({ members }) => {
      members.push(...fifty.map(({ id }) => id));
    });
    // Nobody lags behind the directory for longer than a moment.
    await wait(2_000);
    for (const name of ['Adele Vance', 'Megan Bowen']) await teams.person(name).install();
  }, long);
  afterAll(() => instances.end(), long);

  async function asked(accountName: string): Promise<string> {
    const { teams } = instances.sandbox;
    const label = await ask(teams.person('Adele Vance'), { environment, accountName });
    await teams
      .person('Megan Bowen')
      .waitsFor(({ reads }) => reads.includes(label) && reads.includes('[Approve]'), patience);
    return label;
  }

  /** What the newest button with that verb sends, on a card of the request in the chat of that person. */
  function buttonOf(person: string, label: string, verb: string): Record<string, unknown> {
    const found = instances.sandbox.teams
      .person(person)
      .chat()
      .filter(({ reads }) => reads.includes(label))
      .flatMap(({ card }) => placedIn(card ?? {}))
      .findLast(({ node }) => typeOf(node) === 'Action.Execute' && textAt(node, 'verb') === verb);
    if (found === undefined) throw new Error(`${person} has no button for ${verb} of ${label}.`);
    return { type: 'Action.Execute', title: verb, verb, data: found.node['data'] };
  }

  /** Presses it as the person with that object id, on the instance with that number; the status. */
  async function presses(objectId: string, action: object, instance: number): Promise<number> {
    const { office } = instances.sandbox.teams;
    const seconds = Math.floor(Date.now() / 1000);
    const claims = {
      ...{ iss: 'https://api.botframework.com', aud: office.botId, serviceurl: serviceUrl },
      ...{ nbf: seconds - 60, exp: seconds + 600 },
    };
    const answer = await fetch(
      `${instances.bots[instance % instances.bots.length]?.url ?? ''}/api/messages`,
      {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          authorization: `Bearer ${instances.sandbox.teams.sign(claims)}`,
        },
        body: JSON.stringify({
          ...{ type: 'invoke', name: 'adaptiveCard/action', id: `race:${objectId}:${String(instance)}` },
          ...{ timestamp: new Date().toISOString(), channelId: 'msteams', serviceUrl },
          from: { id: `29:${objectId}`, name: 'Somebody', aadObjectId: objectId },
          recipient: { id: botIdOf(office), name: office.botName },
          conversation: { conversationType: 'personal', tenantId: office.tenantId, id: `a:${objectId}` },
          channelData: { tenant: { id: office.tenantId } },
          value: { action, trigger: 'manual' },
        }),
      },
    );
    await answer.arrayBuffer();
    return answer.status;
  }

  async function row(
    label: string,
  ): Promise<{ id: string; state: string; votes: { by: { objectId: string } }[] }> {
    const [found] = await runSql(
      instances.databaseUrl,
      `select id, state, body->'votes' as votes from requests where number = ${label.slice(2)}`,
    );
    return found as never;
  }

  async function entries(id: string): Promise<readonly Entry[]> {
    const found = await runSql(
      instances.databaseUrl,
      `select kind, body from audit where chain = '${id}' order by seq`,
    );
    return found as never;
  }

  async function ended(label: string): Promise<string> {
    const end = performance.now() + patience * 2;
    for (;;) {
      const { state } = await row(label);
      if (['verified', 'failed', 'rejected', 'withdrawn', 'cancelled'].includes(state)) return state;
      if (performance.now() > end) return state;
      await wait(300);
    }
  }

  const made = (name: string): number =>
    instances.sandbox.cloud.world.world.users.filter(({ displayName }) => displayName === name).length;

  it(
    'fifty approvers press at the same moment: three votes decide, once, and one account is made',
    async () => {
      const label = await asked('Raced for');
      const action = buttonOf('Megan Bowen', label, 'approve');
      const statuses = await Promise.all(fifty.map(({ id }, index) => presses(id, action, index)));
      expect(new Set(statuses)).toEqual(new Set([200]));
      expect(await ended(label)).toBe('verified');
      const { id, votes } = await row(label);
      const voted = (await entries(id)).filter(({ kind }) => kind === 'voted');
      const decided = (await entries(id)).filter(({ kind }) => kind === 'decided');
      expect(decided).toHaveLength(1);
      expect(new Set(votes.map(({ by }) => by.objectId)).size).toBe(votes.length);
      expect(voted).toHaveLength(votes.length);
      expect(voted.filter(({ body }) => body['standing'] === 'counts')).toHaveLength(3);
      expect(made('Raced for')).toBe(1);
    },
    long,
  );

  it(
    'fifty presses of one approver, on all instances, are one voice',
    async () => {
      const label = await asked('One voice');
      const action = buttonOf('Megan Bowen', label, 'approve');
      const one = fifty[7]?.id ?? '';
      await Promise.all(fifty.map((_, index) => presses(one, action, index)));
      const { state, votes } = await row(label);
      expect({ state, votes: votes.length }).toEqual({ state: 'pending', votes: 1 });
    },
    long,
  );

  it(
    'half approve and half reject at the same moment: one rejection that counts ends it, and nothing is made',
    async () => {
      const label = await asked('Disputed');
      const approve = buttonOf('Megan Bowen', label, 'approve');
      const button = buttonOf('Megan Bowen', label, 'reject');
      const reject = { ...button, data: { ...(button['data'] as object), reason: 'It has one already' } };
      await Promise.all(fifty.map(({ id }, index) => presses(id, index % 2 === 0 ? reject : approve, index)));
      const state = await ended(label);
      const { id } = await row(label);
      const decided = (await entries(id)).filter(({ kind }) => kind === 'decided');
      // Either side may be first; whichever it was decided alone.
      expect(['rejected', 'verified']).toContain(state);
      expect(decided).toHaveLength(1);
      expect(made('Disputed')).toBe(state === 'verified' ? 1 : 0);
    },
    long,
  );

  it(
    'whoever asked withdraws while three others approve: one of both is so, and nothing is made of what was withdrawn',
    async () => {
      const states: string[] = [];
      for (let round = 0; round < 6; round += 1) {
        const name = `Withdrawn ${String(round)}`;
        const label = await asked(name);
        const approve = buttonOf('Megan Bowen', label, 'approve');
        const withdraw = buttonOf('Adele Vance', label, 'withdraw');
        const adele = instances.sandbox.teams.person('Adele Vance').person.objectId;
        const votes = fifty.slice(0, 3).map(async ({ id }, index) => {
          await presses(id, approve, index);
        });
        // Later from one round to the next, so that either side is first at times.
        await wait(round * 60);
        await Promise.all([presses(adele, withdraw, 2), ...votes]);
        const state = await ended(label);
        states.push(state);
        expect(['withdrawn', 'verified']).toContain(state);
        expect(made(name)).toBe(state === 'verified' ? 1 : 0);
      }
      process.stdout.write(`withdrawn or approved: ${states.join(', ')}\n`);
    },
    long,
  );
});
