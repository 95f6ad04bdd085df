import type { EnvironmentPolicy, Policy } from './policy';
import type { Content, Request } from './request';
import type { Duration } from './time';

/**
 * What the policy adds to what somebody asks for: who may decide and what is asked of them, and the settings by which
 * it is carried out. Part of what is shown, approved, and covered by the digest.
 */
export interface Terms {
  readonly approvers: EnvironmentPolicy['approvers'];
  /** Approvals needed. */
  readonly approvals: number;
  /** The Entra group that may approve too, once a request was left undecided for too long. */
  readonly escalation?: string;
  /** Whether the policy calls the environment sensitive. */
  readonly sensitive: boolean;
  /** Names of the roles asked for with which a program could change everything. */
  readonly privilegedRoles: readonly string[];
  /** The authentication context that whoever approves has to meet by a fresh sign-in, where one is asked for. */
  readonly context?: string;
  readonly url: string;
  readonly bringIn: EnvironmentPolicy['bringIn'];
  readonly joinSecurityGroup: boolean;
  readonly usageLocation: string;
  readonly deleteOnUndo: boolean;
  readonly vault: string;
  /** From asking until the expiry that is written on the secret. */
  readonly secret: Duration;
}

/** The terms of the policy for this content; nothing where the policy does not name the environment. */
export function termsOf(policy: Policy, content: Pick<Content, 'environment' | 'roles'>): Terms | undefined {
  const environment = policy.environments.find(({ id }) => id === content.environment.id);
  if (environment === undefined) return undefined;
  const { approvers, approvals, escalation, sensitive, url, bringIn, joinSecurityGroup } = environment;
  const listed = policy.privilegedRoles.map((name) => name.toLowerCase());
  const privilegedRoles = content.roles
    .filter(({ name, privileged }) => privileged === true || listed.includes(name.toLowerCase()))
    .map(({ name }) => name);
  const isGuarded = isSensitive({ sensitive, privilegedRoles });
  return {
    ...{ approvers, approvals, sensitive, privilegedRoles, url, bringIn, joinSecurityGroup },
    ...(escalation === undefined ? {} : { escalation }),
    ...(policy.stepUp === undefined || !isGuarded ? {} : { context: policy.stepUp.context }),
    usageLocation: policy.account.usageLocation,
    deleteOnUndo: policy.account.deleteOnUndo,
    vault: policy.vault,
    secret: policy.times.secret,
  };
}

/**
 * The terms by which a request is carried out: those that people agreed to, whatever the policy says by now. A request of an
 * earlier version kept none: the policy's, or nothing where it does not name the environment.
 */
export function agreedTerms(policy: Policy, request: Pick<Request, 'terms' | 'content'>): Terms | undefined {
  return request.terms ?? termsOf(policy, request.content);
}

/** Whether an approver has to do more than to press a button: the environment or a role is sensitive. */
export function isSensitive({
  sensitive,
  privilegedRoles,
}: Pick<Terms, 'sensitive' | 'privilegedRoles'>): boolean {
  return sensitive || privilegedRoles.length > 0;
}

/** Whether both are the same terms. */
export function sameTerms(one: Terms, other: Terms): boolean {
  const parts = (terms: Terms): string =>
    JSON.stringify(Object.entries(terms).sort(([first], [second]) => (first < second ? -1 : 1)));
  return parts(one) === parts(other);
}
