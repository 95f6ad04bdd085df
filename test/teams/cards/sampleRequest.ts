import type { Evidence } from '../../../src/domain/evidence';
import type { Request, RequestState } from '../../../src/domain/request';
import type { Terms } from '../../../src/domain/terms';
import type { StepName, StepTrail } from '../../../src/domain/trail';

/** A moment in the samples, in minutes after 13:00 UTC. */
export const at = (minutes: number): number => Date.UTC(2026, 10, 24, 13, minutes, 7, 123);

/** Everything in a sample that came from outside. */
export interface Outside {
  readonly account: string;
  readonly signInName: string;
  readonly environment: string;
  readonly person: string;
  readonly approver: string;
  readonly role: string;
  readonly typed: string;
  /** Like the role where absent. */
  readonly licence?: string;
  /** Like what was typed where absent. */
  readonly ticket?: string;
  /** Why somebody voted so; like what was typed where absent. */
  readonly reason?: string;
}

/** What ordinary people call things. */
export const ordinary: Outside = {
  account: 'SAP stock connector',
  signInName: 'svc-sap-stock@contoso.com',
  environment: 'Contoso Production',
  person: 'Adele Vance',
  approver: 'Megan Bowen',
  role: 'Stock Sync Reader',
  typed: 'Nightly stock sync from SAP',
  licence: 'Dynamics 365 Sales Enterprise',
  ticket: 'CHG-20817',
  reason: 'The SAP team has such an account already',
};

/** The plan of every sample. */
export const plan: readonly StepName[] = [
  'confirmSlot',
  'storePassword',
  'createAccount',
  'joinGroup',
  'lendLicence',
  'bringIn',
  'setMode',
  'placeInUnit',
  'assignRoles',
  'takeLicenceBack',
  'verify',
  'releaseCredential',
];

/** The licence of the samples. */
export const licenceOf = ({ licence, role }: Outside): string => licence ?? `Licence ${role}`;

/** A person of the samples. */
export const person = (name: string, objectId: string): Request['requester'] => ({
  tenantId: 't',
  objectId,
  name,
});

/** What the policy adds in every sample, changed by what is given. */
export function sampleTerms(change: Partial<Terms> = {}): Terms {
  return {
    ...{ approvers: 'systemAdministrators', approvals: 1, sensitive: false, privilegedRoles: [] },
    ...{ url: 'https://contoso.crm4.dynamics.com', bringIn: 'alternateKey', joinSecurityGroup: true },
    ...{ usageLocation: 'DE', deleteOnUndo: false, vault: 'https://contoso.vault.azure.net', secret: 1 },
    ...change,
  };
}

/** A request in the given state, with trails that fit it. */
export function sampleRequest(
  state: RequestState,
  outside: Outside = ordinary,
  change: Partial<Request> = {},
): Request {
  const megan = person(outside.approver, 'megan');
  const decided = state !== 'pending' && state !== 'withdrawn' && state !== 'expired' && state !== 'queued';
  const decision = state === 'rejected' ? ('reject' as const) : ('approve' as const);
  return {
    id: 'b5d6c1de-0000-4000-8000-000000001042',
    number: 1042,
    formId: 'form-1',
    state,
    revision: 1,
    rowVersion: 5,
    requester: person(outside.person, 'adele'),
    content: {
      environment: { id: 'env', name: outside.environment },
      accountName: outside.account,
      userPrincipalName: outside.signInName,
      licence: { skuId: 'sku', name: licenceOf(outside) },
      businessUnit: { id: 'unit', name: outside.environment },
      roles: [
        { id: 'r1', name: outside.role },
        { id: 'r2', name: 'Basic User' },
      ],
      owner: person(outside.person, 'adele'),
      purpose: outside.typed,
      ticket: (outside.ticket ?? outside.typed).slice(0, 50),
      reviewOn: '2027-11-24',
    },
    terms: sampleTerms(),
    digest: '4f7a91c2aabbccdd',
    slots: { usedAfter: 6, limit: 7 },
    approvalsNeeded: 1,
    approvers: [megan],
    votes: decided
      ? [
          {
            by: megan,
            decision,
            reason: outside.reason ?? outside.typed,
            at: at(3),
            revision: 1,
            standing: 'counts',
          },
        ]
      : [],
    createdAt: at(0),
    expiresAt: at(60 * 24 * 3),
    since: at(4),
    plan: decided ? plan : [],
    trails: {},
    contradictions: 0,
    holdsSlot: !['rejected', 'withdrawn', 'expired', 'failed', 'cancelled'].includes(state),
    ...(state === 'withdrawn' ? { endedBy: person(outside.person, 'adele') } : {}),
    ...change,
  };
}

/** A verified request: every step made, the licence taken back, read twice. */
export function verifiedRequest(outside: Outside = ordinary, change: Partial<Request> = {}): Request {
  const trails: Partial<Record<StepName, StepTrail>> = {};
  for (const name of plan) {
    const evidence = { ...sampleEvidence(outside), facts: factsOf(name, outside) };
    trails[name] = { forward: { evidence }, undo: {} };
  }
  const facts = { accessMode: 4, enabled: true, licensed: false, roles: [outside.role, 'Basic User'] };
  trails.verify = {
    forward: { evidence: { how: 'found', readAt: [at(31), at(33)], from: 'Dataverse', facts } },
    undo: {},
  };
  return sampleRequest('verified', outside, { trails, slotsAtEnd: { used: 6, limit: 7 }, ...change });
}

/** What is read back at a step, by the names that the steps give it. */
function factsOf(name: StepName, outside: Outside): Evidence['facts'] {
  const facts: Partial<Record<StepName, Evidence['facts']>> = {
    confirmSlot: { used: 5, held: 1, limit: 7 },
    storePassword: { secret: 'svc-sap-stock', version: '0123456789abcdef0123456789abcdef' },
    createAccount: { signInName: outside.signInName, enabled: true },
    joinGroup: { member: true },
    lendLicence: { licence: licenceOf(outside) },
    bringIn: { enabled: true, licensed: true, accessMode: 0 },
    setMode: { accessMode: 4, enabled: true },
    placeInUnit: { businessUnit: outside.environment },
    assignRoles: { roles: [outside.role, 'Basic User'] },
    takeLicenceBack: { licensed: false },
    releaseCredential: {
      secret: 'svc-sap-stock',
      version: '0123456789abcdef0123456789abcdef',
      enabled: true,
    },
  };
  return facts[name] ?? {};
}

/** A request that failed at setting the mode, with everything cleaned up but what is named. */
export function failedRequest(
  left: readonly StepName[],
  outside: Outside = ordinary,
  change: Partial<Request> = {},
): Request {
  const trails: Partial<Record<StepName, StepTrail>> = {};
  for (const name of ['storePassword', 'createAccount', 'lendLicence'] as const) {
    const evidence = sampleEvidence(outside);
    trails[name] = { forward: { evidence }, undo: left.includes(name) ? {} : { evidence } };
  }
  const failure = { step: 'setMode' as const, why: { code: 'noSlot', facts: { limit: 7 } }, left };
  return sampleRequest('failed', outside, { trails, failure, ...change });
}

/** Evidence of a step that was made. */
export function sampleEvidence(outside: Outside): Evidence {
  return {
    how: 'made',
    readAt: [at(10)],
    from: 'Entra',
    facts: { name: outside.account, roles: [outside.role], enabled: true },
  };
}
