import type { SeenMessage } from '../teams/client';

/** What a card is about. */
interface Subject {
  /** The request, such as `R-7`. */
  readonly number: string;
  readonly account: string;
  readonly environment: string;
}

/** What one card tells people about an account, as they read it. */
export interface Claim extends Subject {
  /** Facts that the card names: label and value. */
  readonly facts: readonly (readonly [string, string])[];
}

const band = '▌ ';
/** What the card says of a request that ended with nothing of it in use. */
export const cleanedUp = 'Everything is cleaned up';
/** What the policy may ask for beyond that: the card says so in a sentence of its own. */
const deleted = 'The account is deleted.';
/** States in which a request had its hands on the account; one that failed or was stopped may not have. */
const atWork = ['Working', 'Waiting', '! Needs you', 'Cleaning up', '✓ Verified', '! Changed since'];

/** A message, as far as it could claim something. */
export type Claiming = Pick<SeenMessage, 'reads' | 'fromBot' | 'card'>;

/** A card of a request: its state and heading, what it is about, and all its lines. */
interface RequestCard extends Subject {
  readonly state: string;
  readonly heading: string;
  readonly lines: readonly string[];
}

/** The message as a request's card; undefined where it is none of the bot: anybody may type the same words. */
function requestCard(
  { reads, fromBot, card }: Claiming,
  environments: readonly string[],
): RequestCard | undefined {
  if (!fromBot || card === undefined) return undefined;
  const lines = reads.split('\n');
  const [small = '', heading = '', subject = ''] = lines
    .filter((line) => line.startsWith(band))
    .map((line) => line.slice(band.length));
  const [, state, number] = /^(.+) · (R-\d+)$/.exec(small) ?? [];
  const about = subjectOf(subject, environments);
  if (state === undefined || number === undefined || about === undefined) return undefined;
  return { number, ...about, state, heading, lines };
}

/**
 * What a message claims of an account; undefined where it claims nothing that could be looked at. `environments` are
 * the names of all that there are.
 */
export function claimIn(message: Claiming, environments: readonly string[]): Claim | undefined {
  const card = requestCard(message, environments);
  if (card === undefined) return undefined;
  const { number, account, environment, state, heading, lines } = card;
  const about = { number, account, environment };
  if (state === '! Changed since') return changedClaim(about, heading);
  const mode = /^Access Mode: (.+)$/.exec(heading)?.[1];
  if (mode !== undefined) {
    const facts = lines.flatMap((line): [string, string][] => {
      const [, label, value] = /^(Account|Licence|Roles) {2,}(.+)$/.exec(line) ?? [];
      return label === undefined || value === undefined ? [] : [[label, value]];
    });
    return { ...about, facts: [['Access Mode', mode], ...facts] };
  }
  if (!heading.includes(cleanedUp)) return undefined;
  const isDeleted = lines.some((line) => line.startsWith(deleted));
  return { ...about, facts: [['Account', isDeleted ? 'Deleted' : cleanedUp]] };
}

/** From the end, by the names that there are: an account's own name may hold what stands between the two. */
function subjectOf(subject: string, environments: readonly string[]): Omit<Subject, 'number'> | undefined {
  const ending = (environment: string): string => ` · ${environment}`;
  const [environment] = environments
    .filter((name) => subject.endsWith(ending(name)))
    .sort((a, b) => b.length - a.length);
  if (environment === undefined) return undefined;
  return { account: subject.slice(0, -ending(environment).length), environment };
}

/** What a card claims of an account that was read otherwise after it was verified: the new state alone. */
function changedClaim(of: Subject, heading: string): Claim {
  const mode = /^Access Mode is now (.+)$/.exec(heading)?.[1];
  if (mode !== undefined) return { ...of, facts: [['Access Mode', mode]] };
  return { ...of, facts: heading === 'The account is blocked' ? [['Account', 'Blocked']] : [] };
}

/**
 * The newest claim of each request in one conversation. What a newer request did to the same account since is that
 * one's to tell; its card may stand elsewhere, so `everywhere` are the messages of all conversations.
 */
export function standingClaims(
  messages: readonly Claiming[],
  environments: readonly string[],
  everywhere = messages,
): readonly Claim[] {
  const newest = new Map<string, Claim>();
  for (const message of messages) {
    const claim = claimIn(message, environments);
    if (claim !== undefined) newest.set(claim.number, claim);
  }
  const begun = everywhere.flatMap((message) => begunIn(message, environments) ?? []);
  return [...newest.values()].filter((claim) => !begun.some((one) => isOvertaken(claim, one)));
}

/** The request whose card this is, where it was at work on its account. */
function begunIn(message: Claiming, environments: readonly string[]): Subject | undefined {
  const card = requestCard(message, environments);
  return card !== undefined && (atWork.includes(card.state) || card.heading.startsWith('Not made'))
    ? card
    : undefined;
}

/** A blocked account may be taken up for another environment; mode and roles are told of one environment alone. */
function isOvertaken(claim: Claim, by: Subject): boolean {
  const isOfAccount = claim.facts.every(([label]) => label === 'Account');
  return (
    by.account === claim.account &&
    (isOfAccount || by.environment === claim.environment) &&
    count(by) > count(claim)
  );
}

function count({ number }: Subject): number {
  return Number(number.slice('R-'.length));
}
