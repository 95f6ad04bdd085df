import type { Request } from '../../../src/domain/request';
import { at, failedRequest, licenceOf, person, sampleRequest, type Outside } from './sampleRequest';

/** Requests in all states that are not verified. */
export function otherRequests(outside: Outside): Request[] {
  const states = [
    'queued',
    'pending',
    'approved',
    'provisioning',
    'undoing',
    'rejected',
    'withdrawn',
    'expired',
  ] as const;
  return [
    ...states.map((state) => sampleRequest(state, outside)),
    failedRequest([], outside),
    failedRequest(['lendLicence', 'createAccount'], outside),
    sampleRequest('failed', outside, {
      plan: [],
      failure: {
        why: { code: 'noSeat', facts: { licence: licenceOf(outside), seats: 40 } },
        others: [{ code: 'nameTaken', facts: { account: outside.account } }, { code: 'vaultClosed' }],
        left: [],
      },
    }),
    failedRequest([], outside, {
      state: 'cancelled',
      wish: { by: person(outside.person, 'adele'), at: at(9), kind: 'cancel' },
    }),
  ];
}
