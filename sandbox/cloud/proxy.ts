import { once } from 'node:events';
import { createServer as createProxyServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo, Server, Socket } from 'node:net';
import type { CertificateAuthority } from './certificates';

/** What the proxy needs. */
export interface ProxyOptions {
  readonly authority: CertificateAuthority;
  /** Whether this host is played here; all others are refused with 502, so that nothing leaves the machine. */
  readonly knows: (host: string) => boolean;
  /** Whether no connection to this host comes about at present. */
  readonly isClosed?: (host: string) => boolean;
  readonly answer: (request: IncomingMessage, response: ServerResponse) => void;
}

/** A running proxy. */
export interface Proxy {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Starts an HTTP proxy on loopback that understands CONNECT alone. Every socket for a known host is handed to one
 * TLS server, which shows a certificate for the name that the client asked for.
 */
export async function startProxy({
  authority,
  knows,
  isClosed = () => false,
  answer,
}: ProxyOptions): Promise<Proxy> {
  const sockets = new Set<Socket>();
  const secure = createServer(
    {
      SNICallback: (host, done) => {
        authority.contextFor(host.toLowerCase()).then(
          (context) => {
            done(null, context);
          },
          (error: unknown) => {
            done(error instanceof Error ? error : new Error(String(error)));
          },
        );
      },
      keepAlive: true,
    },
    answer,
  );
  // A client that breaks off is everyday life here.
  secure.on('tlsClientError', () => undefined);
  const proxy = createProxyServer((_request, response) => {
    response.writeHead(405).end('This proxy understands CONNECT alone.');
  });
  proxy.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
  });
  proxy.on('connect', (request: IncomingMessage, socket: Socket, head: Buffer) => {
    const host = (request.url ?? '').replace(/:443$/, '').toLowerCase();
    if (!knows(host) || isClosed(host)) {
      socket.end('HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n');
      return;
    }
    socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
    if (head.length > 0) socket.unshift(head);
    secure.emit('connection', socket);
  });
  const port = await listenOnLoopback(proxy);
  return {
    url: `http://127.0.0.1:${String(port)}`,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => proxy.close(resolve));
    },
  };
}

/** Listens on a free port of loopback, or on this one, and returns it. */
export async function listenOnLoopback(server: Server, port = 0): Promise<number> {
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}
