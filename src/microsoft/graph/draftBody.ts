import type { AccountDraft } from '../../ports';
import { markProperty } from './mark';

/**
 * The body that creates the account (Graph: create user). First and last name are always sent, because Dataverse
 * writes a `#` for a missing one; the password neither expires nor has to be changed, because no person would be
 * there to change it.
 */
export function draftBody(draft: AccountDraft): object {
  const [alias] = draft.userPrincipalName.split('@');
  const [first, last] = twoNames(draft.displayName);
  return {
    accountEnabled: true,
    displayName: draft.displayName,
    givenName: first,
    surname: last,
    mailNickname: alias ?? draft.userPrincipalName,
    userPrincipalName: draft.userPrincipalName,
    usageLocation: draft.usageLocation,
    passwordPolicies: 'DisablePasswordExpiration',
    passwordProfile: { password: draft.password, forceChangePasswordNextSignIn: false },
    ...markProperty(draft.mark),
  };
}

/** `svc-erp-prod` is `svc` and `erp-prod`, as Dataverse wants two names. Graph takes 64 characters of each. */
function twoNames(displayName: string): readonly [string, string] {
  const name = displayName.trim();
  const [, first, last] = /^(\S+)\s+(.+)$/.exec(name) ?? /^([^-_.]+)[-_.]+(.+)$/.exec(name) ?? [];
  return [(first ?? name).slice(0, 64), (last ?? name).slice(0, 64)];
}
