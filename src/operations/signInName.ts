import type { Policy } from '../domain/policy';

/** Fewest letters and digits that a name must have: with fewer, different names would get the same sign-in name. */
const shortest = 3;

/** Longest sign-in name before the @: Entra's limit for a mail nickname is 64 letters. */
const longest = 60;

/**
 * The sign-in name an account gets by its name: "SAP stock connector" becomes `svc-sap-stock-connector@contoso.com`.
 * Nothing where fewer than three letters or digits are left that a sign-in name may have.
 */
export function signInName(accountName: string, account: Policy['account']): string | undefined {
  const words = accountName
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .match(/[a-z0-9]+/g);
  if (words === null || words.join('').length < shortest) return undefined;
  const local = `${account.prefix}${words.join('-')}`.slice(0, longest).replace(/-$/, '');
  return `${local}@${account.domain}`;
}

/** How accounts are named where another domain than the policy's was chosen; empty: the policy's. */
export function accountRule(account: Policy['account'], domain: string): Policy['account'] {
  return domain === '' ? account : { ...account, domain };
}
