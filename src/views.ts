import type { Advice } from './domain/advice';
import type { CheckName, Unchecked } from './domain/checks';
import type { Problem, Reason, Waiting } from './domain/reason';
import type { Content, Request } from './domain/request';
import type { Ledger, SlotLevel } from './domain/slots';
import type { Terms } from './domain/terms';
import type { Day, Instant } from './domain/time';
import type { StepName } from './domain/trail';
import type { StoredAuditEntry } from './storePorts';

/** What somebody typed or chose in the form. */
export interface FormValues {
  /** Power Platform's id of the environment; empty where none was chosen. */
  readonly environment: string;
  readonly accountName: string;
  readonly purpose: string;
  /** Names of roles. */
  readonly roles: readonly string[];
  /** A verified domain; empty: the policy's. */
  readonly domain: string;
  /** Part number; empty: the first licence of the policy that has a free seat. */
  readonly licence: string;
  /** Name of the business unit; empty: the root one. */
  readonly unit: string;
  /** Object id; empty: whoever asks. */
  readonly owner: string;
  /** `2027-11-24`, or whatever was sent; empty: in a year. */
  readonly reviewOn: string;
  readonly ticket: string;
  /** What was answered to whether an application user would do; nothing before it was asked. */
  readonly advice?: Advice;
  /** Number of the request that is asked for again. */
  readonly askedAfter?: number;
}

/** The form as it is shown: choices, what was typed, what is filled in, and what is to be changed. */
export interface FormView {
  readonly formId: string;
  readonly environments: readonly {
    readonly id: string;
    readonly name: string;
    /** Free slots as last read; nothing where they could not be read. */
    readonly free?: number;
  }[];
  readonly values: FormValues;
  /** Verified domains, those of the policy first. */
  readonly domains: readonly string[];
  /** Licences that may be lent, with free seats where they could be read. */
  readonly licences: readonly {
    readonly partNumber: string;
    readonly name: string;
    readonly free?: number;
  }[];
  /** The name of the owner that was chosen, where it could be read. */
  readonly ownerName?: string;
  /** The domain of the sign-in name, the licence to borrow, the day of review, as they are without a choice. */
  readonly filledIn: { readonly domain: string; readonly licence: string; readonly reviewOn: Day };
  readonly problems: readonly Problem[];
}

/** The questions between form and review, with what was typed so far. */
export interface AdviceView {
  readonly formId: string;
  readonly values: FormValues;
  /** Whether the reason why not was asked for and is missing or cannot be taken. */
  readonly problem?: 'required' | 'tooLong';
}

/** What will be asked for, checked and ready to be sent. */
export interface ReviewView {
  readonly formId: string;
  readonly values: FormValues;
  readonly content: Content;
  readonly terms: Terms;
  readonly slots: { readonly usedAfter: number; readonly limit: number };
  /** When the checks were made. */
  readonly checkedAt: Instant;
  /** The checks that were made, and found nothing against it. */
  readonly checked: readonly CheckName[];
  /** The checks that could not be made in time; they are made again before the work begins. */
  readonly unchecked: readonly Unchecked[];
  /** Names of those who will be asked to approve, at most as many as get a card; none where they are not known yet. */
  readonly approvers: readonly string[];
}

/** What would be done for a checked form, as far as it can be read without changing anything. */
export interface DryRunView {
  readonly review: ReviewView;
  readonly steps: readonly StepName[];
  /** The environment's security group, where it has one. */
  readonly group?: string;
  readonly secretName: string;
  readonly usageLocation: string;
  readonly byPlatform: boolean;
  /** How long the password is valid, in days. */
  readonly validDays: number;
}

/** Who got the approval card and who did not. */
export interface Reach {
  readonly reached: readonly string[];
  readonly notReached: readonly string[];
  /** Not known yet: the message is on its way. */
  readonly onTheWay: readonly string[];
}

/** How a program signs in with a verified account. */
export interface SignIn {
  readonly address: string;
  readonly userPrincipalName: string;
  readonly secretName: string;
  readonly vaultLink: string;
}

/** One environment's slots, as last read. */
export interface SlotsView {
  readonly environment: { readonly id: string; readonly name: string };
  /** Nothing where the environment could not be read; `why` says why. */
  readonly ledger?: Ledger;
  readonly level?: SlotLevel;
  readonly readAt?: Instant;
  readonly why?: Reason;
  /** Names of accounts that use a slot, for those who may see them. */
  readonly holders?: readonly string[];
}

/** A notice for a channel: how an environment stands with its slots. */
export interface SlotNotice {
  readonly environment: { readonly id: string; readonly name: string };
  readonly level: SlotLevel;
  readonly ledger: Ledger;
  readonly readAt: Instant;
  readonly accounts: readonly string[];
}

/** One step of a request as its card shows it. */
export interface StepView {
  readonly name: StepName;
  readonly mark: 'done' | 'found' | 'now' | 'toDo' | 'attention';
  /** It is done for an account that is taken up instead of made. */
  readonly takesUp?: true;
  readonly waiting?: { readonly why: Waiting; readonly since: Instant; readonly until: Instant };
}

/** What an auditor looks for among the requests; what is empty does not narrow it. */
export interface Sought {
  /** Part of a name of an account or a person, or somebody's object id. */
  readonly words: string;
  readonly environment: string;
  /** Days in UTC, both included; empty: no bound. */
  readonly from: Day;
  readonly until: Day;
}

/** What an auditor found. */
export interface FoundView {
  readonly environments: readonly { readonly id: string; readonly name: string }[];
  readonly sought: Sought;
  /** Newest first; nothing before anything was searched for. */
  readonly requests?: readonly Request[];
  /** Whether there are more than these. */
  readonly isMore?: boolean;
}

/** A request and its audit chain, for those who may see it. */
export interface ReceiptView {
  readonly request: Request;
  readonly entries: readonly StoredAuditEntry[];
  /** Whether every entry fits the one before. */
  readonly holds: boolean;
}
