import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { StartProblem } from './startProblem';

/** A port of loopback that is free now: the one asked for, or any for 0. Throws `StartProblem` when it is in use. */
export async function freePort(wanted: number, option = '--port'): Promise<number> {
  const server = createServer();
  try {
    server.listen(wanted, '127.0.0.1');
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  } catch {
    throw new StartProblem(
      `Port ${wanted} is in use. Stop what listens there, or name another with ${option}.`,
    );
  } finally {
    if (server.listening) {
      server.close();
      await once(server, 'close');
    }
  }
}
