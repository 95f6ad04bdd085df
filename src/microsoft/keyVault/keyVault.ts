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

/** The vault for passwords, by Azure Key Vault. */
export class KeyVault implements Vault {
  private readonly caller: Caller;
  private readonly url: string;
  private readonly reader: SecretClient;

  constructor(
    vaultUrl: string,
    private readonly cloud: CloudAddresses,
    private readonly connection: Connection,
  ) {
    this.caller = new Caller('Key Vault', connection.log);
    this.url = vaultUrl.replace(/\/+$/, '');
    this.reader = this.clientFor('read');
  }

  async store(name: string, value: string, tags: Readonly<Record<string, string>>): Promise<string> {
    const what = 'store the password';
    const secret = await this.write(what, (client, options) =>
      client.setSecret(name, value, { tags: { ...tags }, ...options }),
    );
    const version = secret?.properties.version;
    if (version === undefined) throw new ServiceFault({ service: 'Key Vault', what, kind: 'unknown' });
    return version;
  }

  async versions(name: string): Promise<readonly SecretVersion[]> {
    const found = await this.read('read the versions of the password', async (client, options) => {
      const versions: SecretVersion[] = [];
      for await (const properties of client.listPropertiesOfSecretVersions(name, options)) {
        versions.push(versionOf(properties));
      }
      return versions;
    });
    return (found ?? []).toSorted((one, other) => other.createdAt - one.createdAt);
  }

  async value(name: string, version: string): Promise<string | undefined> {
    try {
      const secret = await this.read('read the password', (client, options) =>
        client.getSecret(name, { version, ...options }),
      );
      return secret?.value;
    } catch (error) {
      if (error instanceof ServiceFault && error.facts.code === 'SecretDisabled') return undefined;
      throw error;
    }
  }

  async change(
    name: string,
    version: string,
    change: {
      readonly enabled: boolean;
      readonly expiresAt?: Instant;
      readonly tags?: Readonly<Record<string, string>>;
    },
  ): Promise<void> {
    await this.write('change the stored password', (client, options) =>
      client.updateSecretProperties(name, version, {
        ...options,
        enabled: change.enabled,
        ...(change.expiresAt === undefined ? {} : { expiresOn: new Date(change.expiresAt) }),
        ...(change.tags === undefined ? {} : { tags: { ...change.tags } }),
      }),
    );
  }

  link(name: string): string {
    const asset = '#@/asset/Microsoft_Azure_KeyVault/Secret';
    return `${this.cloud.portal}/${asset}/${this.url}/secrets/${encodeURIComponent(name)}`;
  }

  private async read<T>(
    what: string,
    work: (client: SecretClient, options: VaultOptions) => Promise<T>,
  ): Promise<T | undefined> {
    const answer = await this.caller.find(what, () => vaultAnswer((options) => work(this.reader, options)));
    return answer?.result;
  }

  /**
   * Each write has a client of its own. A client first asks without a token and holds the body back; two writes
   * that do so at the same time through one client may lose a body.
   */
  private async write<T>(
    what: string,
    work: (client: SecretClient, options: VaultOptions) => Promise<T>,
  ): Promise<T | undefined> {
    const answer = await this.caller.write(what, () =>
      vaultAnswer((options) => work(this.clientFor('write'), options)),
    );
    return answer.result;
  }

  private clientFor(intent: Intent): SecretClient {
    return new SecretClient(this.url, this.connection.tokens, {
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
