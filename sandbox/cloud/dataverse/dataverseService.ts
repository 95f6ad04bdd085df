import type { Environment, SystemUser } from '../../world/world';
import type { CloudKit } from '../cloudKit';
import { modes } from '../rowRules';
import { findRoute } from '../routes';
import type { Service } from '../service';
import { DataverseCall, dataverseRefusalAnswer } from './dataverseCall';
import { DataverseRefusal, invalidRequest, userIsDisabled } from './dataverseRefusal';
import type { DataverseRoute } from './dataverseRoute';
import { faultCodes } from './faultCodes';
import { functionRoutes } from './functionRoutes';
import { systemUserRoutes } from './systemUserRoutes';
import { tableRoutes } from './tableRoutes';
import { isSystemAdministrator } from './administration';

const routes: readonly DataverseRoute[] = [...systemUserRoutes, ...functionRoutes, ...tableRoutes];
const root = /^\/api\/data\/v9\.\d/;

/** The Web APIs of all environments, each at its own host. */
export function createDataverseService(kit: CloudKit): Service {
  const environmentAt = (host: string): Environment | undefined =>
    kit.world.world.environments.find(
      // An environment without Dataverse has no address of its own.
      (environment) => environment.host === host && environment.type !== 'None',
    );
  return {
    name: 'Dataverse',
    serves: (host) => environmentAt(host) !== undefined,
    async fetch(request) {
      const environment = environmentAt(new URL(request.url).host);
      if (environment === undefined) return new Response(null, { status: 404 });
      try {
        return await answer(kit, environment, request);
      } catch (error) {
        if (error instanceof DataverseRefusal) return dataverseRefusalAnswer(kit, request, error);
        throw error;
      }
    },
  };
}

async function answer(kit: CloudKit, environment: Environment, request: Request): Promise<Response> {
  const { pathname } = new URL(request.url);
  const caller = callerOf(kit, environment, request);
  const found = root.test(pathname) ? findRoute(routes, request, pathname.replace(root, '')) : 'path';
  if (typeof found === 'string') {
    kit.report('Dataverse', 'request', request, `unknown ${found}`);
    throw found === 'method'
      ? invalidRequest('The requested resource does not support this HTTP method.', 405)
      : invalidRequest(`Resource not found for the segment '${pathname.split('/').at(-1) ?? ''}'.`, 404);
  }
  if (found.route.writes === true) refuseWriting(environment, caller);
  return await found.route.answer(new DataverseCall(kit, environment, caller, found.routed));
}

/** A caller that holds roles, but none for this, or whose own Access Mode lets it read alone. */
function refuseWriting(environment: Environment, caller: SystemUser): void {
  if (!isSystemAdministrator(environment, caller)) {
    throw new DataverseRefusal(
      403,
      faultCodes.privilegeDenied,
      'Principal user is missing the privilege to write users.',
    );
  }
  if (caller.accessMode === modes.read) {
    throw new DataverseRefusal(
      403,
      faultCodes.insufficientAccessMode,
      'The caller has no read and write access to the organization.',
    );
  }
}

function callerOf(kit: CloudKit, environment: Environment, request: Request): SystemUser {
  const address = `https://${environment.host}`;
  const checked = kit.entra.check(request, address);
  if (!checked.ok) {
    const authority = `https://login.microsoftonline.com/${kit.world.world.tenant.id}/oauth2/authorize`;
    throw new DataverseRefusal(401, '', 'The token is no good.', {
      'www-authenticate': `Bearer authorization_uri=${authority}, resource_id=${address}/`,
    });
  }
  const { appId } = checked.application;
  const row = environment.users.find(({ applicationId }) => applicationId === appId);
  if (row === undefined) {
    throw new DataverseRefusal(
      403,
      faultCodes.userNotMemberOfOrg,
      'The user is not a member of the organization.',
    );
  }
  if (row.isDisabled) throw new DataverseRefusal(403, userIsDisabled.code, userIsDisabled.message);
  if (row.roleIds.length === 0) {
    throw new DataverseRefusal(
      403,
      faultCodes.userNotAssignedRoles,
      'The user does not hold the necessary permissions.',
    );
  }
  return row;
}
