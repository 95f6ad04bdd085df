import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';

/** A PostgreSQL server on a free port of the loopback interface. */
export interface TestServer {
  /** The address of a new, empty database. */
  freshDatabase(): Promise<string>;
  /** Ends the server as a crash does (SIGKILL), with every connection; `startAgain` brings it back. */
  kill(): Promise<void>;
  /** Starts it again on the same files and the same port. */
  startAgain(): Promise<void>;
  stop(): Promise<void>;
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('No port was given.');
  return address.port;
}

/** Runs one statement on a database. */
export async function runSql(databaseUrl: string, statement: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(statement)).rows;
  } finally {
    await client.end();
  }
}

/** Starts a server for one test file; it ends with the test process, however that ends. */
export async function startPostgres(): Promise<TestServer> {
  const parent = mkdtempSync(join(tmpdir(), 'countersign-pg-'));
  chmodSync(parent, 0o777);
  // It is not compiled: what runs from dist finds it where it was written.
  const name = join('test', 'store', 'support', 'postgresServer.mjs');
  const script = ['../../..', '../../../..']
    .map((up) => join(__dirname, up, name))
    .find((place) => existsSync(place));
  if (script === undefined) throw new Error(`The script ${name} is missing; no server was started.`);
  const child = spawn(process.execPath, [script, parent, String(await freePort())], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.setEncoding('utf8').once('data', (line: string) => {
      resolve(line.trim());
    });
    child.once('exit', (code) => {
      reject(new Error(`The server ended with ${String(code)} before it answered.`));
    });
  });
  const tell = async (order: 'kill' | 'start'): Promise<void> => {
    const answered = new Promise((resolve) => child.stdout.once('data', resolve));
    child.stdin.write(`${order}\n`);
    await answered;
  };
  let databases = 0;
  return {
    kill: () => tell('kill'),
    startAgain: () => tell('start'),
    async freshDatabase() {
      const name = `store_${String(++databases)}`;
      await runSql(`${url}/postgres`, `create database ${name}`);
      return `${url}/${name}`;
    },
    async stop() {
      child.stdin.end();
      await new Promise((resolve) => child.once('exit', resolve));
    },
  };
}
