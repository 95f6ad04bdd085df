import { appendFileSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Client } from 'pg';
import { readConfig } from '../../src/config';
import { startBot } from '../../src/index';
import { commitName, CommitWatch, type Spoken } from './commitWatch';

/**
 * The bot as a process whose clock can be moved, and which ends itself (or cuts its connection to the database) around
 * a commit that `arm.json` in the folder names. Arguments: the clock's file, the folder. The rest is as in production.
 */
const [, , clockFile = '', folder = ''] = process.argv;

interface Armed {
  readonly way: string;
  readonly strikes: readonly { readonly name: string; readonly nth: number; readonly fault: string }[];
}

const counts = new Map<string, number>();
const commitsFile = path.join(folder, 'commits.log');

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

for (const line of read(commitsFile).split('\n')) counts.set(line, (counts.get(line) ?? 0) + 1);

/** What strikes this commit; nothing for most. It is counted for each request that it is about. */
function struck(spoken: readonly Spoken[], watch: CommitWatch): string | undefined {
  const armed = JSON.parse(read(path.join(folder, 'arm.json')) || '{}') as Record<string, Armed>;
  let fault: string | undefined;
  for (const id of watch.requestsOf(spoken)) {
    const about = armed[id];
    if (about === undefined) continue;
    const name = commitName(spoken);
    const line = `${id}\t${about.way}\t${name}`;
    const nth = (counts.get(line) ?? 0) + 1;
    counts.set(line, nth);
    appendFileSync(commitsFile, `${line}\n`);
    const strike = about.strikes.find((one) => one.name === name && one.nth === nth);
    if (strike === undefined) continue;
    const what = `${strike.name}#${String(nth)}@${strike.fault}`;
    appendFileSync(path.join(folder, 'struck.log'), `${id}\t${what}\t${String(Date.now())}\n`);
    fault = strike.fault;
  }
  return fault;
}

type Query = (this: Client, ...given: unknown[]) => unknown;

const original = Reflect.get(Client.prototype, 'query') as Query;
const watch = new CommitWatch();
const said = new WeakMap<Client, Spoken[]>();

function die(): never {
  process.kill(process.pid, 'SIGKILL');
  // The signal arrives at once; nothing may be done meanwhile.
  for (;;);
}

function cut(client: Client): void {
  const { connection } = client as unknown as { connection: { stream: { destroy(): void } } };
  connection.stream.destroy();
}

const wrapped: Query = function (...given) {
  const [query] = given;
  const text = typeof query === 'string' ? query : String(Reflect.get(Object(query) as object, 'text') ?? '');
  const values = (given.find((one) => Array.isArray(one)) ??
    Reflect.get(Object(query) as object, 'values') ??
    []) as unknown[];
  const word = text.trim().slice(0, 8).toLowerCase();
  const open = said.get(this);
  // pg-boss sends whole transactions as one text; those are not ours.
  if (/^(begin|start transaction)[^;]*$/i.test(text.trim())) said.set(this, []);
  else if (open !== undefined && !word.startsWith('commit') && !word.startsWith('rollback'))
    open.push({ text, values });
  const isOver = word.startsWith('commit') || word.startsWith('rollback');
  if (isOver) said.delete(this);
  const alone = open === undefined && !isOver && /^(update|insert|delete)/.test(word);
  const spoken = word.startsWith('commit') ? (open ?? []) : alone ? [{ text, values }] : [];
  const fault = spoken.length === 0 ? undefined : struck(spoken, watch);
  if (fault === 'killBefore') die();
  if (fault === 'cutBefore') cut(this);
  const answer = original.apply(this, given);
  if (fault === undefined || fault === 'cutBefore' || !(answer instanceof Promise)) return answer;
  return answer.then((result: unknown) => {
    if (fault === 'killAfter') die();
    cut(this);
    throw new Error('The connection was cut before the answer to the commit came.', { cause: result });
  });
};
Reflect.set(Client.prototype, 'query', wrapped);

startBot(readConfig(process.env), { now: () => Date.now() + Number(read(clockFile).trim() || '0') })
  .then((bot) => {
    process.once('SIGTERM', () => {
      void bot.close().then(() => process.exit(0));
    });
  })
  .catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : 'unknown error'}\n`);
    process.exit(1);
  });
