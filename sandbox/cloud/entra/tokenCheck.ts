import type { Application } from '../../world/world';
import type { WorldState } from '../worldState';
import type { SigningKey } from './signingKey';

/** What became of a check: the caller, or why it is refused. */
export type Checked =
  | { readonly ok: true; readonly application: Application; readonly roles: readonly string[] }
  | {
      readonly ok: false;
      /** 401 where the token is no good, 403 where a permission is missing. */
      readonly status: 401 | 403;
      readonly why: 'missing' | 'invalid' | 'expired' | 'audience' | 'tenant' | 'permission';
    };

/** Checks bearer tokens. */
export class TokenCheck {
  constructor(
    private readonly world: WorldState,
    private readonly key: SigningKey,
    private readonly now: () => number,
  ) {}

  /**
   * Checks signature, time, tenant, audience (one of these, with or without a slash at the end) and, where roles
   * are named, that the token holds at least one of them.
   */
  check(request: Request, audience: string | readonly string[], anyOfRoles?: readonly string[]): Checked {
    const [scheme, token] = (request.headers.get('authorization') ?? '').split(' ');
    if (scheme?.toLowerCase() !== 'bearer' || !token) return refused(401, 'missing');
    const claims = this.key.verify(token);
    if (claims === undefined) return refused(401, 'invalid');
    const seconds = this.now() / 1000;
    if (Number(claims['exp']) <= seconds) return refused(401, 'expired');
    if (Number(claims['nbf']) > seconds + 300) return refused(401, 'invalid');
    if (claims['tid'] !== this.world.world.tenant.id) return refused(401, 'tenant');
    const audiences = (typeof audience === 'string' ? [audience] : audience).map(withoutSlash);
    if (!audiences.includes(withoutSlash(String(claims['aud'])))) return refused(401, 'audience');
    const application = this.world.world.applications.find(({ appId }) => appId === claims['appid']);
    if (application === undefined) return refused(401, 'invalid');
    const roles = Array.isArray(claims['roles']) ? claims['roles'].map(String) : [];
    if (anyOfRoles !== undefined && !anyOfRoles.some((role) => roles.includes(role))) {
      return refused(403, 'permission');
    }
    return { ok: true, application, roles };
  }
}

function refused(status: 401 | 403, why: Extract<Checked, { ok: false }>['why']): Checked {
  return { ok: false, status, why };
}

function withoutSlash(address: string): string {
  return address.replace(/\/+$/, '').toLowerCase();
}
