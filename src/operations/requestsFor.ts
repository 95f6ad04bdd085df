import { samePerson, type Person } from '../domain/person';
import { refuseVoter, standingVotes, voters } from '../domain/reviewRule';
import type { Request } from '../domain/request';
import { ServiceFault } from '../domain/serviceFault';
import { administratorsOf, approversOf, isAmong } from './approvers';
import type { Surroundings } from './surroundings';
import { withinTime } from './withinTime';

/** How long the directory is waited for, in milliseconds, where somebody waits for an answer. */
const patience = 2_000;

/** Most requests on one card. */
const most = 10;

/** The requests of this person, newest first, at most ten. */
export function requestsOf({ store }: Surroundings, actor: Person): Promise<readonly Request[]> {
  return store.requests.byRequester(actor, most);
}

/**
 * The requests that wait for this person's vote, newest first, at most ten; nothing where the directory does not tell
 * in time.
 */
export function approvalsFor(
  surroundings: Surroundings,
  actor: Person,
): Promise<readonly Request[] | undefined> {
  const looked = approvalsNow(surroundings, actor).catch((error: unknown) => {
    if (error instanceof ServiceFault) return undefined;
    throw error;
  });
  return withinTime<readonly Request[] | undefined>(looked, patience * 2, undefined);
}

async function approvalsNow(
  { store, policy, microsoft, clock }: Surroundings,
  actor: Person,
): Promise<readonly Request[]> {
  const waiting = (await store.requests.open()).filter(
    (request) =>
      request.state === 'pending' &&
      request.expiresAt > clock.now() &&
      refuseVoter(request, actor) === undefined &&
      !standingVotes(request).some((vote) => samePerson(vote.by, actor)),
  );
  // Read once for all requests of an environment, and once for those that the escalation group was asked about.
  const keyOf = ({ content, escalatedAt }: Request): string =>
    `${content.environment.id}:${String(escalatedAt !== undefined)}`;
  const mine = new Map<string, boolean>();
  for (const request of waiting.filter(
    (one, index) => waiting.findIndex((other) => keyOf(other) === keyOf(one)) === index,
  )) {
    const environment = policy.environments.find(({ id }) => id === request.content.environment.id);
    const may = environment === undefined ? [] : await approversOf(microsoft, environment, request);
    mine.set(keyOf(request), isAmong(may, actor));
  }
  return waiting.filter((request) => mine.get(keyOf(request)) === true).slice(0, most);
}

/** Whether the person is of the group of auditors. May throw a `ServiceFault`. */
export async function isAuditor({ microsoft, policy }: Surroundings, actor: Person): Promise<boolean> {
  return isAmong(await microsoft.directory.groupMembers(policy.auditors), actor);
}

/**
 * Whether somebody may see a request: its requester, its approvers, that environment's administrators, the auditors.
 * Nothing where the directory does not tell in time: it is shown to nobody then.
 */
export async function maySee(
  surroundings: Surroundings,
  actor: Person,
  request: Request,
): Promise<boolean | undefined> {
  const named = [request.requester, ...request.approvers, ...voters(request)];
  if (actor.tenantId !== request.requester.tenantId) return false;
  if (named.some((person) => samePerson(person, actor))) return true;
  const { environment: asked } = request.content;
  const environment = surroundings.policy.environments.find(({ id }) => id === asked.id);
  const look = async (): Promise<boolean> => {
    if (await isAuditor(surroundings, actor)) return true;
    return (
      environment !== undefined && isAmong(await administratorsOf(surroundings.microsoft, environment), actor)
    );
  };
  const looked = look().catch((error: unknown) => {
    if (error instanceof ServiceFault) return undefined;
    throw error;
  });
  return withinTime<boolean | undefined>(looked, patience, undefined);
}

/**
 * Whether the person may have channels told of requests and slots: operators, and whoever may approve in every
 * environment, since a channel hears of all of them. Nothing where Microsoft does not tell in time.
 */
export async function maySetAlerts(
  { microsoft, policy }: Surroundings,
  actor: Person,
): Promise<boolean | undefined> {
  const look = async (): Promise<boolean> => {
    if (isAmong(await microsoft.directory.groupMembers(policy.operators), actor)) return true;
    const all = await Promise.all(policy.environments.map((one) => approversOf(microsoft, one)));
    return all.every((approvers) => isAmong(approvers, actor));
  };
  const looked = look().catch((error: unknown) => {
    if (error instanceof ServiceFault) return undefined;
    throw error;
  });
  return withinTime(looked, patience * 2, undefined);
}
