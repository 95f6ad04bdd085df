import { evidenceOf, type Request } from '../../src/domain/request';
import { people } from '../../sandbox/world/contosoIds';
import { accountTruth } from '../support/accountTruth';
import { patience, place, seatsIn, untouchedIn, type ChaosWorld } from './chaosWorld';
import { forGood } from './faultKinds';
import { messagesOf, tellsEnd } from './people';
import type { ReadBack } from './readBack';
import type { Run } from './run';

const nonInteractive = 4;

const installed = ['Adele Vance', 'Megan Bowen'] as const;
const installedFor = new Set<string>(installed.map((name) => people[name]));

/** Buttons that only an open request has. */
const openButtons = ['Approve', 'Reject', 'Give up', 'Try again', 'Stop and clean up'];

/** What did not hold for this request, each with its number; judged by the cloud's own world. */
export function judge(
  world: ChaosWorld,
  run: Run,
  runs: readonly Run[],
  read: ReadonlyMap<string, ReadBack>,
): readonly string[] {
  const stored = read.get(run.id);
  if (stored === undefined) return ['I6 the store does not know the request'];
  const { request } = stored;
  return [
    ...consent(world, stored),
    ...once(world, run, request),
    ...licences(world, runs),
    ...slots(world, stored),
    ...ending(run, stored),
    ...repeated(run),
    ...asking(run, stored),
    ...audit(stored),
    ...cards(world, run, stored),
    ...truth(world, request),
  ];
}

function signIn({ content }: Request): string {
  return content.userPrincipalName;
}

/** I1: nothing is Non-interactive without another person's recorded approval. */
function consent({ sandbox }: ChaosWorld, { request, audit }: ReadBack): string[] {
  const row = sandbox.cloud.world.findSystemUser(place, signIn(request));
  if (row?.accessMode !== nonInteractive) return [];
  const vote = request.votes.find(
    ({ decision, standing, by }) =>
      decision === 'approve' && standing === 'counts' && by.objectId !== request.requester.objectId,
  );
  const voted = audit.find(({ kind }) => kind === 'voted');
  const begun = audit.find(({ kind }) => kind === 'sending');
  const inOrder = voted !== undefined && begun !== undefined && voted.sequence < begun.sequence;
  return vote !== undefined && inOrder ? [] : ['I1 Non-interactive without a recorded approval before it'];
}

/** I2: one account and one secret in force at most, the recorded one. */
function once({ sandbox }: ChaosWorld, run: Run, request: Request): string[] {
  const { world } = sandbox.cloud.world;
  const wrong: string[] = [];
  const accounts = world.users.filter(
    ({ displayName, deletedAt }) => displayName === run.account && deletedAt === null,
  );
  if (accounts.length > 1) wrong.push(`I2 ${String(accounts.length)} accounts`);
  const rows = sandbox.cloud.world
    .environment(place)
    .users.filter(({ domainName }) => domainName.toLowerCase() === signIn(request).toLowerCase());
  if (rows.length > 1) wrong.push(`I2 ${String(rows.length)} rows in the environment`);
  const versions = (world.vaults[0]?.secrets ?? [])
    .flatMap(({ versions: all }) => all)
    .filter(({ tags }) => tags['countersign-request'] === request.id);
  const inForce = versions.filter(({ enabled }) => enabled);
  const isVerified = request.state === 'verified';
  if (inForce.length !== (isVerified ? 1 : 0)) wrong.push(`I2 ${String(inForce.length)} secrets in force`);
  const recorded = evidenceOf(request, 'storePassword')?.known?.secretVersion;
  if (isVerified && inForce[0]?.version !== recorded)
    wrong.push('I2 the secret in force is not the recorded');
  return wrong;
}

/** I2: no write that Microsoft took is sent again before it had its time to show. */
function repeated({ taken, cell }: Run): string[] {
  // What comes late was given up long before, and nothing could keep it from coming.
  if (cell.faults.some(({ fault }) => fault === 'late')) return [];
  return taken.flatMap(({ write, at }, index) => {
    const before = taken.slice(0, index).findLast((one) => one.write === write);
    if (before === undefined || at - before.at >= patience) return [];
    const what = write.split(' ').slice(0, 2).join(' ');
    return [`I2 written twice within ${String(at - before.at)} ms: ${what}`];
  });
}

/** I3: seats are as before, and nobody else's account was touched. */
function licences(world: ChaosWorld, runs: readonly Run[]): string[] {
  const wrong: string[] = [];
  const seats = seatsIn(world.sandbox);
  if (JSON.stringify(seats) !== JSON.stringify(world.seats)) wrong.push('I3 seats are not as before');
  const now = untouchedIn(world.sandbox, (name) => runs.some(({ account }) => account === name));
  if (JSON.stringify(now) !== JSON.stringify(world.untouched)) wrong.push('I3 another account was touched');
  return wrong;
}

/** I4: no environment over its limit, no slot held by what has ended. */
function slots({ sandbox }: ChaosWorld, { request }: ReadBack): string[] {
  const { users, limit } = sandbox.cloud.world.environment(place);
  const used = users.filter(({ accessMode, isDisabled }) => accessMode === nonInteractive && !isDisabled);
  const over = used.length > limit ? ['I4 over the limit'] : [];
  return request.holdsSlot ? [...over, 'I4 a slot stays held by nothing'] : over;
}

/** I5: the end that is due. */
function ending(run: Run, { request, audit: entries }: ReadBack): string[] {
  const wasRefused = run.struck.some(({ fault }) => fault === forGood);
  const { state, failure, attention } = request;
  if (attention !== undefined || !['verified', 'failed', 'cancelled'].includes(state))
    return [`I5 it stands at ${state}${attention === undefined ? '' : `, asking about ${attention.step}`}`];
  if ((failure?.left.length ?? 0) > 0) return [`I5 left: ${failure?.left.join(', ') ?? ''}`];
  const wasStopped = entries.some(({ kind }) => kind === 'cancel');
  const due = wasStopped ? 'cancelled' : run.cell.way === 'back' ? 'failed' : 'verified';
  return state === due || (wasRefused && state === 'failed')
    ? []
    : [`I5 ${state} instead of ${due}: ${JSON.stringify(failure?.why)} at ${failure?.step ?? 'no step'}`];
}

/** I5: nobody is asked about trouble that passes; once, where the late refusal is the plan. */
function asking({ cell }: Run, { audit: entries }: ReadBack): string[] {
  if (cell.faults.some(({ fault }) => fault === forGood)) return [];
  const asked = entries.filter(({ kind }) => kind === 'asked for a person');
  const planned = cell.way === 'back' ? 1 : 0;
  if (asked.length === planned) return [];
  const about = asked.map(({ body }) => `${String(body['step'])} ${String(body['direction'])}`);
  return [`I5 people were asked ${String(asked.length)} times, not ${String(planned)}: ${about.join(', ')}`];
}

/** I6: the chain holds, and tells one end, and each write before what was read of it. */
function audit({ request, audit: entries, brokenAt }: ReadBack): string[] {
  const wrong = brokenAt === undefined ? [] : [`I6 the chain is broken at ${String(brokenAt)}`];
  const ends = entries.filter(({ kind }) => kind === 'finished' || kind === 'cleanedUp');
  const due = request.state === 'verified' ? 'finished' : 'cleanedUp';
  const isOpen = request.state === 'provisioning' || request.state === 'undoing';
  if (!isOpen && (ends.length !== 1 || ends[0]?.kind !== due))
    wrong.push(`I6 the chain tells ${ends.map(({ kind }) => kind).join(', ') || 'no end'}, not once ${due}`);
  for (const entry of entries) {
    if (entry.kind !== 'recorded' || entry.body['how'] !== 'made') continue;
    const { step } = entry.body;
    const sent = entries.some(
      (one) => one.kind === 'sending' && one.body['step'] === step && one.sequence < entry.sequence,
    );
    if (!sent) wrong.push(`I6 ${String(step)} was made without its sending being told`);
  }
  return wrong;
}

/** The buttons of an open request that this message still offers. */
function offered(words: string): readonly string[] {
  return openButtons.filter((title) => words.includes(`"title":"${title}"`));
}

/** Whether every card of the requests that ended shows so: redraws that Teams throttled come seconds later. */
export function cardsAreSettled(world: ChaosWorld, runs: readonly Run[]): boolean {
  const ended = runs.filter(({ endedAt }) => endedAt !== undefined);
  return ended.every((run) =>
    [...installed].every((person) =>
      messagesOf(world, person, run).every((words) => offered(words).length === 0),
    ),
  );
}

/** I7: every card shows the state in the store, and the requester heard the end. */
function cards(world: ChaosWorld, run: Run, { request, messages }: ReadBack): string[] {
  const wrong: string[] = [];
  // The other administrators have not got the bot: nobody could write to them.
  const unsent = messages.filter(({ state, address }) =>
    state === 'unreachable'
      ? address.to === 'person' && installedFor.has(address.person.objectId)
      : state !== 'sent',
  );
  if (unsent.length > 0)
    wrong.push(`I7 not delivered: ${unsent.map(({ kind, state }) => `${kind} ${state}`).join(', ')}`);
  const due = request.state === 'verified' ? 'verified' : 'notMade';
  const shown = messagesOf(world, 'Adele Vance', run);
  if (!shown.some((words) => tellsEnd(words) === due)) wrong.push('I7 the requester did not hear the end');
  const conversations = [...world.sandbox.teams.people].map(({ conversation }) => conversation);
  for (const { kind, conversationId, messageId } of messages) {
    const message = conversations
      .find(({ id }) => id === conversationId)
      ?.messages.find(({ id }) => id === messageId);
    if (message === undefined) continue;
    const open = offered(JSON.stringify(message.cards));
    if (open.length > 0) wrong.push(`I7 ${kind} still offers ${open.join(', ')}`);
  }
  return wrong;
}

/** I8, and that nothing is left of what was not made: the world itself. */
function truth({ sandbox }: ChaosWorld, request: Request): string[] {
  const is = accountTruth(sandbox, place, signIn(request));
  if (request.state === 'verified') {
    const good = is.accessMode === nonInteractive && is.rowEnabled === true && is.rowLicensed === false;
    const whole = is.signInEnabled === true && is.licences === 0 && is.roles.length === 2;
    return good && whole ? [] : [`I8 verified, and Microsoft says ${JSON.stringify(is)}`];
  }
  if (request.state !== 'failed' && request.state !== 'cancelled') return [];
  const clean =
    is.accessMode !== nonInteractive &&
    is.rowEnabled !== true &&
    is.signInEnabled !== true &&
    !is.licences &&
    is.roles.length === 0;
  const account = sandbox.cloud.world.findUser(signIn(request));
  const inGroup = sandbox.cloud.world.world.groups.some(({ members }) => members.includes(account?.id ?? ''));
  return clean && !inGroup ? [] : [`I5 not cleaned up: ${JSON.stringify({ ...is, inGroup })}`];
}
