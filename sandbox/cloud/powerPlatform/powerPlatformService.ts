import { randomUUID } from 'node:crypto';
import type { ZodType } from 'zod/v4';
import { bapAddUser, bapEnvironment, bapEnvironments, bapError } from '../../schemas/powerPlatform';
import { longAgo } from '../../world/contosoIds';
import type { Environment } from '../../world/world';
import { misfit } from '../checkAnswer';
import type { CloudKit } from '../cloudKit';
import { findRoute, readJson, type Route, type Routed } from '../routes';
import type { Service } from '../service';

const audiences = ['https://service.powerapps.com', 'https://api.bap.microsoft.com'];
const root = String.raw`^/providers/Microsoft\.BusinessAppPlatform/scopes/admin/environments`;

const routes: readonly Route<CloudKit>[] = [
  { method: 'GET', path: new RegExp(`${root}$`, 'i'), answer: listEnvironments },
  { method: 'GET', path: new RegExp(`${root}/([^/]+)$`, 'i'), answer: readEnvironment },
  { method: 'POST', path: new RegExp(`${root}/([^/]+)/addUser$`, 'i'), answer: addUser },
];

/** Power Platform's administration (Business Application Platform). */
export function createPowerPlatformService(kit: CloudKit): Service {
  return {
    name: 'Power Platform',
    serves: (host) => host === 'api.bap.microsoft.com',
    fetch: (request) => answer(kit, request),
  };
}

async function answer(kit: CloudKit, request: Request): Promise<Response> {
  const checked = kit.entra.check(request, audiences);
  const url = new URL(request.url);
  if (!checked.ok) {
    const body = errorBody('AuthenticationFailed', 'Authentication failed.');
    return reply(kit, request, 401, body, bapError, { 'www-authenticate': 'Bearer' });
  }
  const found = findRoute(routes, request, url.pathname);
  if (typeof found === 'string') {
    kit.report('Power Platform', 'request', request, `unknown ${found}`);
    return refuse(kit, request, found === 'method' ? 405 : 404, 'NotFound', 'There is no such resource.');
  }
  const { application } = checked;
  if (!application.managementApplication) {
    const text = `The service principal with id '${application.objectId}' for application ${application.appId} does not have permission to access the path '${url.host}${url.pathname}' in tenant ${kit.world.world.tenant.id}.`;
    const body = { error: { code: 'Forbidden', message: text, detailUrlType: 'NotSpecified' } };
    return reply(kit, request, 403, body, bapError);
  }
  if (!url.searchParams.has('api-version')) {
    kit.report('Power Platform', 'request', request, 'api-version is missing');
    return refuse(
      kit,
      request,
      400,
      'MissingApiVersionParameter',
      'The api-version query parameter is required.',
    );
  }
  return await found.route.answer(found.routed, kit);
}

function listEnvironments({ request }: Routed, kit: CloudKit): Response {
  const value = kit.world.world.environments.map((environment) => shown(kit, environment));
  return reply(kit, request, 200, { value }, bapEnvironments);
}

function readEnvironment({ request, parts }: Routed, kit: CloudKit): Response {
  const environment = environmentOf(kit, parts[0]);
  if (environment === undefined) return refuseUnknown(kit, request);
  return reply(kit, request, 200, shown(kit, environment), bapEnvironment);
}

async function addUser({ request, parts }: Routed, kit: CloudKit): Promise<Response> {
  const environment = environmentOf(kit, parts[0]);
  if (environment === undefined) return refuseUnknown(kit, request);
  const body = await readJson(request);
  const what = misfit(bapAddUser, body);
  if (what !== undefined) {
    kit.report('Power Platform', 'request', request, what);
    return refuse(kit, request, 400, 'InvalidRequestContent', 'The request content is not valid.');
  }
  if (environment.type === 'None') {
    return refuse(kit, request, 404, 'LinkedEnvironmentNotFound', 'The environment has no Dataverse.');
  }
  const objectId = bapAddUser.parse(body).objectId.toLowerCase();
  if (!kit.world.platform.isLicensed(objectId)) {
    return refuse(kit, request, 403, 'userNotLicensed', `The user '${objectId}' is not licensed.`);
  }
  const row = kit.world.platform.bringIn(environment, objectId, kit.lags.of('bringIn'));
  if (row === 'notInSecurityGroup') {
    const text = `The user '${objectId}' cannot be created in Microsoft Dataverse because the account is not a member of group '${environment.securityGroupId ?? ''}'. Please ask an administrator to add user to the group.`;
    return refuse(kit, request, 403, 'UserNotMemberOfCdsSecurityGroup', text);
  }
  if (typeof row === 'string')
    return refuse(kit, request, 404, 'UserNotFound', `The user '${objectId}' was not found.`);
  return new Response(null, { status: 200, headers: headers() });
}

function environmentOf(kit: CloudKit, id: string | undefined): Environment | undefined {
  return kit.world.world.environments.find((one) => one.id === id?.toLowerCase());
}

function shown(kit: CloudKit, environment: Environment): unknown {
  const created = new Date(longAgo).toISOString();
  return {
    id: `/providers/Microsoft.BusinessAppPlatform/scopes/admin/environments/${environment.id}`,
    type: 'Microsoft.BusinessAppPlatform/scopes/environments',
    location: 'europe',
    name: environment.id,
    properties: {
      tenantId: kit.world.world.tenant.id,
      azureRegion: 'westeurope',
      displayName: environment.displayName,
      createdTime: created,
      provisioningState: 'Succeeded',
      creationType: 'User',
      environmentSku: environment.type === 'None' ? 'Production' : (environment.type ?? 'Production'),
      isDefault: false,
      ...(environment.type === 'None' ? { databaseType: 'None' } : linked(environment, created)),
      states: { management: { id: 'Ready' } },
    },
  };
}

/** What an environment with Dataverse tells of it. */
function linked(environment: Environment, created: string): Record<string, unknown> {
  return {
    databaseType: 'CommonDataService',
    linkedEnvironmentMetadata: {
      resourceId: environment.organizationId,
      friendlyName: environment.displayName,
      uniqueName: environment.uniqueName,
      domainName: environment.host.replace(/\..*/, ''),
      version: '9.2.25103.00000',
      instanceUrl: `https://${environment.host}/`,
      instanceApiUrl: `https://${environment.host.replace('.crm', '.api.crm')}`,
      baseLanguage: 1033,
      instanceState: 'Ready',
      createdTime: created,
      ...(environment.securityGroupId === null ? {} : { securityGroupId: environment.securityGroupId }),
    },
  };
}

function refuseUnknown(kit: CloudKit, request: Request): Response {
  return refuse(kit, request, 404, 'EnvironmentNotFound', 'The environment could not be found.');
}

function refuse(kit: CloudKit, request: Request, status: number, code: string, text: string): Response {
  return reply(kit, request, status, errorBody(code, text), bapError);
}

function errorBody(code: string, message: string): unknown {
  return { error: { code, message } };
}

function reply(
  kit: CloudKit,
  request: Request,
  status: number,
  body: unknown,
  schema: ZodType,
  more: Readonly<Record<string, string>> = {},
): Response {
  kit.checkAnswer('Power Platform', request, schema, body);
  return Response.json(body, { status, headers: { ...headers(), ...more } });
}

function headers(): Record<string, string> {
  return { 'x-ms-request-id': randomUUID() };
}
