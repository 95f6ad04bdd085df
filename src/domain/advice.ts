/** What was answered to whether an application user would do instead, and why not where by the answers it would. */
export interface Advice {
  /** The program can sign in with an app registration. */
  readonly appRegistration: boolean;
  /** It needs a user name and a password. */
  readonly password: boolean;
  /** A person signs in with it, too. */
  readonly person: boolean;
  /** Why not an application user, as typed. */
  readonly reason?: string;
}

/** What the answers say: an application user would do, a person needs a user of their own, or neither. */
export type Verdict = 'applicationUser' | 'person' | 'nonInteractive';

/**
 * What the answers say. A non-interactive user cannot open the apps, so a person who signs in is helped by neither
 * kind; otherwise an app registration without need of a password is enough for an application user.
 */
export function verdictOf({ appRegistration, password, person }: Advice): Verdict {
  if (person) return 'person';
  return appRegistration && !password ? 'applicationUser' : 'nonInteractive';
}
