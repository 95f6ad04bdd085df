import type { Anchor } from './audit/anchor';
import type { AuditLine } from './audit/auditLine';
import type { Conversation } from './ports';
import type { SignInProof } from './domain/freshSignIn';
import type { Person } from './domain/person';
import type { Request } from './domain/request';
import type { Ledger, Reservation, SlotLevel, SlotReading } from './domain/slots';
import type { Instant } from './domain/time';

/** Somebody or some conversation that a message is owed to. */
export type Address =
  | { readonly to: 'person'; readonly person: Person }
  | { readonly to: 'conversation'; readonly conversationId: string };

/** What kind of message it is; unique together with its subject and its address. */
export type MessageKind = string;

/** A message to be shown, by what it is about. Its card is drawn anew from the subject's present state. */
export interface OwedMessage {
  readonly kind: MessageKind;
  readonly address: Address;
}

/** One entry of an audit chain. `words` are personal: the chain keeps salted digests, the words can be erased. */
export interface AuditEntry {
  readonly kind: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly words?: Readonly<Record<string, string>>;
  /** The salt of all its words, hex; without it each gets one of its own. */
  readonly salt?: string;
}

/** A change of a request, written in one transaction. */
export interface RequestChange {
  /** The request as it shall be; its `rowVersion` is the one that was read. */
  readonly request: Request;
  readonly audit: readonly AuditEntry[];
  readonly messages: readonly OwedMessage[];
  /** When whoever carries requests out shall look at it next; nothing: not before something changes. */
  readonly due?: Instant;
  /** The hash of the session of the step-up that this vote uses up: `StepUpUsed` where it is there no more. */
  readonly uses?: string;
}

/** A request in the making: the store gives the number and the row version. */
export type NewRequest = Omit<Request, 'number' | 'rowVersion'>;

/** A request claimed by one worker until a deadline. */
export interface Claim {
  readonly request: Request;
  /** By `performance.now()`, ms: no write may be sent after it. */
  readonly deadline: number;
}

/** Which requests are looked for; each part narrows it. */
export interface SoughtRequests {
  /** Part of the account's name or sign-in name, or of the name of whoever asked, voted or owns; or their object id. */
  readonly words?: string;
  readonly environmentId?: string;
  /** Asked at this moment or later. */
  readonly from?: Instant;
  /** Asked before this moment. */
  readonly before?: Instant;
}

/** Requests. Errors: `Conflict` when the row version was overtaken, `NameAskedFor` for a name in use. */
export interface Requests {
  /**
   * Creates a request. `admit` runs inside the transaction, alone for this environment, with all reservations there;
   * what it returns other than nothing is the refusal, and nothing is written. The same form twice returns the first.
   */
  create<Refused>(
    request: NewRequest,
    write: (stored: Request) => Omit<RequestChange, 'request'>,
    admit: (reservations: readonly Reservation[]) => Refused | undefined,
  ): Promise<{ readonly made: Request } | { readonly already: Request } | { readonly refused: Refused }>;
  byId(id: string): Promise<Request | undefined>;
  byNumber(number: number): Promise<Request | undefined>;
  byForm(formId: string): Promise<Request | undefined>;
  /** An open or slot-holding request for this sign-in name. */
  byName(userPrincipalName: string): Promise<Request | undefined>;
  /** Failed and stopped requests for this sign-in name, newest first, at most ten. */
  cleanedUp(userPrincipalName: string): Promise<readonly Request[]>;
  /** Newest first, at most `limit`. */
  byRequester(person: Person, limit: number): Promise<readonly Request[]>;
  /** Newest first, at most `limit`; words in any case, taken as they are. */
  search(sought: SoughtRequests, limit: number): Promise<readonly Request[]>;
  /** All open requests, newest first. */
  open(): Promise<readonly Request[]>;
  /** Compare-and-swap; returns the request as stored. Wakes the delivery of its messages. */
  change(change: RequestChange): Promise<Request>;
  /** Claims it for one turn of a worker, `worker/turn`; nothing where another holds it or there is none. */
  claim(id: string, holder: string, lease: number): Promise<Claim | undefined>;
  release(id: string, holder: string): Promise<void>;
  /** Wakes whoever carries it out, at once. */
  wake(id: string): Promise<void>;
  reservations(environmentId: string): Promise<readonly Reservation[]>;
}

/** A message that is owed, or was sent and may be redrawn. */
export interface StoredMessage {
  readonly id: string;
  /** `request:<id>` or `notice:<id>`. */
  readonly subject: string;
  readonly kind: MessageKind;
  readonly address: Address;
  /** What a notice shows, as it was decided. */
  readonly payload?: Readonly<Record<string, unknown>>;
  readonly state: 'owed' | 'sent' | 'unreachable' | 'gone';
  /** Teams' id of the message, and where it is, once sent. */
  readonly messageId?: string;
  readonly conversationId?: string;
  /** Hash of what it shows now. */
  readonly shown?: string;
  readonly tries: number;
  readonly dueAt: Instant;
}

/** Messages owed and sent. */
export interface Messages {
  /** All messages about one subject, oldest first. */
  about(subject: string): Promise<readonly StoredMessage[]>;
  /** Owes these about a subject; what is owed or was sent already stays as it is. */
  owe(subject: string, messages: readonly OwedMessage[]): Promise<void>;
  /** Notes where an owed message was posted. False, and nothing noted, where another instance has posted it meanwhile. */
  sent(id: string, where: { conversationId: string; messageId: string; shown: string }): Promise<boolean>;
  redrawn(id: string, shown: string): Promise<void>;
  /** The person has not got the bot, or the message was deleted there. */
  ended(id: string, state: 'unreachable' | 'gone'): Promise<void>;
  /** The message is not there any more, or never reached its place: it is owed anew. */
  lost(id: string): Promise<void>;
  /** To be tried again at `dueAt`. */
  failed(id: string, dueAt: Instant): Promise<void>;
  /** Still due at the moment it was put off to. */
  postponed(id: string): Promise<void>;
  /** What could not reach this person, or the conversation of this id, is owed again; returns how many. */
  owedAgain(where: Person | string): Promise<number>;
  /** Something else was shown in place of this message: it is drawn again. Whether it is one that is kept. */
  drawAgain(conversationId: string, messageId: string): Promise<boolean>;
}

/** Conversations the bot is in. */
export interface Conversations {
  remember(conversation: Conversation): Promise<void>;
  forget(conversationId: string): Promise<void>;
  byId(conversationId: string): Promise<Conversation | undefined>;
  withPerson(person: Pick<Person, 'tenantId' | 'objectId'>): Promise<Conversation | undefined>;
  /** Conversations that asked to be told of slots and requests. */
  alerted(): Promise<readonly Conversation[]>;
  setAlerts(conversationId: string, on: boolean): Promise<void>;
}

/** The slots of environments, as last read. */
export interface Slots {
  /** Keeps a reading, unless a later-begun one is there. */
  keep(environmentId: string, reading: SlotReading): Promise<void>;
  reading(environmentId: string): Promise<SlotReading | undefined>;
  /**
   * Decides once, across instances, whether people must hear of the level: in one transaction, alone for this
   * environment, `decide` gets the level last told (`well` at first) and the reservations, and returns what to write.
   */
  tell(
    environmentId: string,
    decide: (
      told: SlotLevel,
      reading: SlotReading | undefined,
      reservations: readonly Reservation[],
    ) =>
      | {
          level: SlotLevel;
          ledger: Ledger;
          messages: readonly (OwedMessage & { payload: Record<string, unknown> })[];
        }
      | undefined,
  ): Promise<void>;
}

/** An entry of a chain as stored. */
export interface StoredAuditEntry {
  readonly chain: string;
  readonly sequence: number;
  readonly at: Instant;
  readonly kind: string;
  readonly body: Readonly<Record<string, unknown>>;
  /** Words that were not erased. */
  readonly words: Readonly<Record<string, string>>;
  readonly previous: string;
  readonly hash: string;
}

/** The audit chains: one for each request (its id), and `system`. */
export interface Audit {
  append(chain: string, entries: readonly AuditEntry[]): Promise<void>;
  /** Oldest first; empty for a chain that does not exist. */
  entries(chain: string): Promise<readonly StoredAuditEntry[]>;
  /** The sequence number of the first entry that does not fit, or nothing where the whole chain holds. */
  firstBroken(chain: string): Promise<number | undefined>;
  /**
   * Erases the personal words of a chain and, of a request, those in its row too; notes that it was done. The chain
   * still holds. Only of what has ended: throws `StillOpen` otherwise, and changes nothing.
   */
  eraseWords(chain: string, by: string): Promise<void>;
  /** Ties all that was appended since the last anchor to a new one; nothing where nothing was. */
  anchor(): Promise<Anchor | undefined>;
  /** Gives every entry of every chain, as it is at one moment: chain by chain, oldest first. */
  readAll(take: (line: AuditLine) => void): Promise<void>;
}

/** A vote that waits until its caster has signed in afresh. */
export interface StepUp {
  readonly requestId: string;
  /** The revision that was on the card. */
  readonly revision: number;
  readonly by: Person;
  readonly typedName: string;
  /** The authentication context that has to be met. */
  readonly context: string;
  readonly expiresAt: Instant;
  /** When the sign-in was begun last. */
  readonly begunAt?: Instant;
  /** What it proved. */
  readonly proof?: SignInProof;
}

/** Votes that wait for a fresh sign-in. They are found by hashes: the store knows neither links nor sessions. */
export interface StepUps {
  offer(handleHash: string, stepUp: StepUp): Promise<void>;
  /** A browser has opened the link: from now on it is found by this session. Nothing where it is not there any more. */
  begin(handleHash: string, sessionHash: string): Promise<StepUp | undefined>;
  bySession(sessionHash: string): Promise<StepUp | undefined>;
  proven(sessionHash: string, stepUp: StepUp): Promise<void>;
}

/** Wakes work. A job says only which request or subject; the truth is in the rows. */
export interface Queue {
  work(workers: {
    advance: (requestId: string) => Promise<void>;
    deliver: (subject: string) => Promise<void>;
  }): Promise<void>;
  /** Wakes everything that is due and has no job: requests and messages. */
  sweep(): Promise<void>;
}

/** The whole store. */
export interface Store {
  readonly requests: Requests;
  readonly messages: Messages;
  readonly conversations: Conversations;
  readonly slots: Slots;
  readonly audit: Audit;
  readonly stepUps: StepUps;
  readonly queue: Queue;
  /** Whether the database answers. */
  healthy(): Promise<boolean>;
  /** Comes when the database can be used no more by this process, which has to end; the message says what to do. */
  readonly lost: Promise<Error>;
  /** Takes on no more work, lets what runs end (at most 1 s), lets go of the requests of `holder`, and closes. */
  close(holder?: string): Promise<void>;
}

/** Somebody else changed the row first: read again and decide anew. */
export class Conflict extends Error {
  constructor(what: string) {
    super(`${what} was changed by somebody else in the meantime. Nothing was written; read it again.`);
    this.name = 'Conflict';
  }
}

/** The fresh sign-in was used for a vote before, or its time is over. */
export class StepUpUsed extends Error {
  constructor() {
    super('This sign-in was used before, or its time is over. Nothing was written; sign in once more.');
    this.name = 'StepUpUsed';
  }
}

/** A request that still goes somewhere needs its words. */
export class StillOpen extends Error {
  constructor(label: string) {
    super(
      `${label} has not ended, and is carried out by these words. Nothing was erased; erase it after its end.`,
    );
    this.name = 'StillOpen';
  }
}

/** The sign-in name is used by another request that is open or still holds its slot. */
export class NameAskedFor extends Error {
  readonly other: number;
  constructor(other: number) {
    super(`This name was asked for before, by R-${String(other)}. Nothing was written.`);
    this.name = 'NameAskedFor';
    this.other = other;
  }
}
