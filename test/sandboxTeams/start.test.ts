import { createServer } from 'node:http';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { createCertificateAuthority } from '../../sandbox/cloud/certificates';
import { startBot } from '../../sandbox/botProcess';
import { freePort } from '../../sandbox/freePort';
import { takeFolder } from '../../sandbox/ownFolder';
import { startOptions } from '../../sandbox/startOptions';

const folders: string[] = [];
const temporary = () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'countersign-start-'));
  folders.push(folder);
  return folder;
};
const cloud = { proxyUrl: 'http://127.0.0.1:1', caFile: path.join(temporary(), 'ca.pem') };

beforeAll(async () => {
  writeFileSync(cloud.caFile, (await createCertificateAuthority()).certificate);
});
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A program that is ready at once and writes its environment's names; `SIGTERM` ends it. */
const readyBot = `
  const fs = require('node:fs');
  fs.writeFileSync(process.env.DATA_FOLDER + '.json', JSON.stringify(Object.keys(process.env)));
  require('node:http').createServer((_, answer) => answer.end('ok')).listen(process.env.PORT, '127.0.0.1');
  console.log('listening');`;

test('the bot gets the environment of production and nothing of ours', async () => {
  const folder = temporary();
  const port = await freePort(0);
  const bot = await startBot({ cloud, port, folder, policyFile: '/p.yaml', entry: ['-e', readyBot] });
  const names = JSON.parse(readFileSync(path.join(folder, 'data.json'), 'utf8')) as string[];
  expect(names.filter((name) => !['PATH', 'HOME', 'SystemRoot'].includes(name)).sort()).toEqual([
    'APP_TYPE',
    'AZURE_CLIENT_ID',
    'AZURE_CLIENT_SECRET',
    'AZURE_TENANT_ID',
    'DATA_FOLDER',
    'HTTPS_PROXY',
    'NODE_EXTRA_CA_CERTS',
    'NODE_USE_ENV_PROXY',
    'POLICY_FILE',
    'PORT',
  ]);
  const first = bot.pid();
  await bot.kill();
  expect(bot.isRunning()).toBe(false);
  await bot.restart();
  expect(bot.isRunning()).toBe(true);
  expect(bot.pid()).not.toBe(first);
  await bot.stop();
  expect(bot.isRunning()).toBe(false);
  expect(readFileSync(bot.logFile, 'utf8')).toBe('listening\nlistening\n');
});

test('a bot that ends before it is ready has its last words told', async () => {
  const entry = ['-e', 'console.error("POLICY_FILE: cannot be read"); process.exit(1)'];
  const port = await freePort(0);
  const start = startBot({ cloud, port, folder: temporary(), policyFile: '/p.yaml', entry });
  await expect(start).rejects.toThrow(/ended before it was ready. It said: POLICY_FILE: cannot be read/);
});

test('a bot that does not get ready is ended', async () => {
  const entry = ['-e', 'setInterval(() => {}, 1000)'];
  const port = await freePort(0);
  const start = startBot({ cloud, port, folder: temporary(), policyFile: '/p.yaml', entry, patience: 300 });
  await expect(start).rejects.toThrow(/was not ready in time and was ended/);
});

test('a folder is used by one start at a time', () => {
  const folder = path.join(temporary(), 'own');
  const first = takeFolder(folder, false);
  expect(() => takeFolder(folder, false)).toThrow(`The sandbox already runs on ${folder}.`);
  first.close();
  takeFolder(folder, false).close();
});

test('a fresh start forgets what was kept, and only in a folder of its own', () => {
  const own = path.join(temporary(), 'own');
  takeFolder(own, false).close();
  mkdirSync(path.join(own, 'bot'));
  writeFileSync(path.join(own, 'bot', 'bot.log'), 'x');
  takeFolder(own, false).close();
  expect(existsSync(path.join(own, 'bot'))).toBe(true);
  takeFolder(own, true).close();
  expect(existsSync(path.join(own, 'bot'))).toBe(false);

  const foreign = temporary();
  writeFileSync(path.join(foreign, 'thesis.txt'), 'x');
  expect(() => takeFolder(foreign, true)).toThrow(
    'holds files that the sandbox did not make; nothing was changed',
  );
  expect(existsSync(path.join(foreign, 'thesis.txt'))).toBe(true);
});

test('a folder that cannot be made is one sentence', () => {
  const file = path.join(temporary(), 'file');
  writeFileSync(file, '');
  expect(() => takeFolder(path.join(file, 'x'), false)).toThrow('cannot be written (ENOTDIR)');
});

test('a port in use is one sentence', async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await expect(freePort(port)).rejects.toThrow(`Port ${String(port)} is in use.`);
  server.close();
});

test('the command line is understood, or its mistake is named', () => {
  expect(startOptions(['--story', '--port', '4000', '--control-port', '4001'], {})).toMatchObject({
    story: true,
    port: 4000,
    controlPort: 4001,
    folder: undefined,
  });
  expect(startOptions([], { COUNTERSIGN_FOLDER: '/tmp/x' }).folder).toBe('/tmp/x');
  expect(() => startOptions(['--port', 'many'], {})).toThrow('"many" is no port');
  expect(() => startOptions(['--stroy'], {})).toThrow('--stroy');
});
