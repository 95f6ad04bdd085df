import type { Result } from './batch';
import { readCell } from './points';

/** The results as a table: points by faults, `.` good, `-` not met, `X` wrong; then each wrong end and how to repeat it. */
export function report(results: readonly Result[], store: string): string {
  const single = results.filter(({ id }) => readCell(id).faults.length === 1);
  const storms = results.length - single.length;
  const wrong = results.filter((result) => result.wrong.length > 0);
  const struck = results.filter((result) => result.struck).length;
  const slowest = results.reduce<Result | undefined>(
    (most, one) => ((one.recovery ?? 0) > (most?.recovery ?? 0) ? one : most),
    undefined,
  );
  return [
    ...table(single),
    `${String(single.length)} cells and ${String(storms)} storms; ${String(struck)} met every planned fault, ${String(results.length - struck)} did not come by all of them.`,
    `Slowest recovery: ${((slowest?.recovery ?? 0) / 1000).toFixed(1)} s (${slowest?.id ?? 'none'}).`,
    `Wrong ends: ${String(wrong.length)}.`,
    ...wrong.flatMap(({ id, wrong: why }) => [
      `  ${id}`,
      ...why.map((one) => `    ${one}`),
      `    npm run chaos -- --store ${store} --cell '${id}'`,
    ]),
  ].join('\n');
}

function table(results: readonly Result[]): string[] {
  const rows = new Map<string, Map<string, string>>();
  const columns = new Set<string>();
  for (const { id, struck, wrong } of results) {
    const [planned] = readCell(id).faults;
    if (planned === undefined) continue;
    const { point, fault } = planned;
    const name = `${point.way} ${point.name}#${String(point.nth)}`;
    const row = rows.get(name) ?? new Map<string, string>();
    row.set(fault, wrong.length > 0 ? 'X' : struck ? '.' : '-');
    rows.set(name, row);
    columns.add(fault);
  }
  const faults = [...columns].sort();
  const lines = [...rows].sort(([one], [other]) => (one < other ? -1 : 1));
  return [
    ...faults.map((fault, index) => `${'|'.repeat(index)}${fault}`),
    ...lines.map(([name, row]) => `${faults.map((fault) => row.get(fault) ?? ' ').join('')}  ${name}`),
    ...faults.map((fault) => {
      const all = results.filter(({ id }) => id.endsWith(`@${fault}`));
      const bad = all.filter(({ wrong }) => wrong.length > 0).length;
      return `${fault}: ${String(all.length)} cells, ${String(bad)} wrong`;
    }),
  ];
}
