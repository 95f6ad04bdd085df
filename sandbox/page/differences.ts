import type { AccountTruth, Difference, TruthPart } from './browser/wire';
import { cleanedUp, type Claim } from './claims';

/** Where the claims that stand in a place say something else than what is true at Microsoft. */
export function differencesOf(place: string, claims: readonly Claim[], truth: TruthPart): Difference[] {
  return claims.flatMap((claim) => {
    const account = accountOf(claim, truth);
    return claim.facts.flatMap(([label, says]): Difference[] => {
      const isSo = says === cleanedUp ? leftOver(claim, account, truth) : truly(label, says, claim, account);
      return isSo === undefined ? [] : [{ place, account: claim.account, says: `${label}: ${says}`, isSo }];
    });
  });
}

function accountOf(claim: Claim, { accounts }: TruthPart): AccountTruth | undefined {
  const named = accounts.filter(({ name }) => name === claim.account);
  return named.find(({ state }) => state !== 'deleted') ?? named[0];
}

/** What is in use of an account that was cleaned up; undefined for nothing: it may stay on purpose, blocked. */
function leftOver(
  { environment }: Claim,
  account: AccountTruth | undefined,
  { secrets }: TruthPart,
): string | undefined {
  if (account === undefined || account.state === 'deleted') return undefined;
  const row = account.rows.find((one) => one.environment === environment);
  const inForce = secrets.some(({ name, enabled }) => enabled > 0 && name === secretOf(account));
  const left = [
    ...(account.state === 'enabled' ? ['is there, enabled'] : []),
    ...(account.licences.length > 0 ? [`has ${account.licences.join(', ')}`] : []),
    ...(row?.mode === 'Non-interactive' ? ['is Non-interactive'] : []),
    ...(row !== undefined && row.roles.length > 0 ? [`has ${row.roles.join(', ')}`] : []),
    ...(inForce ? ['has a password in force in Key Vault'] : []),
  ];
  return left.length === 0 ? undefined : `the account ${left.join(', and ')}`;
}

/** The name of the secret with its password: the sign-in name before the @, in a vault's letters. */
function secretOf({ signInName }: AccountTruth): string {
  return (signInName.split('@')[0] ?? '').replace(/[^A-Za-z0-9-]/g, '-');
}

/** What is so where it is not what the card says; undefined where they agree. */
function truly(
  label: string,
  says: string,
  { environment }: Claim,
  account: AccountTruth | undefined,
): string | undefined {
  if (account === undefined) return says === 'Deleted' ? undefined : 'there is no such account';
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
