import { randomUUID } from 'node:crypto';
import { entraSignedIn, entraToken } from '../../schemas/entra';
import type { Application } from '../../world/world';
import type { CloudKit } from '../cloudKit';
import { findRoute, type Route, type Routed } from '../routes';
import type { Service } from '../service';
import { credentialRefusal } from './clientCredential';
import { signInPage, takeSignIn } from './authorize';
import { instanceDiscovery, openidConfiguration } from './discovery';
import { entraErrors, entraRefusal } from './entraErrors';
import { idTokenFor } from './idToken';
import { AuthorizationCodes } from './signIns';
import type { SigningKey } from './signingKey';

/** What can be set about tokens. */
export interface TokenSettings {
  /** How long a token is good for, in seconds. */
  lifetimeSeconds: number;
}

interface Context {
  readonly kit: CloudKit;
  readonly key: SigningKey;
  readonly settings: TokenSettings;
  /** The newest first; all of them are published. */
  readonly keys: SigningKey[];
  readonly codes: AuthorizationCodes;
}

/** Resources that every tenant knows, without a slash at the end. Environments and their addresses come on top. */
const resources = [
  'https://graph.microsoft.com',
  'https://service.powerapps.com',
  'https://api.bap.microsoft.com',
  'https://vault.azure.net',
  'https://api.botframework.com',
];

const routes: readonly Route<Context>[] = [
  { method: 'POST', path: /^\/([^/]+)\/oauth2\/v2\.0\/token$/, answer: issueToken },
  { method: 'POST', path: /^\/([^/]+)\/oauth2\/token$/, answer: issueToken },
  { method: 'GET', path: /^\/([^/]+)\/discovery\/instance$/, answer: discover },
  {
    method: 'GET',
    path: /^\/([^/]+)(?:\/v2\.0)?\/\.well-known\/openid-configuration$/,
    answer: ({ parts: [tenant = ''] }) => Response.json(openidConfiguration(tenant)),
  },
  {
    method: 'GET',
    path: /^\/([^/]+)\/discovery(?:\/v2\.0)?\/keys$/,
    answer: (_routed, { keys }) => Response.json({ keys: keys.map((key) => key.jwk()) }),
  },
  {
    method: 'GET',
    path: /^\/([^/]+)\/oauth2\/v2\.0\/authorize$/,
    answer: ({ url }, { kit }) => signInPage(kit.world.world, url),
  },
  {
    method: 'POST',
    path: /^\/([^/]+)\/oauth2\/v2\.0\/authorize$/,
    answer: async ({ request, url }, { kit, codes }) =>
      takeSignIn(kit.world.world, codes, url, new URLSearchParams(await request.text())),
  },
];

/** Entra's sign-in service: client credentials, sign-ins of people, and the documents that clients ask for on the way. */
export function createEntraService(kit: CloudKit, key: SigningKey, settings: TokenSettings): Service {
  const context: Context = { kit, key, settings, keys: [key], codes: new AuthorizationCodes() };
  return {
    name: 'Entra',
    serves: (host) => host === 'login.microsoftonline.com' || host === 'login.windows.net',
    fetch(request) {
      const found = findRoute(routes, request, new URL(request.url).pathname);
      if (typeof found === 'string') {
        kit.report('Entra', 'request', request, `unknown ${found}`);
        return new Response(null, { status: found === 'method' ? 405 : 404 });
      }
      return found.route.answer(found.routed, context);
    },
  };
}

function discover(_routed: Routed, { kit }: Context): Response {
  return Response.json(instanceDiscovery(kit.world.world.tenant.id));
}

async function issueToken({ request, parts: [tenant = ''] }: Routed, context: Context): Promise<Response> {
  const { kit, settings } = context;
  const form = new URLSearchParams(await request.text());
  const given = (name: string): string => form.get(name) ?? '';
  kit.secrets.note(form.get('client_secret'));
  kit.secrets.note(form.get('client_assertion'));
  const known = kit.world.world.tenant;
  // The Bot Framework's own tenant issued tokens for bots of many tenants; a bot of one tenant asks its own.
  if (![known.id, ...known.domains.map(({ name }) => name), 'botframework.com'].includes(tenant)) {
    return entraRefusal(entraErrors.unknownTenant(tenant), kit.now());
  }
  if (!['client_credentials', 'authorization_code'].includes(given('grant_type'))) {
    return entraRefusal(entraErrors.unsupportedGrant(given('grant_type')), kit.now());
  }
  const application = kit.world.world.applications.find(({ appId }) => appId === given('client_id'));
  if (application === undefined) {
    const id = given('client_id');
    // Ids of zeros are none to Entra (recorded); others are merely not known.
    const refusal = /^(?!00000000-0000-)[0-9a-f-]{36}$/i.test(id)
      ? entraErrors.notInTheTenant(id, known.displayName)
      : entraErrors.unknownApplication(id);
    return entraRefusal(refusal, kit.now());
  }
  const refusal = credentialRefusal(kit.world.world, application, {
    secret: given('client_secret'),
    assertion: given('client_assertion'),
    assertionType: given('client_assertion_type'),
    audiences: audiencesOf(request.url, tenant, known.id),
    at: kit.now(),
  });
  if (refusal !== undefined) return entraRefusal(refusal, kit.now());
  if (given('grant_type') === 'authorization_code') return redeemCode(context, request, given);
  const audience = audienceOf(kit, given('scope'), given('resource'));
  if ('refusal' in audience) return entraRefusal(audience.refusal, kit.now());
  const body = {
    token_type: 'Bearer',
    expires_in: settings.lifetimeSeconds,
    ext_expires_in: settings.lifetimeSeconds,
    access_token: tokenFor(context, application, audience.resource, given('client_assertion') !== ''),
  };
  kit.checkAnswer('Entra', request, entraToken, body);
  return Response.json(body, { headers: { 'cache-control': 'no-store, no-cache' } });
}

/** Gives the ID token of somebody who signed in for the code that their browser brought. */
function redeemCode(
  { kit, keys, codes, settings }: Context,
  request: Request,
  given: (name: string) => string,
): Response {
  const signedIn = codes.redeem(given('code'), {
    ...{ clientId: given('client_id'), redirectUri: given('redirect_uri') },
    verifier: given('code_verifier'),
  });
  if (typeof signedIn === 'string') {
    const numbers = {
      redeemed: 54005,
      unknown: 70000,
      redirect: 50148,
      verifier: 501481,
    } as const;
    return entraRefusal(entraErrors.invalidGrant(numbers[signedIn]), kit.now());
  }
  const idToken = idTokenFor(kit.world.world, keys, signedIn, kit.now());
  kit.secrets.note(idToken);
  kit.secrets.note(given('code'));
  kit.secrets.note(given('code_verifier'));
  const body = {
    token_type: 'Bearer',
    scope: 'openid profile',
    expires_in: settings.lifetimeSeconds,
    ext_expires_in: settings.lifetimeSeconds,
    access_token: randomUUID(),
    id_token: idToken,
  };
  kit.checkAnswer('Entra', request, entraSignedIn, body);
  return Response.json(body, { headers: { 'cache-control': 'no-store, no-cache' } });
}

type Audience = { readonly resource: string } | { readonly refusal: Parameters<typeof entraRefusal>[0] };

function audienceOf(kit: CloudKit, scope: string, resource: string): Audience {
  const [first = '', ...others] = scope.split(' ').filter((one) => one !== '');
  if (resource === '' && (!first.endsWith('/.default') || others.length > 0)) {
    return { refusal: entraErrors.invalidScope(scope) };
  }
  const asked = resource === '' ? first.slice(0, -'/.default'.length) : resource;
  const known = [...resources, ...kit.world.world.environments.map(({ host }) => `https://${host}`)];
  return known.includes(asked.replace(/\/+$/, '').toLowerCase())
    ? { resource: asked }
    : { refusal: entraErrors.unknownResource(asked, kit.world.world.tenant.id) };
}

/** Whom an application's own assertion may be made out to: the endpoint that was asked, or the tenant's issuer. */
function audiencesOf(url: string, tenant: string, tenantId: string): readonly string[] {
  return [tenant, tenantId].flatMap((name) => {
    const root = `https://${new URL(url).host}/${name}`;
    return [`${root}/oauth2/v2.0/token`, `${root}/oauth2/token`, `${root}/v2.0`];
  });
}

function tokenFor(
  { kit, key, settings }: Context,
  application: Application,
  audience: string,
  asserted: boolean,
): string {
  const now = Math.floor(kit.now() / 1000);
  const tenant = kit.world.world.tenant.id;
  const graph = audience.startsWith('https://graph.microsoft.com');
  const token = key.sign({
    aud: audience,
    iss: `https://sts.windows.net/${tenant}/`,
    iat: now,
    nbf: now,
    exp: now + settings.lifetimeSeconds,
    aio: randomUUID(),
    appid: application.appId,
    // How the application proved itself: by a secret or by an assertion (Entra's access token claims).
    appidacr: asserted ? '2' : '1',
    idp: `https://sts.windows.net/${tenant}/`,
    idtyp: 'app',
    oid: application.objectId,
    sub: application.objectId,
    tid: tenant,
    uti: randomUUID(),
    ver: '1.0',
    ...(graph ? { roles: application.graphRoles } : {}),
  });
  kit.secrets.note(token);
  return token;
}
