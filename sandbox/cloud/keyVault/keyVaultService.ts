import type { Vault } from '../../world/world';
import type { CloudKit } from '../cloudKit';
import { findRoute } from '../routes';
import type { Service } from '../service';
import { secretRoutes } from './secretRoutes';
import { VaultCall, VaultRefusal, vaultRefusalAnswer } from './vaultCall';

/** All vaults, each at its own host; secrets alone. */
export function createKeyVaultService(kit: CloudKit): Service {
  const vaultAt = (host: string): Vault | undefined =>
    kit.world.world.vaults.find((vault) => vault.host === host);
  return {
    name: 'Key Vault',
    serves: (host) => vaultAt(host) !== undefined,
    async fetch(request) {
      const vault = vaultAt(new URL(request.url).host);
      if (vault === undefined) return new Response(null, { status: 404 });
      try {
        return await answer(kit, vault, request);
      } catch (error) {
        if (error instanceof VaultRefusal) return vaultRefusalAnswer(kit, request, error);
        throw error;
      }
    },
  };
}

async function answer(kit: CloudKit, vault: Vault, request: Request): Promise<Response> {
  const url = new URL(request.url);
  const checked = kit.entra.check(request, 'https://vault.azure.net');
  if (!checked.ok) {
    const authority = `https://login.microsoftonline.com/${kit.world.world.tenant.id}`;
    const text =
      checked.why === 'missing'
        ? 'AKV10000: Request is missing a Bearer or PoP token.'
        : 'AKV10032: Invalid token.';
    throw new VaultRefusal(401, 'Unauthorized', text, undefined, {
      'www-authenticate': `Bearer authorization="${authority}", resource="https://vault.azure.net"`,
    });
  }
  if (!/^\d{4}-\d{2}-\d{2}$|^7\.\d/.test(url.searchParams.get('api-version') ?? '')) {
    kit.report('Key Vault', 'request', request, 'api-version is missing');
    throw new VaultRefusal(400, 'BadParameter', 'api-version must be specified.');
  }
  const found = findRoute(secretRoutes, request, url.pathname);
  if (typeof found === 'string') {
    kit.report('Key Vault', 'request', request, `unknown ${found}`);
    throw found === 'method'
      ? new VaultRefusal(405, 'MethodNotAllowed', 'The method is not allowed here.')
      : new VaultRefusal(404, 'NotFound', 'There is no such resource.');
  }
  const allowed = vault.access[checked.application.appId] ?? [];
  if (!allowed.includes(found.route.needs)) {
    throw new VaultRefusal(
      403,
      'Forbidden',
      `The caller is not authorised to perform ${found.route.needs} on this vault's secrets.`,
      'ForbiddenByPolicy',
    );
  }
  return await found.route.answer(new VaultCall(kit, vault, checked.application, found.routed));
}
