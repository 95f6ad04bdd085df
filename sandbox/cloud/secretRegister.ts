/**
 * Every password and every token that the cloud handed out or received, in memory only, so that it can be looked
 * for where it must not be.
 */
export class SecretRegister {
  private readonly secrets = new Set<string>();

  /** Notes it; nothing and the empty string are no secrets. */
  note(secret: string | null | undefined): void {
    if (secret) this.secrets.add(secret);
  }

  /** All that were noted, each once, oldest first. */
  all(): string[] {
    return [...this.secrets];
  }
}
