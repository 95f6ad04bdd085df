import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';

let root: string;

/** An npm that notes how it was called and installs a compiler, which notes that too. */
const npm = `
  const fs = require('node:fs');
  fs.appendFileSync('called.txt', process.argv.slice(2).join(' ') + '\\n');
  if (fs.existsSync('broken')) process.exit(7);
  fs.mkdirSync('node_modules/typescript/bin', { recursive: true });
  fs.copyFileSync('package-lock.json', 'node_modules/.package-lock.json');
  fs.writeFileSync('node_modules/typescript/bin/tsc',
    "require('node:fs').appendFileSync('called.txt', 'tsc ' + process.argv.slice(2).join(' ') + '\\\\n')");`;

const lock = (version: string) => JSON.stringify({ packages: { '': {}, 'node_modules/hono': { version } } });
const file = (name: string) => path.join(root, name);
const ready = (...options: readonly string[]) => {
  writeFileSync(file('called.txt'), '');
  const ran = spawnSync(process.execPath, [file('scripts/ready.mjs'), ...options], {
    env: { PATH: process.env['PATH'], npm_execpath: file('npm-cli.js'), npm_node_execpath: process.execPath },
    encoding: 'utf8',
  });
  const called = readFileSync(file('called.txt'), 'utf8').split('\n').slice(0, -1);
  return { code: ran.status, called, said: ran.stdout + ran.stderr };
};

beforeEach(() => {
  root = mkdtempSync(path.join(os.tmpdir(), 'countersign-ready-'));
  for (const folder of ['scripts', 'src']) mkdirSync(file(folder));
  copyFileSync(path.join(__dirname, '../../scripts/ready.mjs'), file('scripts/ready.mjs'));
  writeFileSync(file('package-lock.json'), lock('1.0.0'));
  writeFileSync(file('npm-cli.js'), npm);
  writeFileSync(file('src/main.ts'), 'one');
});

afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

const installs = 'ci --no-audit --no-fund --loglevel=error';
const builds = ['tsc -p tsconfig.json --noCheck', 'tsc -p sandbox/page/browser --noCheck'];

test('a fresh clone is installed and built, and nothing is done twice', () => {
  expect(ready()).toMatchObject({ code: 0, called: [installs, ...builds] });
  expect(ready()).toEqual({ code: 0, called: [], said: '' });
});

test('a changed lockfile installs again, a changed source builds again', () => {
  ready();
  writeFileSync(file('package-lock.json'), lock('1.0.1'));
  expect(ready().called).toEqual([installs]);
  writeFileSync(file('src/main.ts'), 'two, longer');
  expect(ready().called).toEqual(builds);
});

test('before a build of its own, a fresh clone is installed and no more', () => {
  expect(ready('--install-only')).toMatchObject({ code: 0, called: [installs] });
  expect(ready('--install-only')).toEqual({ code: 0, called: [], said: '' });
  expect(ready().called).toEqual(builds);
});

test('what was installed by hand is not installed again, unless it is another version', () => {
  mkdirSync(file('node_modules/typescript/bin'), { recursive: true });
  writeFileSync(file('node_modules/typescript/bin/tsc'), '');
  writeFileSync(file('node_modules/.package-lock.json'), lock('1.0.0'));
  expect(ready()).toMatchObject({ code: 0, called: [] });

  writeFileSync(file('package-lock.json'), lock('2.0.0'));
  expect(ready().called).toEqual([installs]);
});

test('an install that fails is one sentence, and is tried again the next time', () => {
  writeFileSync(file('broken'), '');
  const failed = ready();
  expect(failed).toMatchObject({ code: 1, called: [installs] });
  expect(failed.said).toContain('The packages could not be installed');
  expect(existsSync(file('dist'))).toBe(false);
  expect(ready().called).toEqual([installs]);
});
