import { samePerson, type Person } from '../domain/person';
import { howDone, type Request } from '../domain/request';
import { agreedTerms } from '../domain/terms';
import { untouched, type StepName } from '../domain/trail';
import { nextTask, wayBack } from '../provisioning/course';
import { plan } from '../provisioning/plan';
import { secretName } from '../provisioning/steps/storePassword';
import type { MessageKind, StoredMessage } from '../storePorts';
import type { Reach, SignIn, StepView } from '../views';
import type { Beside, Surroundings } from './surroundings';

function stepView(request: Request, name: StepName, isNow: boolean): StepView {
  const { forward, undo } = request.trails[name] ?? untouched;
  const isBack = request.state === 'undoing';
  if (request.attention?.step === name) return { name, mark: 'attention' };
  const how = isBack ? undo.evidence?.how : howDone(request, name);
  if (how !== undefined) return { name, mark: how === 'found' ? 'found' : 'done' };
  const { waiting } = isBack ? undo : forward;
  if (!isNow) return { name, mark: 'toDo' };
  return waiting === undefined
    ? { name, mark: 'now' }
    : { name, mark: 'now', waiting: { why: waiting.why, since: waiting.since, until: waiting.until } };
}

/**
 * The steps of a request as its card shows them: its own plan, or the present one before it has begun; on the way back
 * only those of which something was, or may have been, made, the newest first.
 */
export function stepViews(request: Request): readonly StepView[] {
  const names = request.plan.length > 0 ? request.plan : plan.map((step) => step.name);
  const isAtWork = request.state === 'provisioning' || request.state === 'undoing';
  const now = isAtWork ? nextTask(request)?.step.name : undefined;
  const takesUp = request.content.takesUp === undefined ? {} : { takesUp: true as const };
  const shown = request.state === 'undoing' ? wayBack(request) : names;
  return shown.map((name) => ({ ...stepView(request, name, name === now), ...takesUp }));
}

/** Whether a message of this kind asks somebody to approve: the first one, one after it was opened again, a reminder. */
export function isApproval(kind: MessageKind): boolean {
  return /^(?:approval|reminder)(?::|$)/.test(kind);
}

/** Everybody who was to be asked, each with the best of what became of their cards. */
function asked(messages: readonly StoredMessage[]): readonly { person: Person; state: keyof Reach }[] {
  const best: readonly (keyof Reach)[] = ['reached', 'onTheWay', 'notReached'];
  const found = messages.flatMap(({ kind, state, address }) =>
    isApproval(kind) && address.to === 'person'
      ? [{ person: address.person, state: reachStates[state] }]
      : [],
  );
  const people = found.filter(
    ({ person }, index) => found.findIndex((one) => samePerson(one.person, person)) === index,
  );
  return people.map(({ person }) => {
    const states = found.filter((one) => samePerson(one.person, person)).map(({ state }) => state);
    return { person, state: best.find((state) => states.includes(state)) ?? 'onTheWay' };
  });
}

const reachStates: Readonly<Record<StoredMessage['state'], keyof Reach>> = {
  sent: 'reached',
  gone: 'reached',
  owed: 'onTheWay',
  unreachable: 'notReached',
};

function reachOf(messages: readonly StoredMessage[]): Reach {
  const all = asked(messages);
  const names = (wanted: keyof Reach): readonly string[] =>
    all.flatMap(({ person, state }) => (state === wanted ? [person.name] : []));
  return { reached: names('reached'), notReached: names('notReached'), onTheWay: names('onTheWay') };
}

/** Who has not got the bot, and may still decide: a channel mentions them. */
function toMention(request: Request, messages: readonly StoredMessage[]): readonly Person[] {
  if (request.state !== 'pending') return [];
  const missing = asked(messages).filter(({ state }) => state === 'notReached');
  return request.approvers.filter((one) => missing.some(({ person }) => samePerson(person, one)));
}

/**
 * Whom the end of the request, or that it needs somebody, concerns where it reached none of them: the requester, or
 * everybody who may act. Nobody while one of them has heard it, or the message is on its way.
 */
export function notHeard(request: Request, messages: readonly StoredMessage[]): readonly Person[] {
  const { attention } = request;
  const kind = attention === undefined ? 'end' : `attention:${attention.step}:${String(attention.since)}`;
  const told = messages.filter((message) => message.kind === kind);
  if (!told.every(({ state }) => state === 'unreachable')) return [];
  return told.flatMap(({ address }) => (address.to === 'person' ? [address.person] : []));
}

function signInOf({ policy, microsoft }: Surroundings, request: Request): SignIn | undefined {
  const environment = policy.environments.find((one) => one.id === request.content.environment.id);
  const terms = agreedTerms(policy, request);
  if (request.state !== 'verified' || environment === undefined || terms === undefined) return undefined;
  const name = secretName(request.content.userPrincipalName);
  return {
    address: environment.url,
    userPrincipalName: request.content.userPrincipalName,
    secretName: name,
    vaultLink: microsoft.vault.link(terms.vault, name),
  };
}

/** What a request's messages show beside the request, by the messages about it. */
export function besideRequest(
  surroundings: Surroundings,
  request: Request,
  messages: readonly StoredMessage[],
  viewer?: Person,
): Beside {
  const signIn = signInOf(surroundings, request);
  const { attention } = request;
  return {
    steps: stepViews(request),
    reach: reachOf(messages),
    toMention: toMention(request, messages),
    notHeard: notHeard(request, messages),
    ...(signIn === undefined ? {} : { signIn }),
    ...(viewer === undefined ? {} : { viewer }),
    ...(attention === undefined ? {} : { cleanedUpAt: attention.since + surroundings.policy.times.giveUp }),
  };
}
