import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer as createProxy, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { createServer } from 'node:https';
import { connect, type AddressInfo, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { generate } from 'selfsigned';

/** One request, as it arrived. */
export interface Heard {
  readonly method: string;
  /** `https://graph.microsoft.com/v1.0/users`, decoded. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** What to answer, and after how many ms; `reset` breaks the connection once the request has come in whole, `silence` never answers. */
export type Reply =
  | {
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: unknown;
      readonly after?: number;
    }
  | 'reset'
  | 'silence';

/** A cloud that says what the test tells it to, for answers that no service can be asked to give. */
export interface ScriptedCloud {
  readonly proxyUrl: string;
  readonly caFile: string;
  /** What arrived, oldest first. */
  heard(): readonly Heard[];
  /** Forgets what arrived and answers so from now on; the number counts the requests from 0. */
  play(script: (heard: Heard, number: number) => Reply): void;
  close(): Promise<void>;
}

const hosts = [
  'login.microsoftonline.com',
  'graph.microsoft.com',
  'api.bap.microsoft.com',
  '*.crm4.dynamics.com',
  '*.vault.azure.net',
];

/** Starts it on loopback, behind a proxy that refuses the host `refused.crm4.dynamics.com`. */
export async function startScriptedCloud(): Promise<ScriptedCloud> {
  const folder = await mkdtemp(path.join(tmpdir(), 'scripted-cloud-'));
  const caFile = path.join(folder, 'ca.pem');
  const certificate = await makeCertificate();
  await writeFile(caFile, certificate.cert);

  let heard: Heard[] = [];
  let script: (heard: Heard, number: number) => Reply = () => ({ status: 200, body: {} });
  const sockets = new Set<Socket>();
  const keep = (socket: Socket): void => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket)).on('error', () => socket.destroy());
  };
  const server = createServer({ key: certificate.private, cert: certificate.cert }, (request, response) => {
    void read(request).then((one) => {
      heard.push(one);
      const reply = script(one, heard.length - 1);
      if (reply === 'reset') request.socket.destroy();
      if (typeof reply === 'string') return;
      response.writeHead(reply.status, { 'content-type': 'application/json', ...reply.headers });
      const body = reply.body === undefined ? '' : JSON.stringify(reply.body);
      setTimeout(() => response.end(body), reply.after ?? 0);
    });
  });
  server.on('connection', keep);
  const port = await listen(server);
  const proxy = proxyTo(port, keep);
  const proxyPort = await listen(proxy);

  return {
    proxyUrl: `http://127.0.0.1:${String(proxyPort)}`,
    caFile,
    heard: () => heard,
    play(next) {
      heard = [];
      script = next;
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await Promise.all([server, proxy].map((one) => new Promise((resolve) => one.close(resolve))));
      await rm(folder, { recursive: true });
    },
  };
}

function makeCertificate(): Promise<{ private: string; cert: string }> {
  return generate([{ name: 'commonName', value: 'Scripted cloud' }], {
    keySize: 2048,
    extensions: [
      { name: 'basicConstraints', cA: true },
      { name: 'subjectAltName', altNames: hosts.map((value) => ({ type: 2 as const, value })) },
    ],
  });
}

/** A proxy that leads every host to this port. */
function proxyTo(port: number, keep: (socket: Socket) => void): Server {
  return createProxy().on('connect', (request, client: Socket) => {
    keep(client);
    if (request.url?.startsWith('refused.') === true) {
      client.end('HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n');
      return;
    }
    const upstream = connect(port, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      upstream.pipe(client).pipe(upstream);
    });
    keep(upstream);
    upstream.on('close', () => client.destroy());
  });
}

async function listen(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

async function read(request: IncomingMessage): Promise<Heard> {
  let body = '';
  for await (const chunk of request) body += String(chunk);
  const url = decodeURIComponent(`https://${request.headers.host ?? ''}${request.url ?? ''}`);
  return { method: request.method ?? '', url, headers: request.headers, body };
}
