import type { CloudKit } from '../cloudKit';
import { findRoute } from '../routes';
import type { Service } from '../service';
import { GraphCall, graphRefusalAnswer } from './graphCall';
import { GraphRefusal, requestDenied } from './graphRefusal';
import type { GraphRoute } from './graphRoute';
import { groupRoutes } from './groupRoutes';
import { organizationRoutes } from './organizationRoutes';
import { Replicas } from './replicas';
import { signInRoutes } from './signInRoutes';
import { userRoutes } from './userRoutes';
import { userWriteRoutes } from './userWriteRoutes';

const audiences = ['https://graph.microsoft.com', '00000003-0000-0000-c000-000000000000'];
const routes: readonly GraphRoute[] = [
  ...userRoutes,
  ...userWriteRoutes,
  ...signInRoutes,
  ...groupRoutes,
  ...organizationRoutes,
];

/** Microsoft Graph v1.0, as far as accounts, groups, licences and domains go. */
export function createGraphService(kit: CloudKit): Service {
  const replicas = new Replicas(kit.world.directory, kit.lags);
  return {
    name: 'Graph',
    serves: (host) => host === 'graph.microsoft.com',
    async fetch(request) {
      try {
        return await answer(kit, replicas, request);
      } catch (error) {
        if (error instanceof GraphRefusal) return graphRefusalAnswer(kit, request, error);
        throw error;
      }
    },
  };
}

async function answer(kit: CloudKit, replicas: Replicas, request: Request): Promise<Response> {
  const { pathname } = new URL(request.url);
  const found = findRoute(routes, request, pathname.replace(/^\/v1\.0/, ''));
  const checked = kit.entra.check(
    request,
    audiences,
    typeof found === 'string' ? undefined : found.route.roles,
  );
  if (!checked.ok) throw refusalOf(checked.why);
  if (typeof found === 'string') {
    kit.report('Graph', 'request', request, `unknown ${found}`);
    throw found === 'method'
      ? new GraphRefusal(
          405,
          'Request_BadRequest',
          'Specified HTTP method is not allowed for the request target.',
        )
      : new GraphRefusal(
          400,
          'BadRequest',
          `Resource not found for the segment '${pathname.split('/')[2] ?? ''}'.`,
        );
  }
  const view = replicas.next(`${request.method} ${pathname}`);
  return await found.route.answer(new GraphCall(kit, checked.application, found.routed, view));
}

function refusalOf(why: string): GraphRefusal {
  const texts: Readonly<Record<string, string>> = {
    missing: 'Access token is empty.',
    expired: 'Lifetime validation failed, the token is expired.',
    audience: 'Access token validation failure. Invalid audience.',
  };
  return why === 'permission'
    ? requestDenied
    : new GraphRefusal(401, 'InvalidAuthenticationToken', texts[why] ?? 'Access token validation failure.');
}
