// Takes out one check after the other and shows that a test turns red: `npm run mutants`, with `-- --quick` only those
// whose tests need no bot, with `-- --chaos` the guards whose absence a chaos run must show. Each patch in test/mutants says in its first lines what it takes out and which tests must
// notice. It works on a copy of what is here, so nothing of the project changes.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { guardsAreMissed } from './chaosMutants.mjs';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const patches = path.join(root, 'test', 'mutants');
const left = new Set(['node_modules', 'dist', '.git', '.countersign', 'coverage', 'docs']);

/** What a patch takes out, the tests that must notice, and whether they need a bot, which takes long. */
function readMutant(file) {
  const text = readFileSync(path.join(patches, file), 'utf8');
  const line = (name) => new RegExp(`^${name}: (.+)$`, 'm').exec(text)?.[1];
  const [takesOut, tests] = [line('Takes out'), line('Tests')];
  if (!takesOut || !tests) throw new Error(`${file} does not say what it takes out, or which tests notice.`);
  return { file, takesOut, tests: tests.split(' '), isQuick: !/test\/(stories|long|operations)/.test(tests) };
}

/** A copy of the project that may be broken. */
function copyOf() {
  const copy = mkdtempSync(path.join(tmpdir(), 'countersign-mutants-'));
  cpSync(root, copy, {
    recursive: true,
    filter: (from) => !left.has(path.relative(root, from).split(path.sep)[0]),
  });
  symlinkSync(path.join(root, 'node_modules'), path.join(copy, 'node_modules'), 'junction');
  return copy;
}

function run(copy, command, args) {
  return spawnSync(process.execPath, [path.join(root, 'node_modules', command), ...args], {
    cwd: copy,
    encoding: 'utf8',
  });
}

/** How many tests passed and failed; a file that could not be run at all is neither. */
function counts(copy, tests) {
  run(copy, 'typescript/bin/tsc', ['-p', 'tsconfig.json', '--noCheck']);
  const isLong = tests.some((test) => test.startsWith('test/long/'));
  const config = isLong ? ['-c', 'jest.long.config.cjs', '--roots', path.join(copy, 'test')] : [];
  const { stdout } = run(copy, 'jest/bin/jest.js', [...config, '--json', '--silent', ...tests]);
  const { numPassedTests: passed, numFailedTests: failed } = JSON.parse(stdout.slice(stdout.indexOf('{')));
  return { passed, failed };
}

function patch(copy, file, ...how) {
  const { status, stderr } = spawnSync('git', ['apply', ...how, path.join(patches, file)], {
    cwd: copy,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`${file} does not fit the code any more: ${stderr}`);
}

/** Whether the tests turn red by the patch alone: they pass without it. */
function isNoticed(copy, { file, tests }) {
  patch(copy, file);
  const broken = counts(copy, tests);
  patch(copy, file, '-R');
  return broken.failed > 0;
}

if (process.argv.includes('--chaos')) {
  const copy = copyOf();
  let isMissed = false;
  try {
    isMissed = guardsAreMissed({ patches, copy, run, patch });
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
  process.exit(isMissed ? 0 : 1);
}

const isQuick = process.argv.includes('--quick');
const mutants = readdirSync(patches)
  .filter((file) => file.endsWith('.patch'))
  .sort()
  .map(readMutant)
  .filter((mutant) => mutant.isQuick || !isQuick);
const copy = copyOf();
let isGood = true;
try {
  const whole = counts(copy, [...new Set(mutants.flatMap(({ tests }) => tests))]);
  if (whole.failed > 0 || whole.passed === 0)
    throw new Error('The tests are not green without any patch; a red one would show nothing.');
  for (const mutant of mutants) {
    const noticed = isNoticed(copy, mutant);
    isGood &&= noticed;
    console.log(
      `${noticed ? 'red, as it must be' : 'STILL GREEN       '}  ${mutant.takesOut}  (${mutant.tests.join(', ')})`,
    );
  }
} catch (error) {
  isGood = false;
  console.error(error instanceof Error ? error.message : error);
} finally {
  rmSync(copy, { recursive: true, force: true });
}
console.log(isGood ? `${mutants.length} of ${mutants.length} are noticed.` : 'Not all are noticed.');
process.exit(isGood ? 0 : 1);
