import type { Person } from '../../src/domain/person';
import type { Request } from '../../src/domain/request';

const tenantId = '10abcdef-0000-4000-8000-000000000001';

/** A person of the tenant, by a number that makes the object id. */
export function personNumber(number: number): Person {
  const digits = String(number).padStart(12, '0');
  return { tenantId, objectId: `20abcdef-0000-4000-8000-${digits}`, name: `Person ${String(number)}` };
}

/** A pending request of person 1, with whatever a test wants otherwise. */
export function pendingRequest(other: Partial<Request> = {}): Request {
  return {
    id: '30000000-0000-4000-8000-000000000001',
    number: 1001,
    formId: '30000000-0000-4000-8000-000000000001',
    state: 'pending',
    revision: 1,
    rowVersion: 1,
    requester: personNumber(1),
    content: {
      environment: { id: '40000000-0000-4000-8000-000000000001', name: 'Contoso Production' },
      accountName: 'SAP stock connector',
      userPrincipalName: 'svc-sap-stock-connector@contoso.com',
      licence: { skuId: '50000000-0000-4000-8000-000000000001', name: 'Dynamics 365 Sales Enterprise' },
      businessUnit: { id: '60000000-0000-4000-8000-000000000001', name: 'Contoso' },
      roles: [{ id: '70000000-0000-4000-8000-000000000001', name: 'Stock Sync Reader' }],
      owner: personNumber(1),
      purpose: 'Nightly stock sync',
      reviewOn: '2027-11-24',
    },
    digest: '00',
    slots: { usedAfter: 6, limit: 7 },
    approvalsNeeded: 1,
    approvers: [personNumber(2)],
    votes: [],
    createdAt: 0,
    expiresAt: 1_000_000,
    since: 0,
    plan: [],
    trails: {},
    contradictions: 0,
    holdsSlot: true,
    ...other,
  };
}
