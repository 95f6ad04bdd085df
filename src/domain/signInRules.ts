import type { Instant } from './time';

/** Whom or what a rule includes and excludes, by id or by one of Microsoft's words (`All`, `None`, `Office365`). */
export interface RuleScope {
  readonly include: readonly string[];
  readonly exclude: readonly string[];
}

/** One policy of Conditional Access, as far as it decides about a program that signs in with name and password. */
export interface AccessPolicy {
  readonly name: string;
  /** Microsoft's word; only `enabled` has an effect, the others are off or report. */
  readonly state: string;
  readonly users: RuleScope;
  readonly groups: RuleScope;
  /** Directory roles, by the ids of their templates. */
  readonly roles: RuleScope;
  readonly applications: RuleScope;
  readonly clientAppTypes: readonly string[];
  /** It depends on something else too, that cannot be foreseen: a place, a device, a risk, a filter. */
  readonly conditional: boolean;
  /** Whether one of the controls is enough. */
  readonly anyControl: boolean;
  /** Microsoft's words: `block`, `mfa`, `compliantDevice`; a demanded strength is `authenticationStrength`. */
  readonly controls: readonly string[];
}

/** What decides how an account may sign in. */
export interface SignInRules {
  readonly securityDefaults: boolean;
  readonly policies: readonly AccessPolicy[];
  /** Ids of the groups the account is in, nested ones too. */
  readonly groups: readonly string[];
  /** Ids of the templates of its directory roles. */
  readonly roles: readonly string[];
  /** It has a directory role of which the bot may not read which one. */
  readonly unreadRole: boolean;
}

/** What a program meets that signs in with the account: names of policies, or why nothing is known. */
export type SignInOutlook = { readonly at: Instant } & (
  | { readonly unread: 'permission' | 'noAnswer' }
  | {
      /** Security defaults are on. */
      readonly securityDefaults: boolean;
      readonly refusedBy: readonly string[];
      readonly askedBy: readonly string[];
      /** It depends on what cannot be foreseen. */
      readonly maybeRefusedBy: readonly string[];
      readonly maybeAskedBy: readonly string[];
    }
);

/** Dataverse's own id as an application. Source: Microsoft's list of apps of the Power Platform. */
export const dataverseApplication = '00000007-0000-0000-c000-000000000000';

type Certainty = 'no' | 'maybe' | 'yes';

/** Second factors, by Microsoft's words. */
const secondFactor = ['mfa', 'authenticationStrength'];

function holds(ids: readonly string[], id: string): boolean {
  return ids.some((one) => one.toLowerCase() === id.toLowerCase());
}

function holdsAny(ids: readonly string[], others: readonly string[]): boolean {
  return others.some((one) => holds(ids, one));
}

/** Whether the policy is for this account: an exclusion always wins. */
function isForAccount(policy: AccessPolicy, rules: SignInRules, objectId: string): Certainty {
  const { users, groups, roles } = policy;
  const excluded =
    holds(users.exclude, objectId) ||
    holdsAny(groups.exclude, rules.groups) ||
    holdsAny(roles.exclude, rules.roles);
  if (excluded) return 'no';
  const included =
    holds(users.include, 'All') ||
    holds(users.include, objectId) ||
    holdsAny(groups.include, rules.groups) ||
    holdsAny(roles.include, rules.roles);
  if (included) return rules.unreadRole && roles.exclude.length > 0 ? 'maybe' : 'yes';
  return rules.unreadRole && roles.include.length > 0 ? 'maybe' : 'no';
}

/** Whether it is for Dataverse; of the suite `Office365` no list says whether Dataverse is in it. */
function isForDataverse({ applications: { include, exclude } }: AccessPolicy): Certainty {
  if (holds(exclude, dataverseApplication)) return 'no';
  const doubtful = holds(exclude, 'Office365');
  if (holds(include, 'All') || holds(include, dataverseApplication)) return doubtful ? 'maybe' : 'yes';
  return holds(include, 'Office365') ? 'maybe' : 'no';
}

/** A sign-in with name and password counts as one of an app of a device, never of a browser. */
function isForPrograms({ clientAppTypes }: AccessPolicy): Certainty {
  return holdsAny(clientAppTypes, ['all', 'mobileAppsAndDesktopClients']) ? 'yes' : 'no';
}

/** Whether a policy applies to this account's sign-in to Dataverse. */
export function applies(policy: AccessPolicy, rules: SignInRules, objectId: string): Certainty {
  if (policy.state !== 'enabled') return 'no';
  const parts = [isForAccount(policy, rules, objectId), isForDataverse(policy), isForPrograms(policy)];
  if (parts.includes('no')) return 'no';
  return parts.includes('maybe') || policy.conditional ? 'maybe' : 'yes';
}

/** What an applying policy asks: a second factor, or what no program has; `maybe` where something else is enough. */
function demandOf({ controls, anyControl }: AccessPolicy): { asks: Certainty; refuses: Certainty } {
  if (controls.includes('block')) return { asks: 'no', refuses: 'yes' };
  const factors = controls.filter((control) => secondFactor.includes(control));
  const others = controls.length - factors.length;
  if (factors.length === 0) return { asks: 'no', refuses: others > 0 ? 'maybe' : 'no' };
  return anyControl
    ? { asks: others > 0 ? 'maybe' : 'yes', refuses: 'no' }
    : { asks: 'yes', refuses: others > 0 ? 'maybe' : 'no' };
}

function both(one: Certainty, other: Certainty): Certainty {
  if (one === 'no' || other === 'no') return 'no';
  return one === 'yes' && other === 'yes' ? 'yes' : 'maybe';
}

/** What a program meets that signs in with this account, by the rules as they were read at `at`. Pure. */
export function signInOutlook(rules: SignInRules, objectId: string, at: Instant): SignInOutlook {
  const judged = rules.policies.map((policy) => {
    const does = applies(policy, rules, objectId);
    const { asks, refuses } = demandOf(policy);
    return { name: policy.name, asks: both(does, asks), refuses: both(does, refuses) };
  });
  const named = (by: 'asks' | 'refuses', how: Certainty): readonly string[] =>
    judged.filter((one) => one[by] === how).map(({ name }) => name);
  return {
    at,
    securityDefaults: rules.securityDefaults,
    refusedBy: named('refuses', 'yes'),
    askedBy: named('asks', 'yes'),
    maybeRefusedBy: named('refuses', 'maybe'),
    maybeAskedBy: named('asks', 'maybe'),
  };
}
