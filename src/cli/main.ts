import '../neededNode';
import { existsSync } from 'node:fs';
import { userInfo } from 'node:os';
import { parseArgs } from 'node:util';
import { ConfigError, readStoreConfig } from '../config';
import { createLog } from '../log';
import { createScopes } from '../microsoft/scopes';
import { systemChain } from '../operations/notePolicy';
import type { Store } from '../storePorts';
import { auditErase, numberIn } from './auditErase';
import { auditExport } from './auditExport';
import { auditVerify } from './auditVerify';
import { UsageProblem } from './usageProblem';

const usage = `countersign audit export [--out FILE] [--without-words]
  Writes the audit chains as JSON Lines: to FILE, which must not be there yet, or to standard output.
countersign audit verify FILE [--anchor N:HASH | --anchor FILE]...
  Checks an exported file, without the database. Anchors are those that were kept elsewhere.
countersign audit anchor
  Ties all that was appended since the last anchor to a new one, and writes it as a line to keep elsewhere.
countersign audit erase R-1042 | system
  Erases the names and the typed words of a request that has ended, from its row and its audit chain; or those of the
  entries that belong to no request.

export, anchor and erase read DATABASE_URL or DATA_FOLDER; with DATA_FOLDER the bot has to be stopped.`;

function say(...lines: readonly string[]): void {
  process.stdout.write(`${lines.join('\n')}\n`);
}

/** Opens the store, lets the work be done, and closes it. */
async function withStore<T>(work: (store: Store) => Promise<T>): Promise<T> {
  const where = readStoreConfig(process.env);
  // A folder by a mistyped name would be made, and have nothing in it.
  if ('folder' in where && !existsSync(where.folder))
    throw new UsageProblem(`DATA_FOLDER ${where.folder}: there is no such folder. Nothing was done.`);
  const { openStore } = await import('../store/openStore.js');
  const log = createLog('silent', createScopes());
  const store = await openStore({ ...where, clock: { now: () => Date.now() }, log });
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

/** Does what the command line says; the exit code. Throws `UsageProblem` for what it does not say well. */
async function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = parsed(args);
  const [area, verb, what, ...more] = positionals;
  if (area !== 'audit' || more.length > 0) throw new UsageProblem(usage);
  if (verb === 'export' && what === undefined) {
    const { out } = values;
    const count = await withStore((store) => auditExport(store, out, values['without-words'] !== true));
    if (out !== undefined) say(`${String(count)} entries are in ${out}.`);
    return 0;
  }
  if (verb === 'verify' && what !== undefined) {
    const { holds, lines } = await auditVerify(what, values.anchor ?? []);
    say(...lines);
    return holds ? 0 : 1;
  }
  if (verb === 'anchor' && what === undefined) {
    const anchor = await withStore((store) => store.audit.anchor());
    say(anchor === undefined ? 'Nothing was appended since the last anchor.' : JSON.stringify(anchor));
    return 0;
  }
  if (verb === 'erase' && what !== undefined) {
    const subject = what === systemChain ? what : numberIn(what);
    say(await withStore((store) => auditErase(store, subject, userInfo().username)));
    return 0;
  }
  throw new UsageProblem(usage);
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        out: { type: 'string' },
        anchor: { type: 'string', multiple: true },
        'without-words': { type: 'boolean' },
      },
    });
  } catch {
    throw new UsageProblem(usage);
  }
}

run(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    const known = error instanceof UsageProblem || error instanceof ConfigError || isNamed(error);
    const text = error instanceof Error ? (known ? error.message : error.stack) : undefined;
    process.stderr.write(`${text ?? 'It did not work.'}\n`);
    process.exitCode = error instanceof UsageProblem ? 2 : 1;
  },
);

/** Errors of the store that are meant for whoever runs this. */
function isNamed(error: unknown): boolean {
  return (
    error instanceof Error && ['StoreBusy', 'StoreUnusable', 'SchemaTooNew', 'StillOpen'].includes(error.name)
  );
}
