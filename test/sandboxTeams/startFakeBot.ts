import { createPublicKey, verify } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import { Agent, request } from 'node:https';
import { text } from 'node:stream/consumers';
import { getRequestListener } from '@hono/node-server';
import { createCertificateAuthority } from '../../sandbox/cloud/certificates';
import { Lags } from '../../sandbox/cloud/lags';
import { SigningKey } from '../../sandbox/cloud/entra/signingKey';
import { TokenCheck } from '../../sandbox/cloud/entra/tokenCheck';
import { listenOnLoopback, startProxy } from '../../sandbox/cloud/proxy';
import { WorldState } from '../../sandbox/cloud/worldState';
import { contosoOffice } from '../../sandbox/teams/contosoOffice';
import { openTeams, type Teams } from '../../sandbox/teams/openTeams';
import { contoso } from '../../sandbox/world/contoso';

export type Activity = Record<string, unknown> & { readonly type: string; readonly name?: string };

/** An answer of the connector. */
export interface Answered {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

/** A bot of a few lines: it checks who calls, answers as the test says, and calls the connector over TLS. */
export interface FakeBot {
  readonly teams: Teams;
  /** Where the bot listens. */
  readonly url: string;
  /** Activities that came in with a good token, oldest first. */
  readonly heard: Activity[];
  /** How many requests were refused for their token. */
  readonly refused: () => number;
  /** What the next invokes are answered with; 200 without a body at first. */
  answers(status: number, body?: unknown): void;
  /** Calls the connector under its real name. */
  calls(method: string, path: string, body?: unknown, token?: string): Promise<Answered>;
  close(): Promise<void>;
}

/** Starts Teams behind the proxy, and the bot; `file` keeps the conversations. */
export async function startFakeBot(file?: string, now: () => number = Date.now): Promise<FakeBot> {
  const world = new WorldState(contoso(), new Lags(), Date.now);
  const key = new SigningKey();
  const office = contosoOffice(world.world);
  const teams = openTeams({ office, now, ...(file === undefined ? {} : { file }) });
  const services = teams.services({ entra: new TokenCheck(world, key, Date.now), lags: new Lags() });
  const authority = await createCertificateAuthority();
  const listener = getRequestListener((incoming) => {
    const service = services.find((one) => one.serves(new URL(incoming.url).host));
    return service ? service.fetch(incoming) : new Response(null, { status: 502 });
  });
  const proxy = await startProxy({
    authority,
    knows: (host) => services.some((service) => service.serves(host)),
    answer: (incoming, outgoing) => void listener(incoming, outgoing),
  });
  const agent = new Agent({
    keepAlive: true,
    proxyEnv: { HTTPS_PROXY: proxy.url },
    ca: authority.certificate,
  });
  const ownToken = key.sign({
    aud: 'https://api.botframework.com',
    tid: office.tenantId,
    appid: office.botId,
    nbf: Math.floor(Date.now() / 1000) - 10,
    exp: Math.floor(Date.now() / 1000) + 600,
  });
  const calls: FakeBot['calls'] = (method, path, body, token = ownToken) =>
    callOver(agent, { method, address: `https://smba.trafficmanager.net/emea${path}`, body, token });
  const listening = await listen(agent, office.botId);
  const url = `http://127.0.0.1:${String(listening.port)}/api/messages`;
  teams.botAt(url);
  return {
    teams,
    url,
    heard: listening.heard,
    refused: listening.refused,
    answers: listening.answers,
    calls,
    async close() {
      teams.close();
      agent.destroy();
      await listening.close();
      await proxy.close();
    },
  };
}

async function listen(
  agent: Agent,
  botId: string,
): Promise<Pick<FakeBot, 'heard' | 'refused' | 'answers' | 'close'> & { port: number }> {
  const heard: Activity[] = [];
  let refused = 0;
  let answer: { status: number; body?: unknown } = { status: 200 };
  const server = createServer((incoming, outgoing) => {
    void (async () => {
      const activity = JSON.parse(await text(incoming)) as Activity;
      if (!(await isGenuine(agent, botId, incoming))) {
        refused += 1;
        outgoing.writeHead(401).end();
        return;
      }
      heard.push(activity);
      const { status, body } = activity.type === 'invoke' ? answer : { status: 202, body: undefined };
      outgoing.writeHead(status, { 'content-type': 'application/json' });
      outgoing.end(body === undefined ? undefined : JSON.stringify(body));
    })();
  });
  return {
    heard,
    refused: () => refused,
    answers: (status, body) => {
      answer = { status, body };
    },
    port: await listenOnLoopback(server),
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

/** Looks up the Bot Framework's keys where the metadata says, as a bot does, and checks the token against them. */
async function isGenuine(agent: Agent, botId: string, incoming: IncomingMessage): Promise<boolean> {
  const [header = '', claims = '', signature = ''] = (incoming.headers.authorization ?? '')
    .replace('Bearer ', '')
    .split('.');
  const read = (part: string) =>
    JSON.parse(Buffer.from(part, 'base64url').toString()) as Record<string, unknown>;
  const metadata = 'https://login.botframework.com/v1/.well-known/openidconfiguration';
  const { body } = await callOver(agent, { method: 'GET', address: metadata });
  const keySet = await callOver(agent, { method: 'GET', address: String(body['jwks_uri']) });
  const keys = keySet.body['keys'] as {
    kid: string;
    endorsements: string[];
    kty: string;
    n: string;
    e: string;
  }[];
  const found = keys.find(
    ({ kid, endorsements }) => kid === read(header)['kid'] && endorsements.includes('msteams'),
  );
  if (!found) return false;
  const key = createPublicKey({ key: { ...found }, format: 'jwk' });
  const isSigned = verify(
    'sha256',
    Buffer.from(`${header}.${claims}`),
    key,
    Buffer.from(signature, 'base64url'),
  );
  const said = read(claims);
  return (
    isSigned &&
    said['aud'] === botId &&
    said['iss'] === body['issuer'] &&
    Number(said['exp']) * 1000 > Date.now()
  );
}

function callOver(
  agent: Agent,
  call: { method: string; address: string; body?: unknown; token?: string },
): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const headers = {
      'content-type': 'application/json',
      ...(call.token === undefined ? {} : { authorization: `Bearer ${call.token}` }),
    };
    const sent = request(call.address, { method: call.method, agent, headers }, (response) => {
      text(response).then((said) => {
        const body = (said === '' ? {} : JSON.parse(said)) as Record<string, unknown>;
        resolve({ status: response.statusCode ?? 0, body });
      }, reject);
    });
    sent.on('error', reject);
    sent.end(call.body === undefined ? undefined : JSON.stringify(call.body));
  });
}
