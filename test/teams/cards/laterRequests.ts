import type { Request } from '../../../src/domain/request';
import { at, verifiedRequest, type Outside } from './sampleRequest';

/** A verified request whose mode was changed since. */
export function changedRequest(outside: Outside): Request {
  const finding = { code: 'modeChanged', facts: { mode: 0 } } as const;
  return verifiedRequest(outside, { readAgain: [{ at: at(48), finding }] });
}

/** Verified requests that were read again, and what a program meets with them. */
export function laterRequests(outside: Outside): [string, Request][] {
  const modeChanged = { code: 'modeChanged', facts: { mode: 0 } } as const;
  const rolesGone = { code: 'rolesGone', facts: { roles: outside.role } } as const;
  const names = [outside.account, outside.role];
  const signInOutlook = {
    at: at(34),
    securityDefaults: true,
    refusedBy: names,
    askedBy: [...names, ...names, ...names],
    maybeRefusedBy: names,
    maybeAskedBy: names,
  };
  const unread = { at: at(34), unread: 'permission' } as const;
  const was = [{ at: at(48) }, { at: at(93), finding: modeChanged }];
  return [
    ['verified, still so', verifiedRequest(outside, { readAgain: [{ at: at(48) }], signInOutlook: unread })],
    [
      'verified, so again',
      verifiedRequest(outside, { readAgain: [...was, { at: at(1473) }], signInOutlook }),
    ],
    ['changed since, mode', verifiedRequest(outside, { readAgain: was, signInOutlook })],
    ['changed since, roles', verifiedRequest(outside, { readAgain: [{ at: at(48), finding: rolesGone }] })],
  ];
}
