import { once } from 'node:events';
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What stands before several instances and spreads Teams' activities over them. */
export interface Front {
  /** Where Teams sends to. */
  readonly messagesUrl: string;
  /** How many activities each instance answered, in the order of their addresses. */
  readonly answered: readonly number[];
  close(): Promise<void>;
}

/** Between two looks at whether an instance is ready, and how long it may take to say so, ms. */
const probe = 500;
/** How long one activity may take, ms. */
const patience = 10_000;

/**
 * Starts a front as a host has one: in turn to every instance that says it is ready; one that does not listen is passed
 * over, and nothing that may have reached one is sent to another. 502 where none answers.
 */
export async function startFront(urls: readonly string[]): Promise<Front> {
  const ready = urls.map(() => true);
  const answered = urls.map(() => 0);
  let turn = 0;
  const look = setInterval(() => {
    for (const [at, url] of urls.entries()) void isReady(url).then((is) => (ready[at] = is));
  }, probe);

  async function pass(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const pieces: Buffer[] = [];
    for await (const piece of incoming) pieces.push(piece as Buffer);
    const body = Buffer.concat(pieces);
    for (const at of nextOnes()) {
      const outcome = await send(`${urls[at] ?? ''}${incoming.url ?? ''}`, incoming, body);
      if (outcome === 'not reached') continue;
      if (outcome === 'lost') break;
      answered[at] = (answered[at] ?? 0) + 1;
      outgoing.writeHead(outcome.status, { 'content-type': outcome.type }).end(outcome.body);
      return;
    }
    outgoing.writeHead(502).end();
  }

  /** Whom to try, from the one whose turn it is: those that are ready; all where none is. */
  function nextOnes(): readonly number[] {
    turn += 1;
    const order = urls.map((_, index) => (turn + index) % urls.length);
    const fit = order.filter((at) => ready[at] === true);
    return fit.length === 0 ? order : fit;
  }

  const server = createServer((incoming, outgoing) => {
    pass(incoming, outgoing).catch(() => outgoing.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    messagesUrl: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/api/messages`,
    answered,
    async close() {
      clearInterval(look);
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function isReady(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(probe) })).ok;
  } catch {
    return false;
  }
}

type Passed =
  { readonly status: number; readonly type: string; readonly body: Buffer } | 'not reached' | 'lost';

/** Sends it on a connection of its own, so that only one that never came about is called not reached. */
function send(url: string, { method, headers }: IncomingMessage, body: Buffer): Promise<Passed> {
  return new Promise((resolve) => {
    let connected = false;
    const outgoing = request(
      url,
      { method, headers: { ...headers, connection: 'close' }, agent: false },
      (answer) => {
        const pieces: Buffer[] = [];
        answer.on('data', (piece: Buffer) => pieces.push(piece));
        answer.on('error', () => {
          resolve('lost');
        });
        answer.on('end', () => {
          const type = answer.headers['content-type'] ?? 'application/json';
          resolve({ status: answer.statusCode ?? 502, type, body: Buffer.concat(pieces) });
        });
      },
    );
    outgoing.on('socket', (socket) => socket.once('connect', () => (connected = true)));
    outgoing.setTimeout(patience, () => outgoing.destroy());
    outgoing.on('error', () => {
      resolve(connected ? 'lost' : 'not reached');
    });
    outgoing.end(body);
  });
}
