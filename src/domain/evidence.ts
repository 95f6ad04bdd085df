import type { Instant } from './time';

/** Ids that a step learned and later steps work with. */
export interface Known {
  /** Entra object id of the account. */
  readonly objectId?: string;
  /** Version of the vault's secret that holds the account's password. */
  readonly secretVersion?: string;
  /** The account's row in the environment (systemuserid). */
  readonly systemUserId?: string;
  /** The environment's security group, where it has one. */
  readonly groupId?: string;
}

/** What a reading said, when, and from where. Never a secret. */
export interface Evidence {
  /** `made`: this request changed it to be so; `found`: it was so already. */
  readonly how: 'made' | 'found';
  /** When the readings began that said so: one, or two where two must agree. */
  readonly readAt: readonly Instant[];
  /** Where it was read. */
  readonly from: string;
  /** What was read, for the receipt: names and values. */
  readonly facts: Readonly<Record<string, string | number | boolean | readonly string[]>>;
  readonly known?: Known;
}
