import { randomBytes } from 'node:crypto';
import type { output } from 'zod/v4';
import {
  vaultPage,
  vaultSecret,
  vaultSetSecret,
  vaultUpdateSecret,
  vaultVersion,
} from '../../schemas/keyVault';
import type { VaultVersion } from '../../world/world';
import { pageOf } from '../odata/options';
import type { Route } from '../routes';
import { VaultRefusal, type VaultCall } from './vaultCall';

/** One endpoint of a vault, with what the caller has to be allowed. */
export interface VaultRoute extends Pick<Route<never>, 'method' | 'path'> {
  readonly needs: 'get' | 'set' | 'list';
  readonly answer: (call: VaultCall) => Promise<Response> | Response;
}

const name = '/secrets/([0-9a-zA-Z-]{1,127})';

/** Secrets of a vault. */
export const secretRoutes: readonly VaultRoute[] = [
  { method: 'GET', path: /^\/secrets\/?$/, needs: 'list', answer: listSecrets },
  { method: 'GET', path: new RegExp(`^${name}/versions$`), needs: 'list', answer: listVersions },
  { method: 'GET', path: new RegExp(`^${name}(?:/([0-9a-f]{32})?)?$`), needs: 'get', answer: readSecret },
  { method: 'PUT', path: new RegExp(`^${name}/?$`), needs: 'set', answer: setSecret },
  { method: 'PATCH', path: new RegExp(`^${name}/([0-9a-f]{32})?$`), needs: 'set', answer: updateSecret },
];

async function setSecret(call: VaultCall): Promise<Response> {
  const body = await call.body(vaultSetSecret);
  const { kit, vault } = call;
  kit.secrets.note(body.value);
  const known = call.routed.parts[0] ?? '';
  let secret = vault.secrets.find((one) => one.name.toLowerCase() === known.toLowerCase());
  if (secret === undefined) {
    secret = { name: known, versions: [] };
    vault.secrets.push(secret);
  }
  const version: VaultVersion = {
    version: randomBytes(16).toString('hex'),
    value: body.value,
    contentType: null,
    enabled: true,
    notBefore: null,
    expires: null,
    tags: {},
    createdAt: kit.now(),
    updatedAt: kit.now(),
  };
  apply(call, version, body);
  secret.versions.push(version);
  return call.answer({ value: version.value, ...shown(call, secret.name, version) }, vaultSecret);
}

function readSecret(call: VaultCall): Response {
  const version = call.version();
  if (!version.enabled) {
    throw new VaultRefusal(
      403,
      'Forbidden',
      'Operation get is not allowed on a disabled secret.',
      'SecretDisabled',
    );
  }
  return call.answer({ value: version.value, ...shown(call, call.secret().name, version) }, vaultSecret);
}

async function updateSecret(call: VaultCall): Promise<Response> {
  const version = call.version();
  apply(call, version, await call.body(vaultUpdateSecret));
  return call.answer(shown(call, call.secret().name, version), vaultVersion);
}

function listVersions(call: VaultCall): Response {
  const { name: secretName, versions } = call.secret();
  return list(
    call,
    versions.map((version) => shown(call, secretName, version)),
  );
}

function listSecrets(call: VaultCall): Response {
  const newest = call.vault.secrets.flatMap(({ name: secretName, versions }) =>
    versions.slice(-1).map((version) => ({
      ...shown(call, secretName, version),
      id: `https://${call.vault.host}/secrets/${secretName}`,
    })),
  );
  return list(call, newest);
}

function list(call: VaultCall, items: readonly unknown[]): Response {
  const { url } = call.routed;
  const size = Math.min(Number(url.searchParams.get('maxresults') ?? 25), 25);
  const skip = Number(url.searchParams.get('$skiptoken')?.replace(/\D/g, '') ?? 0);
  const { rows, nextLink } = pageOf(items, url, skip, size);
  return call.answer({ value: rows, nextLink: nextLink ?? null }, vaultPage);
}

function apply(call: VaultCall, version: VaultVersion, change: output<typeof vaultUpdateSecret>): void {
  const { attributes, tags, contentType } = change;
  if (attributes?.enabled !== undefined) version.enabled = attributes.enabled;
  if (attributes?.exp !== undefined) version.expires = attributes.exp * 1000;
  if (attributes?.nbf !== undefined) version.notBefore = attributes.nbf * 1000;
  if (tags !== undefined) version.tags = { ...tags };
  if (contentType !== undefined) version.contentType = contentType;
  version.updatedAt = call.kit.now();
  call.kit.world.changed();
}

function shown({ vault }: VaultCall, secretName: string, version: VaultVersion): Record<string, unknown> {
  const seconds = (moment: number): number => Math.floor(moment / 1000);
  return {
    ...(version.contentType === null ? {} : { contentType: version.contentType }),
    id: `https://${vault.host}/secrets/${secretName}/${version.version}`,
    attributes: {
      enabled: version.enabled,
      ...(version.notBefore === null ? {} : { nbf: seconds(version.notBefore) }),
      ...(version.expires === null ? {} : { exp: seconds(version.expires) }),
      created: seconds(version.createdAt),
      updated: seconds(version.updatedAt),
      recoveryLevel: 'Recoverable+Purgeable',
      recoverableDays: 90,
    },
    tags: version.tags,
  };
}
