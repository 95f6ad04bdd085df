import { connect } from 'node:net';
import { placedIn } from '../../sandbox/teams/placed';
import { textAt, typeOf } from '../../sandbox/teams/cardNode';
import { forgeActivity } from '../support/forgeActivity';
import { patience, startStory, type Story } from '../support/startStory';

const long = 120_000;

/** Something so deep that whoever goes through it by recursion ends. */
function nested(depth: number): unknown {
  let value: unknown = 'x';
  for (let at = 0; at < depth; at += 1) value = [value];
  return value;
}

describe('a body with a good token', () => {
  let story: Story;
  let label: string;
  beforeAll(async () => {
    story = await startStory(['Adele Vance', 'Megan Bowen']);
    label = await story.ask(story.person('Adele Vance'), {
      environment: 'Contoso Production',
      accountName: 'Heavy',
    });
    await story.opened('Megan Bowen', label);
  }, long);
  afterAll(() => story.end(), long);

  /** A press of [Approve] by Megan, with this beside what the button sends. */
  function press(beside: Readonly<Record<string, unknown>>): Record<string, unknown> {
    const button = story
      .person('Megan Bowen')
      .chat()
      .flatMap(({ card }) => placedIn(card ?? {}))
      .findLast(({ node }) => typeOf(node) === 'Action.Execute' && textAt(node, 'verb') === 'approve');
    const data = { ...(button?.node['data'] as object), ...beside };
    const action = { type: 'Action.Execute', verb: 'approve', data };
    return { type: 'invoke', name: 'adaptiveCard/action', value: { action, trigger: 'manual' } };
  }

  const isOpen = (): boolean =>
    story
      .person('Megan Bowen')
      .chat()
      .some(({ reads }) => reads.includes(label) && reads.includes('[Approve]'));

  it.each([
    ['an oversized body', { beside: 'x'.repeat(300_000) }, 413],
    ['a deeply nested body', { beside: nested(500) }, 400],
  ] as const)(
    '%s: is refused by a status alone, and decides nothing',
    async (_, beside, status) => {
      const answer = await forgeActivity(story.sandbox, story.person('Megan Bowen'), press(beside));
      expect(answer).toEqual({ status, body: expect.not.stringMatching(/[a-z]{3} [a-z]{3}/i) as string });
      expect(isOpen()).toBe(true);
      expect((await fetch(`${story.sandbox.bot.url}/readyz`)).status).toBe(200);
    },
    long,
  );

  it(
    'slow bodies: two hundred that never end are closed in time, and keep nobody from approving meanwhile',
    async () => {
      const { hostname, port } = new URL(story.sandbox.bot.messagesUrl);
      const begun = performance.now();
      const closed = Array.from(
        { length: 200 },
        () =>
          new Promise<number>((resolve) => {
            const socket = connect(Number(port), hostname, () => {
              socket.write(
                `POST /api/messages HTTP/1.1\r\nHost: ${hostname}\r\nContent-Type: application/json\r\n` +
                  `Authorization: Bearer ${story.sandbox.teams.sign({})}\r\nContent-Length: 5000\r\n\r\n{"type":`,
              );
            });
            socket.on('error', () => undefined);
            socket.on('close', () => {
              resolve(performance.now() - begun);
            });
            socket.resume();
          }),
      );
      const answer = await forgeActivity(story.sandbox, story.person('Megan Bowen'), press({}));
      expect(answer.status).toBe(200);
      await story
        .person('Adele Vance')
        .waitsFor(({ reads }) => reads.includes(label) && !reads.includes('Waiting for approval'), patience);
      expect(Math.max(...(await Promise.all(closed)))).toBeLessThan(60_000);
    },
    long,
  );
});
