// Takes out one guard after the other and shows that the chaos run turns red: `npm run mutants -- --chaos`. Each patch
// in test/mutants/chaos says in its first lines what it takes out, the cell that must notice and the invariant.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** What a patch takes out, and which cell must notice by which invariant. */
function readMutant(folder, file) {
  const text = readFileSync(path.join(folder, file), 'utf8');
  const line = (name) => new RegExp(`^${name}: (.+)$`, 'm').exec(text)?.[1];
  const [takesOut, cell, caughtBy] = [line('Takes out'), line('Cell'), line('Caught by')];
  if (!takesOut || !cell || !caughtBy)
    throw new Error(`${file} does not say what it takes out, or what notices.`);
  return { file: path.join('chaos', file), takesOut, cell, caughtBy };
}

/** The invariants that did not hold in these cells, and whether they ran to an end. */
function wrongIn(copy, run, cells) {
  run(copy, 'typescript/bin/tsc', ['-p', 'tsconfig.json', '--noCheck']);
  const args = cells.flatMap((cell) => ['--cell', cell]);
  const { stdout } = spawnSync(process.execPath, ['dist/test/chaos/main.js', ...args], {
    cwd: copy,
    encoding: 'utf8',
  });
  return {
    ran: /^Wrong ends: \d+\.$/m.test(stdout),
    wrong: [...stdout.matchAll(/^ {4}(I\d) /gm)].map(([, one]) => one),
  };
}

/** Whether every guard is missed; says so for each. Throws when the cells are not well without any patch. */
export function guardsAreMissed({ patches, copy, run, patch }) {
  const folder = path.join(patches, 'chaos');
  const mutants = readdirSync(folder)
    .filter((file) => file.endsWith('.patch'))
    .sort()
    .map((file) => readMutant(folder, file));
  const whole = wrongIn(copy, run, [...new Set(mutants.map(({ cell }) => cell))]);
  if (!whole.ran || whole.wrong.length > 0)
    throw new Error(
      `The cells are not well without any patch (${whole.wrong.join(', ')}); a red one would show nothing.`,
    );
  let isGood = true;
  for (const { file, takesOut, cell, caughtBy } of mutants) {
    patch(copy, file);
    const { ran, wrong } = wrongIn(copy, run, [cell]);
    patch(copy, file, '-R');
    const isMissed = ran && wrong.includes(caughtBy);
    isGood &&= isMissed;
    console.log(
      `${isMissed ? `red by ${caughtBy}, as it must be` : `NOT CAUGHT (${wrong.join(', ')})`}  ${takesOut}  (${cell})`,
    );
  }
  return isGood;
}
