import { SecretClient, type SecretProperties } from '@azure/keyvault-secrets';
import { ServiceFault } from '../../domain/serviceFault';
import type { Instant } from '../../domain/time';
import type { SecretVersion, Vault } from '../../ports';
import type { CloudAddresses } from '../cloudAddresses';
import type { Connection } from '../connection';
import type { Intent } from '../http/answer';
import { Caller } from '../http/caller';
import { departurePolicy } from '../http/departurePolicy';
import { vaultAnswer, type VaultOptions } from './vaultAnswer';

/** Vaults for passwords, by Azure Key Vault. */
export class KeyVault implements Vault {
  private readonly caller: Caller;
  /** One for each vault: a client keeps what the vault asked of it. */
  private readonly readers = new Map<string, SecretClient>();

  constructor(
    private readonly cloud: CloudAddresses,
    private readonly connection: Connection,
  ) {
    this.caller = new Caller('Key Vault', connection.log);
  }

  async store(
    at: string,
    name: string,
    value: string,
    tags: Readonly<Record<string, string>>,
  ): Promise<string> {
    const what = 'store the password';
    const secret = await this.write(at, what, (client, options) =>
      client.setSecret(name, value, { tags: { ...tags }, ...options }),
    );
    const version = secret?.properties.version;
    if (version === undefined) throw new ServiceFault({ service: 'Key Vault', what, kind: 'unknown' });
    return version;
  }

  async versions(at: string, name: string): Promise<readonly SecretVersion[]> {
    const found = await this.read(at, 'read the versions of the password', async (client, options) => {
      const versions: SecretVersion[] = [];
      for await (const properties of client.listPropertiesOfSecretVersions(name, options)) {
        versions.push(versionOf(properties));
      }
      return versions;
    });
    return (found ?? []).toSorted((one, other) => other.createdAt - one.createdAt);
  }

  async value(at: string, name: string, version: string): Promise<string | undefined> {
    try {
      const secret = await this.read(at, 'read the password', (client, options) =>
        client.getSecret(name, { version, ...options }),
      );
      return secret?.value;
    } catch (error) {
      if (error instanceof ServiceFault && error.facts.code === 'SecretDisabled') return undefined;
      throw error;
    }
  }

  async change(
    at: string,
    name: string,
    version: string,
    change: {
      readonly enabled: boolean;
      readonly expiresAt?: Instant;
      readonly tags?: Readonly<Record<string, string>>;
    },
  ): Promise<void> {
    await this.write(at, 'change the stored password', (client, options) =>
      client.updateSecretProperties(name, version, {
        ...options,
        enabled: change.enabled,
        ...(change.expiresAt === undefined ? {} : { expiresOn: new Date(change.expiresAt) }),
        ...(change.tags === undefined ? {} : { tags: { ...change.tags } }),
      }),
    );
  }

  link(at: string, name: string): string {
    const asset = '#@/asset/Microsoft_Azure_KeyVault/Secret';
    return `${this.cloud.portal}/${asset}/${at}/secrets/${encodeURIComponent(name)}`;
  }

  private async read<T>(
    at: string,
    what: string,
    work: (client: SecretClient, options: VaultOptions) => Promise<T>,
  ): Promise<T | undefined> {
    const reader = this.readers.get(at) ?? this.clientFor(at, 'read');
    this.readers.set(at, reader);
    const answer = await this.caller.find(what, () => vaultAnswer((options) => work(reader, options)));
    return answer?.result;
  }

  /**
   * Each write has a client of its own. A client first asks without a token and holds the body back; two writes
   * that do so at the same time through one client may lose a body.
   */
  private async write<T>(
    at: string,
    what: string,
    work: (client: SecretClient, options: VaultOptions) => Promise<T>,
  ): Promise<T | undefined> {
    const answer = await this.caller.write(what, () =>
      vaultAnswer((options) => work(this.clientFor(at, 'write'), options)),
    );
    return answer.result;
  }

  private clientFor(at: string, intent: Intent): SecretClient {
    return new SecretClient(at, this.connection.tokens, {
      agent: this.connection.agent,
      retryOptions: { maxRetries: 0 },
      redirectOptions: { maxRetries: 0 },
      additionalPolicies: [departurePolicy(intent, this.connection.scopes)],
    });
  }
}

function versionOf(properties: SecretProperties): SecretVersion {
  return {
    version: properties.version ?? '',
    enabled: properties.enabled === true,
    tags: properties.tags ?? {},
    createdAt: properties.createdOn?.getTime() ?? 0,
    ...(properties.expiresOn === undefined ? {} : { expiresAt: properties.expiresOn.getTime() }),
  };
}
