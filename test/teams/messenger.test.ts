import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ServiceFault, type FaultFacts } from '../../src/domain/serviceFault';
import type { Conversation } from '../../src/ports';
import { createBotAdapter } from '../../src/teams/botAdapter';
import { TeamsMessenger } from '../../src/teams/teamsMessenger';

const clientId = 'c0117050-0000-4000-8000-0000000000b0';
const tenantId = 'c0117050-0000-4000-8000-000000000001';
const message = { card: { type: 'AdaptiveCard', version: '1.5', body: [] }, summary: 'Something to read' };

type Answering = (response: ServerResponse) => void;

/** Teams answers so. */
const status =
  (code: number, name?: string, headers: Record<string, string> = {}): Answering =>
  (response) => {
    response.writeHead(code, { 'content-type': 'application/json', ...headers });
    response.end(name === undefined ? '' : JSON.stringify({ error: { code: name, message: 'No.' } }));
  };

describe('what a call to Teams comes to', () => {
  let teams: Server;
  let answering: Answering;
  let calls = 0;
  let messenger: TeamsMessenger;
  let chat: Conversation;
  beforeAll(async () => {
    teams = createServer((request, response) => {
      calls += 1;
      request.resume().on('end', () => {
        answering(response);
      });
    });
    await new Promise<void>((resolve) => teams.listen(0, '127.0.0.1', resolve));
    const serviceUrl = `http://127.0.0.1:${String((teams.address() as AddressInfo).port)}/`;
    const tokens = { getToken: () => Promise.resolve({ token: 'a token' }) };
    const adapter = createBotAdapter({ clientId, tenantId, type: 'SingleTenant' }, tokens, 250);
    messenger = new TeamsMessenger(adapter, clientId, serviceUrl);
    const reference = {
      channelId: 'msteams',
      serviceUrl,
      bot: { id: '28:bot' },
      conversation: { id: 'a:1' },
    };
    chat = { id: 'a:1', kind: 'personal', reference };
  });
  beforeEach(() => (calls = 0));
  afterAll(() => {
    teams.closeAllConnections();
    teams.close();
  });

  /** The facts of the fault that the work ends with. */
  async function faultOf(work: Promise<unknown>): Promise<Partial<FaultFacts>> {
    const error: unknown = await work.then(
      (done) => new Error(`It was done: ${String(done)}`),
      (thrown: unknown) => thrown,
    );
    if (!(error instanceof ServiceFault)) throw error;
    return error.facts;
  }

  it.each<[string, Answering, Partial<FaultFacts>]>([
    [
      'a throttle with its Retry-After',
      status(429, 'TooManyRequests', { 'retry-after': '7' }),
      { kind: 'throttled', status: 429, retryAfter: 7_000 },
    ],
    ['a throttle without one', status(429, 'TooManyRequests'), { kind: 'throttled', status: 429 }],
    ['an outage', status(502), { kind: 'unknown', status: 502 }],
    ['a timeout on the way', status(504), { kind: 'unknown', status: 504 }],
    ['a block', status(403, 'MessageWritesBlocked'), { kind: 'denied', code: 'MessageWritesBlocked' }],
    ['a chat that is gone', status(404, 'ConversationNotFound'), { kind: 'notFound' }],
    ['too large a message', status(413, 'MessageSizeTooBig'), { kind: 'refused', code: 'MessageSizeTooBig' }],
    ['an answer that is lost', (response) => response.socket?.destroy(), { kind: 'unknown' }],
    ['an answer that never comes', () => undefined, { kind: 'unknown' }],
  ])('is told as a fault, and sent once: %s', async (_, given, facts) => {
    answering = given;
    expect(await faultOf(messenger.post(chat, message))).toMatchObject({ service: 'Teams', ...facts });
    expect(calls).toBe(1);
    expect(await faultOf(messenger.redraw(chat, '1', message))).toMatchObject(facts);
    expect(calls).toBe(2);
  });

  it('tells a message that was deleted from a chat that is not there', async () => {
    answering = status(404, 'ActivityNotFoundInConversation');
    expect(await messenger.redraw(chat, '1', message)).toBe('gone');
    answering = status(404, 'ConversationNotFound');
    expect(await faultOf(messenger.redraw(chat, '1', message))).toMatchObject({ kind: 'notFound' });
    // Somebody else's page on the way: the card is there still, and is drawn again.
    answering = status(404);
    expect(await faultOf(messenger.redraw(chat, '1', message))).toMatchObject({ kind: 'unknown' });
  });

  it('takes a message away, and is content where it is gone already', async () => {
    answering = status(200);
    await messenger.remove(chat, '1');
    answering = status(404, 'ActivityNotFoundInConversation');
    await messenger.remove(chat, '1');
    answering = status(502);
    expect(await faultOf(messenger.remove(chat, '1'))).toMatchObject({ kind: 'unknown' });
  });

  it('opens no chat with somebody who blocked the bot or has not got it, and gives up waiting', async () => {
    const person = { tenantId, objectId: clientId, name: 'Megan Bowen' };
    answering = status(403, 'MessageWritesBlocked');
    expect(await messenger.open(person)).toBeUndefined();
    answering = () => undefined;
    expect(await faultOf(messenger.open(person))).toMatchObject({ kind: 'unknown' });
    expect(calls).toBe(2);
  });

  it('reads the id of what was posted', async () => {
    answering = (response) => {
      response.writeHead(201, { 'content-type': 'application/json' }).end(JSON.stringify({ id: '1764' }));
    };
    expect(await messenger.post(chat, message)).toBe('1764');
  });
});
