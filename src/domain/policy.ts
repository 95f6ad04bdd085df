import type { Duration } from './time';

/** What the policy says of one environment. */
export interface EnvironmentPolicy {
  /** Power Platform's id. */
  readonly id: string;
  readonly name: string;
  /** `https://contoso.crm4.dynamics.com`, without a slash at the end. */
  readonly url: string;
  /** The only roles that can be asked for, by name; absent: every role of the environment. */
  readonly roles?: readonly string[];
  readonly approvers: 'systemAdministrators' | { readonly group: string };
  readonly approvals: number;
  /** The Entra group whose members may approve too, once a request was left undecided for `times.escalate`. */
  readonly escalation?: string;
  /** Whether whoever approves types the environment's name. */
  readonly sensitive: boolean;
  /** The policy's limit, in slots; the environment may tell a smaller one. */
  readonly limit?: number;
  /** So many slots left, or fewer, is "near the limit". */
  readonly nearAt: number;
  readonly bringIn: 'alternateKey' | 'addUser';
  /** Whether the bot may add the account to the environment's security group. */
  readonly joinSecurityGroup: boolean;
}

/** How long things may take, in milliseconds. */
export interface Times {
  /** From asking until an undecided request expires. */
  readonly expiry: Duration;
  /** Between two reminders to whoever has not decided. */
  readonly remind: Duration;
  /** From asking until the escalation group of the environment is asked too. */
  readonly escalate: Duration;
  /** Between two looks at something that is being waited for. */
  readonly look: Duration;
  /** Between two readings that must agree. */
  readonly settle: Duration;
  /** How long after it was verified an account is read again: once for each. */
  readonly rereads: readonly Duration[];
  /** How long a change may take to show before it is made again, or before undoing believes that nothing is there. */
  readonly patience: Duration;
  /** How long a step may wait altogether before a person is asked. */
  readonly waiting: Duration;
  /** How long a person may take to act before the work is undone. */
  readonly giveUp: Duration;
  /** How long a worker holds a request at a time. */
  readonly lease: Duration;
  /** Between two sweeps for what is due. */
  readonly sweep: Duration;
  /** Between two readings of an environment's slots. */
  readonly slots: Duration;
  /** Between two anchors of the audit chains. */
  readonly anchors: Duration;
  /** From asking until the expiry that is written on the secret in the vault: the password itself goes on working. */
  readonly secret: Duration;
}

/** How approvers of what is sensitive prove a fresh sign-in. */
export interface StepUpPolicy {
  /** The registration that they sign in to; its tokens carry `acrs` and `auth_time`. */
  readonly clientId: string;
  /** The authentication context of Conditional Access that has to be met: `c1` to `c99`. */
  readonly context: string;
  /** Where a browser reaches this bot, https, without a slash at the end. */
  readonly address: string;
}

/** The policy: who may do what where, and how long things may take. */
export interface Policy {
  /** The id of the Entra tenant that this policy is for. */
  readonly tenant: string;
  /** `https://contoso-countersign.vault.azure.net` */
  readonly vault: string;
  readonly operators: string;
  readonly auditors: string;
  readonly account: {
    readonly domain: string;
    readonly prefix: string;
    readonly usageLocation: string;
    /** Whether cleaning up deletes an account that the bot made, once its sign-in is blocked. */
    readonly deleteOnUndo: boolean;
  };
  /** Part numbers of the licences that may be borrowed, the preferred one first. */
  readonly licences: readonly string[];
  /** Names of roles that count as privileged, besides System Administrator and System Customizer. */
  readonly privilegedRoles: readonly string[];
  /** Nothing: nobody is asked to sign in once more. */
  readonly stepUp?: StepUpPolicy;
  /** Most approvers that get a card of their own. */
  readonly approversReached: number;
  readonly environments: readonly EnvironmentPolicy[];
  readonly times: Times;
}
