import { setTimeout as wait } from 'node:timers/promises';
import type { Person } from '../../sandbox/teams/person';
import { runSql } from '../store/support/startPostgres';
import { pull, seeded, type Plug } from './pullPlugs';
import { asItIs, faultsOfTheWhole, faultsOfVerified, readStored } from './judgeRequests';
import { startInstances, type Instances } from './startInstances';
import { ask } from './startStory';

/** What is played. */
export interface Play {
  readonly seed: number;
  readonly requests: number;
  /** In this order, each once whatever the one before broke is whole again. */
  readonly plugs: readonly Plug[];
  /** How long an instance stands still, ms. */
  readonly frozen: number;
  /** The times of the policy, such as `lease`. */
  readonly times: Readonly<Record<string, string>>;
  /** How long all may take after the last trouble, ms. */
  readonly patience: number;
}

/** How it went. */
export interface Outcome {
  /** What is not as it shall be; each sentence begins with what it breaks. */
  readonly faults: readonly string[];
  readonly verified: number;
  /** Requests that another instance took over from one that was gone. */
  readonly takenOver: number;
  /** Activities that each instance answered. */
  readonly answered: readonly number[];
}

const environments = ['Contoso Production', 'Contoso Sales EMEA', 'Contoso Finance'];
const room = 60;

/** Asks, approves and carries out all requests on three instances while plugs are pulled, and judges every one. */
export async function workThroughTrouble(play: Play): Promise<Outcome> {
  const instances = await startInstances(3, { everyEnvironment: { limit: room }, times: play.times });
  try {
    const { sandbox } = instances;
    sandbox.cloud.lags.set({ speed: 4 });
    for (const environment of environments) {
      sandbox.cloud.edit('setLimit', { environment, limit: room, toldLimit: room });
    }
    sandbox.cloud.world.licence('DYN365_ENTERPRISE_SALES').enabled = room;
    for (const name of ['Adele Vance', 'Megan Bowen']) await sandbox.teams.person(name).install();
    const before = asItIs(sandbox);
    const labels = await askAll(instances, play.requests);
    const random = seeded(play.seed);
    const approving = approveAll(instances, labels, play.patience);
    const late: string[] = [];
    let takenOver = 0;
    for (const plug of play.plugs) {
      await wait(1_000 + random() * 3_000);
      const pulled = await pull(plug, instances, random, play.frozen);
      takenOver += pulled.takenOver;
      late.push(...pulled.late.map((id) => `not taken over within 30 s: ${id}`));
    }
    await approving;
    await untilAllAtRest(instances, play.patience);
    const judged = await judge(instances, before, labels.length);
    return { ...judged, faults: [...late, ...judged.faults], takenOver, answered: instances.front.answered };
  } finally {
    await instances.end();
  }
}

/** Adele asks for all, some at a time, while nothing is wrong yet; the labels. */
async function askAll({ sandbox }: Instances, count: number): Promise<readonly string[]> {
  const adele = sandbox.teams.person('Adele Vance');
  const labels: string[] = [];
  const numbers = Array.from({ length: count }, (_, index) => index + 1);
  const next = async (): Promise<void> => {
    for (let number = numbers.shift(); number !== undefined; number = numbers.shift()) {
      const environment = environments[number % environments.length] ?? '';
      const accountName = `Connector ${String(number).padStart(3, '0')}`;
      labels.push(await ask(adele, { environment, accountName }));
    }
  };
  await Promise.all([next(), next(), next()]);
  return labels;
}

/** Megan approves each, and presses again where nothing answered, until her card says that it is decided. */
async function approveAll(
  { sandbox }: Instances,
  labels: readonly string[],
  patience: number,
): Promise<void> {
  const megan = sandbox.teams.person('Megan Bowen');
  const end = performance.now() + patience;
  const open = new Set(labels);
  while (open.size > 0) {
    for (const label of open) if (await approved(megan, label)) open.delete(label);
    if (performance.now() > end) throw new Error(`Not approved: ${[...open].join(', ')}.`);
    await wait(200);
  }
}

async function approved(megan: Person, label: string): Promise<boolean> {
  const card = megan.chat().findLast(({ reads }) => reads.includes(label));
  if (card === undefined) return false;
  if (!card.reads.includes('[Approve]')) return true;
  const { is } = await megan.clicks('Approve', { on: ({ id }) => id === card.id });
  return is === 'card';
}

/** Waits until no request is open, nothing is held and every message that is owed was sent. */
async function untilAllAtRest({ databaseUrl }: Instances, patience: number): Promise<void> {
  const end = performance.now() + patience;
  const atWork = `select count(*)::int as count from requests
    where state in ('queued', 'pending', 'approved', 'provisioning', 'undoing') and not body ? 'attention'
      or lease_holder is not null`;
  const owed = 'select count(*)::int as count from messages where pending';
  for (;;) {
    const counts = await Promise.all([atWork, owed].map((query) => runSql(databaseUrl, query)));
    if (counts.every(([row]) => row?.['count'] === 0)) return;
    if (performance.now() > end) return;
    await wait(500);
  }
}

async function judge(
  { sandbox, databaseUrl }: Instances,
  before: ReturnType<typeof asItIs>,
  count: number,
): Promise<Pick<Outcome, 'faults' | 'verified'>> {
  const stored = await readStored(databaseUrl);
  try {
    const faults = [...faultsOfTheWhole(sandbox, before)];
    if (stored.requests.length !== count)
      faults.push(`I2 ${String(stored.requests.length)} requests are stored`);
    if ((await stored.firstBroken('system')) !== undefined) faults.push('I6 the chain of the whole breaks');
    for (const request of stored.requests) faults.push(...(await faultsOfVerified(sandbox, stored, request)));
    return { faults, verified: stored.requests.filter(({ state }) => state === 'verified').length };
  } finally {
    await stored.close();
  }
}
