import type { Sandbox } from '../../sandbox/startSandbox';
import type { Request } from '../../src/domain/request';
import { keepAudit } from '../../src/store/audit';
import { keepMessages } from '../../src/store/messages';
import { openServer } from '../../src/store/openServer';
import type { StoredAuditEntry, StoredMessage } from '../../src/storePorts';
import { quiet } from '../store/support/openTestStore';
import { accountTruth } from './accountTruth';

/** What was so before anybody asked, to be compared with at the end. */
export interface Before {
  /** Accounts by id, with their licences. */
  readonly licences: ReadonlyMap<string, string>;
  /** Seats taken, by SKU. */
  readonly seats: ReadonlyMap<string, number>;
}

/** Reads what is so now. */
export function asItIs({ cloud: { world } }: Sandbox): Before {
  return {
    licences: new Map(world.world.users.map(({ id, licences }) => [id, JSON.stringify(licences)])),
    seats: new Map(world.world.licences.map(({ skuId }) => [skuId, world.consumedUnits(skuId)])),
  };
}

/** What is stored of all requests, read beside the bots. */
export interface StoredWork {
  readonly requests: readonly (Request & { readonly leased: boolean })[];
  audit(requestId: string): Promise<readonly StoredAuditEntry[]>;
  firstBroken(chain: string): Promise<number | undefined>;
  messages(requestId: string): Promise<readonly StoredMessage[]>;
  close(): Promise<void>;
}

/** Reads all requests of a database, oldest first, without being one of the instances. */
export async function readStored(databaseUrl: string): Promise<StoredWork> {
  const { db, close } = openServer(databaseUrl, quiet);
  const clock = { now: () => Date.now() };
  const audit = keepAudit(db, clock);
  const messages = keepMessages(db, clock, () => Promise.resolve());
  const rows = await db.selectFrom('requests').selectAll().orderBy('number').execute();
  return {
    requests: rows.map((row) => ({
      ...row.body,
      ...{ number: row.number, rowVersion: row.row_version, leased: row.lease_holder !== null },
    })),
    audit: (id) => audit.entries(id),
    firstBroken: (chain) => audit.firstBroken(chain),
    messages: (id) => messages.about(`request:${id}`),
    close,
  };
}

const verified = {
  ...{ accessMode: 4, rowEnabled: true, rowLicensed: false, signInEnabled: true, licences: 0 },
  roles: ['Basic User', 'Stock Sync Reader'],
};

/**
 * What speaks against a request that is said to be verified, by the sandbox's own world, the chats and the audit
 * chain; nothing where everything is as it shall be. Each sentence begins with what it breaks.
 */
export async function faultsOfVerified(
  sandbox: Sandbox,
  stored: StoredWork,
  request: StoredWork['requests'][number],
): Promise<readonly string[]> {
  const found = [
    ...faultsOfWorld(sandbox, request),
    ...faultsOfRecord(request, await stored.audit(request.id), await stored.firstBroken(request.id)),
    ...faultsOfChats(sandbox, request, await stored.messages(request.id)),
  ];
  return found.map((what) => `R-${String(request.number)}: ${what}`);
}

function faultsOfWorld(sandbox: Sandbox, request: Request): string[] {
  const { world, calls } = { world: sandbox.cloud.world, calls: sandbox.cloud.calls };
  const { userPrincipalName, environment } = request.content;
  const truth = accountTruth(sandbox, environment.name, userPrincipalName);
  const accounts = world.world.users.filter((one) => one.userPrincipalName === userPrincipalName).length;
  const made = calls
    .after(0)
    .filter(
      ({ service, method, path, status, correlationId }) =>
        service === 'Graph' &&
        method === 'POST' &&
        path.endsWith('/users') &&
        status === 201 &&
        correlationId === request.id,
    ).length;
  const rows = world
    .environment(environment.name)
    .users.filter(({ domainName }) => domainName === userPrincipalName);
  const name = userPrincipalName.split('@')[0];
  const secret = world.world.vaults.flatMap(({ secrets }) => secrets).find((one) => one.name === name);
  const inForce = secret?.versions.filter(({ enabled }) => enabled).length ?? 0;
  return [
    ...(JSON.stringify(sorted(truth)) === JSON.stringify(sorted(verified))
      ? []
      : [`I8 ${JSON.stringify(truth)}`]),
    ...(accounts === 1 && made <= 1 && rows.length === 1
      ? []
      : [`I2 accounts ${String(accounts)}, made ${String(made)}, rows ${String(rows.length)}`]),
    ...(inForce === 1 ? [] : [`I2 ${String(inForce)} secrets in force`]),
  ];
}

function sorted(one: object): [string, unknown][] {
  return Object.entries(one).sort(([a], [b]) => a.localeCompare(b));
}

function faultsOfRecord(
  request: StoredWork['requests'][number],
  entries: readonly StoredAuditEntry[],
  broken: number | undefined,
): string[] {
  const approvedBy = request.votes.filter(
    ({ decision, standing, by }) =>
      decision === 'approve' && standing === 'counts' && by.objectId !== request.requester.objectId,
  );
  const missing = request.plan.filter(
    (step) => !entries.some(({ kind, body }) => kind === 'recorded' && body['step'] === step),
  );
  const ends = entries.filter(({ kind }) => kind === 'finished').length;
  return [
    ...(request.state === 'verified'
      ? []
      : [
          `I5 ${request.state} ${JSON.stringify(request.attention ?? request.failure ?? request.heldUp ?? {})}`,
        ]),
    ...(approvedBy.length >= request.approvalsNeeded ? [] : ['I1 no approval by another']),
    ...(request.holdsSlot || request.leased ? ['I4 something is held still'] : []),
    ...(broken === undefined ? [] : [`I6 the chain breaks at ${String(broken)}`]),
    ...(missing.length === 0 && ends === 1
      ? []
      : [`I6 not recorded: ${missing.join()}; ends ${String(ends)}`]),
  ];
}

/** Every message that the bot knows of stands there once and shows the end; the requester heard of it by a new one. */
function faultsOfChats({ teams }: Sandbox, request: Request, messages: readonly StoredMessage[]): string[] {
  const label = `R-${String(request.number)}`;
  const seen = teams.people.flatMap((person) =>
    person.chat().map((message) => ({ ...message, place: person.conversation.id })),
  );
  const wrong = messages.flatMap(({ kind, state, messageId, conversationId }) => {
    if (state === 'unreachable') return [];
    const card = seen.find(({ id, place }) => id === messageId && place === conversationId);
    const isRight =
      state === 'sent' &&
      card?.reads.includes(label) === true &&
      /Access Mode 4|Non-interactive|Verified/.test(card.reads);
    return isRight && !card.reads.includes('[Approve]')
      ? []
      : [`I7 ${kind} (${state}) reads ${card?.reads ?? 'nothing'}`];
  });
  const requester = teams.people.find(({ person }) => person.objectId === request.requester.objectId);
  const heard = requester
    ?.chat()
    .some(({ reads }) => reads.includes(label) && reads.includes('Access Mode: Non-interactive'));
  return [...wrong, ...(heard === true ? [] : ['I7 the requester did not hear the end'])];
}

/** What speaks against the world as a whole: licences and limits. */
export function faultsOfTheWhole(sandbox: Sandbox, before: Before): readonly string[] {
  const { world } = sandbox.cloud;
  const now = asItIs(sandbox);
  const touched = [...before.licences].filter(([id, licences]) => now.licences.get(id) !== licences);
  const seats = [...before.seats].filter(([skuId, taken]) => now.seats.get(skuId) !== taken);
  const over = world.world.environments.filter(
    (one) => world.platform.nonInteractive(one).length > one.limit,
  );
  return [
    ...touched.map(([id]) => `I3 somebody else's licences were touched: ${id}`),
    ...seats.map(([skuId]) => `I3 seats of ${skuId} are not as before`),
    ...over.map(({ displayName }) => `I4 ${displayName} is over its limit`),
  ];
}
