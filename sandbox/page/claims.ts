import type { SeenMessage } from '../teams/client';
import type { AccountTruth, Difference, TruthPart } from './browser/wire';

/** What one card tells people about an account, as they read it. */
export interface Claim {
  /** The request, such as `R-7`. */
  readonly number: string;
  readonly account: string;
  readonly environment: string;
  /** Facts that the card names: label and value. */
  readonly facts: readonly (readonly [string, string])[];
}

const band = '▌ ';
const cleanedUp = 'Everything is cleaned up';

/** A message, as far as it could claim something. */
export type Claiming = Pick<SeenMessage, 'reads' | 'fromBot' | 'card'>;

/**
 * What a message claims of an account; undefined where it claims nothing that could be looked at, and where it is no
 * card of the bot: anybody may type the same words. `environments` are the names of all that there are.
 */
export function claimIn(
  { reads, fromBot, card }: Claiming,
  environments: readonly string[],
): Claim | undefined {
  if (!fromBot || card === undefined) return undefined;
  const lines = reads.split('\n');
  const [small = '', heading = '', subject = ''] = lines
    .filter((line) => line.startsWith(band))
    .map((line) => line.slice(band.length));
  const number = / · (R-\d+)$/.exec(small)?.[1];
  const about = subjectOf(subject, environments);
  if (number === undefined || about === undefined) return undefined;
  if (small.startsWith('! Changed since')) return changedClaim({ number, ...about }, heading);
  const mode = /^Access Mode: (.+)$/.exec(heading)?.[1];
  if (mode !== undefined) {
    const facts = lines.flatMap((line): [string, string][] => {
      const [, label, value] = /^(Account|Licence|Roles) {2,}(.+)$/.exec(line) ?? [];
      return label === undefined || value === undefined ? [] : [[label, value]];
    });
    return { number, ...about, facts: [['Access Mode', mode], ...facts] };
  }
  return heading.includes(cleanedUp) ? { number, ...about, facts: [['Account', cleanedUp]] } : undefined;
}

/** From the end, by the names that there are: an account's own name may hold what stands between the two. */
function subjectOf(
  subject: string,
  environments: readonly string[],
): Pick<Claim, 'account' | 'environment'> | undefined {
  const ending = (environment: string): string => ` · ${environment}`;
  const [environment] = environments
    .filter((name) => subject.endsWith(ending(name)))
    .sort((a, b) => b.length - a.length);
  if (environment === undefined) return undefined;
  return { account: subject.slice(0, -ending(environment).length), environment };
}

/** What a card claims of an account that was read otherwise after it was verified: the new state alone. */
function changedClaim(of: Omit<Claim, 'facts'>, heading: string): Claim {
  const mode = /^Access Mode is now (.+)$/.exec(heading)?.[1];
  if (mode !== undefined) return { ...of, facts: [['Access Mode', mode]] };
  return { ...of, facts: heading === 'The account is blocked' ? [['Account', 'Blocked']] : [] };
}

/** The newest claim of each request in one conversation; older ones were overtaken. */
export function standingClaims(
  messages: readonly Claiming[],
  environments: readonly string[],
): readonly Claim[] {
  const newest = new Map<string, Claim>();
  for (const message of messages) {
    const claim = claimIn(message, environments);
    if (claim !== undefined) newest.set(claim.number, claim);
  }
  return [...newest.values()];
}

/** Where the claims that stand in a place say something else than what is true at Microsoft. */
export function differencesOf(place: string, claims: readonly Claim[], truth: TruthPart): Difference[] {
  return claims.flatMap((claim) => {
    const account = accountOf(claim, truth);
    return claim.facts.flatMap(([label, says]): Difference[] => {
      const isSo = truly(label, says, claim, account);
      return isSo === undefined ? [] : [{ place, account: claim.account, says: `${label}: ${says}`, isSo }];
    });
  });
}

function accountOf(claim: Claim, { accounts }: TruthPart): AccountTruth | undefined {
  const named = accounts.filter(({ name }) => name === claim.account);
  return named.find(({ state }) => state !== 'deleted') ?? named[0];
}

/** What is so where it is not what the card says; undefined where they agree. */
function truly(
  label: string,
  says: string,
  { environment }: Claim,
  account: AccountTruth | undefined,
): string | undefined {
  if (says === cleanedUp) {
    const isGone = account === undefined || account.state === 'deleted';
    return isGone ? undefined : `the account is there, ${account.state}`;
  }
  if (account === undefined) return 'there is no such account';
  const row = account.rows.find((one) => one.environment === environment);
  switch (label) {
    case 'Account':
      return account.state === says.toLowerCase() ? undefined : `the account is ${account.state}`;
    case 'Licence':
      return says === 'Taken back' && account.licences.length > 0
        ? `it has ${account.licences.join(', ')}`
        : undefined;
    case 'Roles':
      return isSameList(says, row?.roles ?? [])
        ? undefined
        : `it has ${row === undefined || row.roles.length === 0 ? 'none' : row.roles.join(', ')}`;
    default:
      if (row === undefined) return 'the environment has no such user';
      if (row.mode !== says) return `it is ${row.mode}`;
      // An account that is no longer Non-interactive is disabled by the platform for want of a licence.
      return row.isDisabled && says === 'Non-interactive' ? 'the user is disabled there' : undefined;
  }
}

function isSameList(says: string, roles: readonly string[]): boolean {
  // A role's name may hold a comma: both sides are taken apart alike.
  const sorted = (list: string): string => list.split(', ').sort().join();
  return sorted(says) === sorted(roles.join(', '));
}
