// Runs before `npm start` and `npm test`: installs what is missing and builds what has changed; with `--install-only`,
// before `npm run build`, it does not build. It may be run by an older Node (20 or later) and before anything is
// installed, so it is plain JavaScript and imports nothing installed.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const modules = path.join(root, 'node_modules');
const installedMark = path.join(modules, '.countersign-lock');
const builtMark = path.join(root, 'dist', '.countersign-built');
const built = ['src', 'sandbox', 'test', 'bench', 'tsconfig.json'];

class NotReady extends Error {}

/** Installs unless what is installed is what the lockfile says. */
function install() {
  const lockText = readFileSync(path.join(root, 'package-lock.json'), 'utf8');
  const lockHash = sha256(lockText);
  if (isInstalled(lockText, lockHash)) return;
  console.error('Installing the packages of package-lock.json (about a minute the first time) …');
  const code = npmCi();
  if (code !== 0)
    throw new NotReady('The packages could not be installed: see what npm said above, then try again.');
  writeFileSync(installedMark, lockHash);
}

function isInstalled(lockText, lockHash) {
  if (!existsSync(path.join(modules, '.package-lock.json'))) return false;
  if (existsSync(installedMark)) return readFileSync(installedMark, 'utf8') === lockHash;
  // Installed by hand: good if npm's own record names the same versions.
  const wanted = Object.entries(JSON.parse(lockText).packages).filter(([place]) => place !== '');
  const have = JSON.parse(readFileSync(path.join(modules, '.package-lock.json'), 'utf8')).packages;
  const isSame = wanted.every(([place, { version, optional }]) =>
    have[place] ? have[place].version === version : optional === true,
  );
  if (isSame) writeFileSync(installedMark, lockHash);
  return isSame;
}

/** Runs `npm ci` by the npm that runs this script, if one does, and never by the Node that it is about to replace. */
function npmCi() {
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
  const outside = [process.env.npm_node_execpath, process.execPath].find(
    (node) => node && !isInModules(node),
  );
  const npm = process.env.npm_execpath;
  const variable = Object.keys(process.env).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH';
  const found = (process.env[variable] ?? '').split(path.delimiter).filter((folder) => !isInModules(folder));
  const options = {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, [variable]: found.join(path.delimiter) },
  };
  const isWindows = process.platform === 'win32';
  const ran =
    outside && npm && /npm-cli\.c?js$/.test(npm)
      ? spawnSync(outside, [npm, ...args], options)
      : spawnSync(isWindows ? 'npm.cmd' : 'npm', args, { ...options, shell: isWindows });
  if (ran.error) throw new NotReady(`npm could not be run (${ran.error.code}): is it installed?`);
  return ran.status ?? 1;
}

function isInModules(file) {
  return path.resolve(file).startsWith(modules + path.sep);
}

/** Builds unless the sources are those of the last build. Types are checked by `npm run lint`. */
function build() {
  const sources = sha256(built.flatMap((name) => stateOf(path.join(root, name))).join('\n'));
  if (existsSync(builtMark) && readFileSync(builtMark, 'utf8') === sources) return;
  console.error('Building …');
  const own = path.join(modules, 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  const compiler = path.join(modules, 'typescript', 'bin', 'tsc');
  const node = existsSync(own) ? own : process.execPath;
  for (const project of ['tsconfig.json', 'sandbox/page/browser']) {
    const ran = spawnSync(node, [compiler, '-p', project, '--noCheck'], { cwd: root, stdio: 'inherit' });
    if (ran.status !== 0)
      throw new NotReady('The sources could not be built: see what the compiler said above.');
  }
  mkdirSync(path.dirname(builtMark), { recursive: true });
  writeFileSync(builtMark, sources);
}

/** One line a file: where it is, how long and of when. */
function stateOf(place) {
  if (!existsSync(place)) return [];
  const { size, mtimeMs } = statSync(place);
  if (!statSync(place).isDirectory()) return [`${path.relative(root, place)} ${size} ${mtimeMs}`];
  return readdirSync(place)
    .sort()
    .flatMap((name) => stateOf(path.join(place, name)));
}

function sha256(text) {
  return createHash('sha256').update(text).digest('hex');
}

try {
  install();
  if (!process.argv.includes('--install-only')) build();
} catch (error) {
  console.error(error instanceof NotReady ? error.message : `Not ready: ${error.message}`);
  process.exitCode = 1;
}
