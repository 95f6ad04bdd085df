// What the page and its server say to each other. Types alone: the server's build and the browser's share them.

/** What the page shows, in parts that change one by one, by name: `office`, `seat …`, `message …`, `call …`. */
export interface PartsChange {
  readonly changed: Readonly<Record<string, unknown>>;
  readonly gone: readonly string[];
}

/** The part `office`: who and what there is. */
export interface OfficePart {
  readonly botName: string;
  readonly people: readonly { readonly name: string; readonly part: string }[];
  readonly channels: readonly {
    readonly name: string;
    readonly team: string;
    readonly members: readonly string[];
  }[];
  readonly commands: readonly { readonly title: string; readonly description: string }[];
  /** What Teams suggests in a channel. */
  readonly channelCommands: readonly { readonly title: string; readonly description: string }[];
}

/** A part `seat <key>`: one person looking at one conversation. */
export interface SeatPart {
  readonly key: string;
  readonly person: string;
  /** The channel; absent for the personal chat. */
  readonly channel?: string;
  readonly installed: boolean;
  /** Ids of messages, oldest first. */
  readonly messages: readonly string[];
  /** The bot shows that it writes. */
  readonly typing: boolean;
  readonly dialog?: DialogPart;
  readonly browser?: BrowserPart;
}

/** What a person's browser shows, beside Teams. */
export interface BrowserPart {
  /** Where it is, without the query. */
  readonly address: string;
  readonly html: string;
}

/** The dialog that somebody has open, over the conversation in which it was opened. */
export interface DialogPart {
  readonly title: string;
  readonly card: unknown;
}

/** A part `message <seat> <id>`: a message as this person sees it. */
export interface MessagePart {
  /** The seat's key. */
  readonly seat: string;
  readonly id: string;
  readonly from: string;
  readonly fromBot: boolean;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly text: string;
  readonly summary: string;
  readonly card?: unknown;
  /** How often it was redrawn. */
  readonly edits: number;
  /** Whether the bot could not be reached with it. */
  readonly undelivered: boolean;
}

/** The part `bot`. */
export interface BotPart {
  readonly isRunning: boolean;
  /** Something was asked of it that is not over: it starts or stops. */
  readonly isBusy: boolean;
  /** Why it did not come up; absent when it did. */
  readonly problem?: string;
}

/** The part `truth`: what is so at Microsoft. */
export interface TruthPart {
  readonly accounts: readonly AccountTruth[];
  readonly environments: readonly EnvironmentTruth[];
  readonly licences: readonly { readonly name: string; readonly seats: number; readonly taken: number }[];
  readonly secrets: readonly { readonly name: string; readonly versions: number; readonly enabled: number }[];
}

/** One account that was made or asked about here. */
export interface AccountTruth {
  readonly name: string;
  readonly signInName: string;
  readonly state: 'enabled' | 'blocked' | 'deleted';
  readonly licences: readonly string[];
  readonly rows: readonly {
    readonly environment: string;
    /** Microsoft's word: Read-Write, Non-interactive ... */
    readonly mode: string;
    readonly isDisabled: boolean;
    readonly roles: readonly string[];
  }[];
}

/** One environment with its slots. */
export interface EnvironmentTruth {
  readonly name: string;
  readonly used: number;
  readonly limit: number;
}

/** The part `differences`: where a card says something else than what is true. */
export interface Difference {
  readonly place: string;
  readonly account: string;
  readonly says: string;
  readonly isSo: string;
}

/** A part `call <number>`. */
export interface CallPart {
  readonly number: number;
  readonly at: number;
  readonly service: string;
  readonly method: string;
  /** Host and path for people, without the query. */
  readonly address: string;
  /** 0 where the answer was lost. */
  readonly status: number;
  readonly milliseconds: number;
  /** The step that made it; absent where none was at work. */
  readonly step?: string;
}

/** The part `trouble`: what can be switched on, and what is. */
export interface TroublePart {
  readonly switches: readonly {
    readonly name: string;
    readonly title: string;
    readonly what: string;
    readonly isOn: boolean;
  }[];
  /** Divides all lags. */
  readonly speed: number;
}

/** The parts of which there is one each, by name. */
export interface NamedParts {
  readonly office: OfficePart;
  readonly bot: BotPart;
  readonly truth: TruthPart;
  readonly differences: readonly Difference[];
  readonly trouble: TroublePart;
}

/** What the page asks for; each goes as POST to `/do/<name>`. */
export interface Deeds {
  write: { seat: string; text: string };
  press: { seat: string; on: string; action: Record<string, unknown>; data: unknown };
  search: { seat: string; dataset: string; text: string; inputs?: Record<string, string> | undefined };
  closeDialog: { seat: string };
  /** A link of a card: it opens in the person's own browser. */
  openLink: { seat: string; url: string };
  /** A form in that browser; `action` as it stands in the page. */
  sendForm: { seat: string; action: string; fields: Record<string, string> };
  closeBrowser: { seat: string };
  install: { seat: string; installed: boolean };
  bot: { to: 'kill' | 'stop' | 'start' };
  trouble: { name: string; on: boolean };
  speed: { speed: number };
  setMode: { account: string; environment: string; to: 'Read-Write' | 'Non-interactive' };
}

/** What comes back: `error` is a sentence for the person; `choices` answer a search. */
export interface DeedAnswer {
  readonly error?: string;
  /** In spite of the error, what was written stands in the chat. */
  readonly isSaid?: boolean;
  readonly message?: string;
  readonly choices?: readonly { readonly title: string; readonly value: string }[];
}
