import { readFileSync, writeFileSync } from 'node:fs';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { Agent, request } from 'node:https';
import path from 'node:path';
import { createCertificateAuthority } from '../../../sandbox/cloud/certificates';
import { startProxy } from '../../../sandbox/cloud/proxy';
import type { Cloud } from '../../../sandbox/cloud/startCloud';

/** One request and its answer, as they went over the wire. */
export interface Exchange {
  readonly method: string;
  /** With the real host name. */
  readonly url: URL;
  readonly headers: IncomingHttpHeaders;
  /** What was sent, where it was JSON. */
  readonly body: unknown;
  readonly status: number;
  readonly answerHeaders: IncomingHttpHeaders;
  /** What was answered, where it was JSON. */
  readonly answer: unknown;
}

/** A proxy between a caller and the cloud that keeps all that passes. */
export interface Recorder {
  /** For `HTTPS_PROXY` of the caller. */
  readonly proxyUrl: string;
  /** For `NODE_EXTRA_CA_CERTS` of the caller. */
  readonly caFile: string;
  /** All exchanges with hosts whose name ends so, in the order of their answers. */
  with(host: string): readonly Exchange[];
  close(): Promise<void>;
}

/** Starts the recorder in front of the cloud; its certificate goes into the folder. */
export async function startRecorder(
  cloud: Pick<Cloud, 'proxyUrl' | 'caFile'>,
  folder: string,
): Promise<Recorder> {
  const authority = await createCertificateAuthority();
  const caFile = path.join(folder, 'recorder.pem');
  writeFileSync(caFile, authority.certificate);
  const ca = readFileSync(cloud.caFile, 'utf8');
  const agent = new Agent({ proxyEnv: { HTTPS_PROXY: cloud.proxyUrl }, ca, keepAlive: true });
  const exchanges: Exchange[] = [];
  const proxy = await startProxy({
    authority,
    knows: () => true,
    answer: (incoming, outgoing) => {
      pass(agent, incoming, outgoing).then(
        (exchange) => exchanges.push(exchange),
        () => incoming.socket.destroy(),
      );
    },
  });
  return {
    proxyUrl: proxy.url,
    caFile,
    with: (host) => exchanges.filter(({ url }) => url.hostname.endsWith(host)),
    async close() {
      agent.destroy();
      await proxy.close();
    },
  };
}

async function pass(agent: Agent, incoming: IncomingMessage, outgoing: ServerResponse): Promise<Exchange> {
  const body = await contentOf(incoming);
  const host = String(Reflect.get(incoming.socket, 'servername'));
  const url = new URL(`https://${host}${incoming.url ?? '/'}`);
  const { connection: _, 'transfer-encoding': __, ...headers } = incoming.headers;
  const method = incoming.method ?? 'GET';
  const answered = await new Promise<IncomingMessage>((resolve, reject) => {
    const length = body.length > 0 ? { 'content-length': String(body.length) } : {};
    // The path as it came: a URL would encode it anew.
    const path = incoming.url ?? '/';
    request(url, { method, path, headers: { ...headers, ...length, host }, agent }, resolve)
      .on('error', reject)
      .end(body);
  });
  const content = await contentOf(answered);
  const status = answered.statusCode ?? 0;
  outgoing.writeHead(status, answered.headers).end(content);
  return {
    method,
    url,
    headers: incoming.headers,
    body: parsed(body),
    status,
    answerHeaders: answered.headers,
    answer: parsed(content),
  };
}

async function contentOf(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function parsed(content: Buffer): unknown {
  try {
    return JSON.parse(content.toString()) as unknown;
  } catch {
    return undefined;
  }
}
