import { randomUUID } from 'node:crypto';
import type { ZodType } from 'zod/v4';
import { vaultError } from '../../schemas/keyVault';
import type { Application, Vault, VaultSecret, VaultVersion } from '../../world/world';
import { misfit } from '../checkAnswer';
import type { CloudKit } from '../cloudKit';
import { readJson, type Routed } from '../routes';

/** The vault's refusal of a request. */
export class VaultRefusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly innerCode?: string,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
  }
}

/** One call to a vault. */
export class VaultCall {
  constructor(
    readonly kit: CloudKit,
    readonly vault: Vault,
    readonly application: Application,
    readonly routed: Routed,
  ) {}

  /** The secret that the path names. Throws a refusal where there is none. */
  secret(): VaultSecret {
    const name = this.routed.parts[0] ?? '';
    const secret = this.vault.secrets.find((one) => one.name.toLowerCase() === name.toLowerCase());
    if (secret !== undefined) return secret;
    throw new VaultRefusal(
      404,
      'SecretNotFound',
      `A secret with (name/id) ${name} was not found in this key vault. If you recently deleted this secret you may be able to recover it using the correct recovery command. For help resolving this issue, please see https://go.microsoft.com/fwlink/?linkid=2125182`,
    );
  }

  /** The version that the path names, or the newest. Throws a refusal where there is none. */
  version(): VaultVersion {
    const secret = this.secret();
    const [name = '', id = ''] = this.routed.parts;
    const version = id === '' ? secret.versions.at(-1) : secret.versions.find((one) => one.version === id);
    if (version !== undefined) return version;
    throw new VaultRefusal(
      404,
      'SecretNotFound',
      `A secret with (name/id) ${name}/${id} was not found in this key vault.`,
    );
  }

  /** The body, as this schema wants it. What does not fit is reported and refused. */
  async body<T>(schema: ZodType<T>): Promise<T> {
    const body = await readJson(this.routed.request);
    const what = misfit(schema, body);
    if (what === undefined) return schema.parse(body);
    this.kit.report('Key Vault', 'request', this.routed.request, what);
    throw new VaultRefusal(400, 'BadParameter', 'The request body is not as the service expects it.');
  }

  answer(body: unknown, schema: ZodType): Response {
    this.kit.checkAnswer('Key Vault', this.routed.request, schema, body);
    return Response.json(body, { headers: vaultHeaders() });
  }
}

/** The answer that a refusal is. */
export function vaultRefusalAnswer(kit: CloudKit, request: Request, refusal: VaultRefusal): Response {
  const { status, code, message, innerCode } = refusal;
  const body = {
    error: { code, message, ...(innerCode === undefined ? {} : { innererror: { code: innerCode } }) },
  };
  kit.checkAnswer('Key Vault', request, vaultError, body);
  return Response.json(body, { status, headers: { ...vaultHeaders(), ...refusal.headers } });
}

function vaultHeaders(): Record<string, string> {
  return {
    'x-ms-request-id': randomUUID(),
    'x-ms-keyvault-region': 'westeurope',
    'cache-control': 'no-cache',
  };
}
