import { randomUUID } from 'node:crypto';
import type { NewRequest } from '../../../src/storePorts';
import type { Person } from '../../../src/domain/person';

/** Somebody of one made-up tenant. */
export function person(name: string): Person {
  return { tenantId: 'tenant-1', objectId: `id-of-${name.toLowerCase()}`, name };
}

/** A request as an operation would make it; what matters to a test is given. */
export function sampleRequest(
  given: Partial<NewRequest> & { readonly environmentId?: string; readonly accountName?: string } = {},
): NewRequest {
  const { environmentId = randomUUID(), accountName = `svc-${randomUUID().slice(0, 8)}`, ...rest } = given;
  return {
    id: randomUUID(),
    formId: randomUUID(),
    state: 'pending',
    revision: 1,
    requester: person('Mona'),
    content: {
      environment: { id: environmentId, name: 'Contoso Prod' },
      accountName,
      userPrincipalName: `${accountName}@contoso.example`,
      licence: { skuId: 'sku-1', name: 'Dynamics 365 Sales' },
      businessUnit: { id: 'unit-1', name: 'Contoso' },
      roles: [{ id: 'role-1', name: 'Importer' }],
      owner: person('Olga'),
      purpose: 'Imports orders',
      reviewOn: '2027-06-01',
    },
    digest: 'digest-1',
    slots: { usedAfter: 4, limit: 7 },
    approvalsNeeded: 1,
    approvers: [person('Adam')],
    votes: [],
    createdAt: 1_000,
    expiresAt: 100_000,
    since: 1_000,
    plan: [],
    trails: {},
    contradictions: 0,
    holdsSlot: true,
    ...rest,
  };
}
