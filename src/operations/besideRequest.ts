import type { Person } from '../domain/person';
import { evidenceOf, howDone, type Request } from '../domain/request';
import type { StepName } from '../domain/trail';
import { plan } from '../provisioning/plan';
import { secretName } from '../provisioning/steps/storePassword';
import type { StoredMessage } from '../storePorts';
import type { Reach, SignIn, StepView } from '../views';
import type { Beside, Surroundings } from './surroundings';

function stepView(request: Request, name: StepName, isNow: boolean): StepView {
  const { forward, undo } = request.trails[name] ?? { forward: {}, undo: {} };
  const { attention } = request;
  if (attention?.step === name) return { name, mark: 'attention' };
  const how = howDone(request, name);
  if (how !== undefined) return { name, mark: how === 'found' ? 'found' : 'done' };
  const waiting = (request.state === 'undoing' ? undo : forward).waiting;
  if (!isNow) return { name, mark: 'toDo' };
  return waiting === undefined
    ? { name, mark: 'now' }
    : { name, mark: 'now', waiting: { why: waiting.why, since: waiting.since, until: waiting.until } };
}

/** The steps of a request as its card shows them: its own plan, or the present one before it has begun. */
export function stepViews(request: Request): readonly StepView[] {
  const names = request.plan.length > 0 ? request.plan : plan.map((step) => step.name);
  const now =
    request.state === 'provisioning'
      ? names.find((name) => evidenceOf(request, name) === undefined)
      : undefined;
  return names.map((name) => stepView(request, name, name === now));
}

function reachOf(messages: readonly StoredMessage[]): Reach {
  const approvals = messages.filter((message) => message.kind === 'approval');
  const names = (states: readonly StoredMessage['state'][]): readonly string[] =>
    approvals.flatMap(({ state, address }) =>
      states.includes(state) && address.to === 'person' ? [address.person.name] : [],
    );
  return { reached: names(['sent', 'gone']), notReached: names(['unreachable']), onTheWay: names(['owed']) };
}

function signInOf({ policy, microsoft }: Surroundings, request: Request): SignIn | undefined {
  const environment = policy.environments.find((one) => one.id === request.content.environment.id);
  if (request.state !== 'verified' || environment === undefined) return undefined;
  const name = secretName(request.content.userPrincipalName);
  return {
    address: environment.url,
    userPrincipalName: request.content.userPrincipalName,
    secretName: name,
    vaultLink: microsoft.vault.link(name),
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
    ...(signIn === undefined ? {} : { signIn }),
    ...(viewer === undefined ? {} : { viewer }),
    ...(attention === undefined ? {} : { cleanedUpAt: attention.since + surroundings.policy.times.giveUp }),
  };
}
