/** The body that creates an account in Graph, as a careful client sends it; `changes` override parts of it. */
export function accountDraft(name: string, changes: Readonly<Record<string, unknown>> = {}): object {
  const [first = name, ...rest] = name.split('-');
  return {
    accountEnabled: true,
    displayName: name,
    givenName: first,
    surname: rest.join('-'),
    mailNickname: name,
    userPrincipalName: `${name}@contoso.com`,
    usageLocation: 'DE',
    passwordPolicies: 'DisablePasswordExpiration',
    passwordProfile: { password: 'Only-4-the-sandbox!', forceChangePasswordNextSignIn: false },
    ...changes,
  };
}
