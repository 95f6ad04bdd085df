import type { Evidence } from './evidence';
import type { Advice } from './advice';
import type { SignInProof } from './freshSignIn';
import type { Person } from './person';
import type { AttentionCode, Reason } from './reason';
import type { Rereading } from './rereading';
import type { SignInOutlook } from './signInRules';
import type { Terms } from './terms';
import type { Day, Instant } from './time';
import type { StepName, StepTrail } from './trail';

/** The states of a request. `verified` is the good end, and cannot be reached without evidence. */
export type RequestState =
  | 'queued'
  | 'pending'
  | 'approved'
  | 'provisioning'
  | 'undoing'
  | 'verified'
  | 'rejected'
  | 'withdrawn'
  | 'expired'
  | 'failed'
  | 'cancelled';

/** The account that an earlier request made and left blocked, as it is recorded with that request. */
export interface TakenUp {
  readonly requestId: string;
  /** The number of that request. */
  readonly request: number;
  readonly objectId: string;
  /** The version of the vault's secret that holds the account's password. */
  readonly secretVersion: string;
}

/** What is asked for: shown to the approver, stored and carried out exactly so. */
export interface Content {
  readonly environment: { readonly id: string; readonly name: string };
  readonly accountName: string;
  readonly userPrincipalName: string;
  /** The blocked account that is taken up instead of making one. */
  readonly takesUp?: TakenUp;
  readonly licence: { readonly skuId: string; readonly name: string };
  readonly businessUnit: { readonly id: string; readonly name: string };
  /** `privileged`: it is System Administrator or System Customizer, whatever its name. */
  readonly roles: readonly { readonly id: string; readonly name: string; readonly privileged?: true }[];
  readonly owner: Person;
  readonly purpose: string;
  readonly ticket?: string;
  readonly reviewOn: Day;
  /** What was answered to whether an application user would do; requests of earlier versions were not asked. */
  readonly advice?: Advice;
  /** The number of the request that this one asks for again. */
  readonly askedAfter?: number;
}

/** A vote as it was cast, and whether the right to cast it is confirmed. */
export interface Vote {
  readonly by: Person;
  readonly decision: 'approve' | 'reject';
  /** Why, as typed; rejections have one. */
  readonly reason?: string;
  readonly at: Instant;
  readonly revision: number;
  /** `counts`: the right was read; `unresolved`: cast, the look-up has not answered yet; `void`: no right. */
  readonly standing: 'counts' | 'unresolved' | 'void';
  /** The fresh sign-in behind it, where one was asked for. */
  readonly proof?: SignInProof;
}

/** What an approver asked, and what the requester answered; both as typed. */
export interface Question {
  readonly by: Person;
  readonly text: string;
  readonly at: Instant;
  readonly answer?: { readonly text: string; readonly at: Instant };
}

/** A person is asked to act on a step that does not go on by itself. */
export interface Attention {
  readonly step: StepName;
  readonly direction: 'forward' | 'undo';
  readonly code: AttentionCode;
  /** What was read or answered last. */
  readonly why: Reason;
  readonly since: Instant;
  /** How often the step was tried or looked at. */
  readonly tries: number;
}

/** Why a request ended without being verified, and what is left. */
export interface Failure {
  readonly step?: StepName;
  readonly why: Reason;
  /** What else speaks against it, where several things were found before the first step. */
  readonly others?: readonly Reason[];
  /** Steps whose undoing was not read back: a person has to look. */
  readonly left: readonly StepName[];
}

/** One request for one non-interactive user. Plain, as it is stored. */
export interface Request {
  readonly id: string;
  /** The number people use: 1042 is shown as R-1042. */
  readonly number: number;
  /** The form it came from: the same form sent twice is one request. */
  readonly formId: string;
  readonly state: RequestState;
  /** What people saw and approve; changes only with the content and the terms. */
  readonly revision: number;
  /** Counts every write; compare-and-swap uses it, no card shows it. */
  readonly rowVersion: number;
  readonly requester: Person;
  readonly content: Content;
  /** What the policy adds; requests of earlier versions have none. */
  readonly terms?: Terms;
  /** Digest of content and terms, made of salted digests of the words: shown on the card, kept by the audit chain. */
  readonly digest: string;
  /** The salt of these, 32 hex digits; requests of earlier versions have none. */
  readonly salt?: string;
  /** Its requester had asked for nothing before. */
  readonly firstOfRequester?: true;
  /** The slots as they were shown to the approver: used once this one is made, and the limit. */
  readonly slots: { readonly usedAfter: number; readonly limit: number };
  /** Approvals needed. */
  readonly approvalsNeeded: number;
  /** Whom the approval card goes to. */
  readonly approvers: readonly Person[];
  /** The approvers could not be read when it was sent: they are looked for, and asked once they are known. */
  readonly approversUnread?: true;
  readonly votes: readonly Vote[];
  /** In the order they were asked; none where absent. */
  readonly questions?: readonly Question[];
  /** When it was last opened again, whose vote counted until then, and why where it was not the right to vote. */
  readonly reopened?: {
    readonly at: Instant;
    readonly voidVotesOf: readonly Person[];
    readonly because?: 'policy';
  };
  /** When its approvers were reminded last. */
  readonly remindedAt?: Instant;
  /** When the escalation group was asked. */
  readonly escalatedAt?: Instant;
  readonly createdAt: Instant;
  readonly expiresAt: Instant;
  /** When the state was entered. */
  readonly since: Instant;
  /** The names of the steps this request is carried out by, in order; empty before the first. */
  readonly plan: readonly StepName[];
  readonly trails: Readonly<Partial<Record<StepName, StepTrail>>>;
  /** How often a contrary reading sent the work back. */
  readonly contradictions: number;
  readonly attention?: Attention;
  /**
   * What keeps an approved request from beginning (something could not be checked), or one at work from going on
   * outside of any step; since when. `noSince`: when a first look before the first write spoke against it.
   */
  readonly heldUp?: { readonly why: Reason; readonly since: Instant; readonly noSince?: Instant };
  /** A person's wish that whoever holds the work turns to undoing. */
  readonly wish?: { readonly by: Person; readonly at: Instant; readonly kind: 'giveUp' | 'cancel' };
  readonly failure?: Failure;
  /** Who withdrew it, or whose vote ended it. */
  readonly endedBy?: Person;
  /** Whether it still holds its slot. */
  readonly holdsSlot: boolean;
  /** Slots as read when it was verified. */
  readonly slotsAtEnd?: { readonly used: number; readonly limit: number };
  /** What a program meets that signs in with the verified account, as last read. */
  readonly signInOutlook?: SignInOutlook;
  /** How a verified account was read later, oldest first. */
  readonly readAgain?: readonly Rereading[];
  /** A reading of a verified account that says otherwise than the one before, and that no second one confirms yet. */
  readonly doubt?: Rereading;
}

/** States in which a request is still open, and so keeps its name and its slot. */
export const openStates: readonly RequestState[] = [
  'queued',
  'pending',
  'approved',
  'provisioning',
  'undoing',
];

/** Whether the request still goes somewhere. */
export function isOpen(request: Pick<Request, 'state'>): boolean {
  return openStates.includes(request.state);
}

const endedUnmade: readonly RequestState[] = ['rejected', 'withdrawn', 'expired', 'failed', 'cancelled'];

/** Whether the request ended without an account, so that it can be asked for again. */
export function mayAskAgain(request: Pick<Request, 'state'>): boolean {
  return endedUnmade.includes(request.state);
}

/** `R-1042`, the number as people write it. */
export function requestLabel(request: Pick<Request, 'number'>): string {
  return `R-${String(request.number)}`;
}

/** The evidence of a step that counts, or nothing. */
export function evidenceOf(request: Request, step: StepName): Evidence | undefined {
  return request.trails[step]?.forward.evidence;
}

/**
 * Whether a step was found so or made so, struck evidence included: what this request made itself is never called
 * found because it was looked at twice. Nothing without evidence.
 */
export function howDone(request: Request, step: StepName): Evidence['how'] | undefined {
  const { evidence, struck = [] } = request.trails[step]?.forward ?? {};
  return evidence && ([...struck, evidence].some(({ how }) => how === 'made') ? 'made' : 'found');
}

const transitions: Readonly<Record<RequestState, readonly RequestState[]>> = {
  queued: ['pending', 'withdrawn', 'expired', 'failed'],
  pending: ['approved', 'rejected', 'withdrawn', 'expired'],
  approved: ['provisioning', 'pending', 'withdrawn', 'expired', 'failed'],
  provisioning: ['verified', 'undoing'],
  undoing: ['failed', 'cancelled'],
  verified: [],
  rejected: [],
  withdrawn: [],
  expired: [],
  failed: [],
  cancelled: [],
};

/** Whether a request may go from one state to the other (staying is always allowed). */
export function mayBecome(from: RequestState, to: RequestState): boolean {
  return from === to || transitions[from].includes(to);
}
