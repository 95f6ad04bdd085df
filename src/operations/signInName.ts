import type { Policy } from '../domain/policy';

/** Longest sign-in name before the @: Entra's limit for a mail nickname is 64 letters. */
const longest = 60;

/**
 * The sign-in name an account gets by its name: "SAP stock connector" becomes `svc-sap-stock-connector@contoso.com`.
 * Nothing where no letter or digit is left that a sign-in name may have.
 */
export function signInName(accountName: string, account: Policy['account']): string | undefined {
  const words = accountName
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .match(/[a-z0-9]+/g);
  if (words === null) return undefined;
  const local = `${account.prefix}${words.join('-')}`.slice(0, longest).replace(/-$/, '');
  return `${local}@${account.domain}`;
}
