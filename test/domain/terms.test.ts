import type { EnvironmentPolicy, Policy } from '../../src/domain/policy';
import { agreedTerms, isSensitive, sameTerms, termsOf } from '../../src/domain/terms';
import { pendingRequest } from '../support/requestFixture';

const { content } = pendingRequest();

const environment: EnvironmentPolicy = {
  ...content.environment,
  url: 'https://contoso.crm4.dynamics.com',
  approvers: { group: 'approvers' },
  approvals: 2,
  sensitive: false,
  nearAt: 1,
  bringIn: 'alternateKey',
  joinSecurityGroup: true,
};

const stepUp = { clientId: 'client', context: 'c1', address: 'https://bot.contoso.com' };

const policyWith = (change: Partial<Policy> = {}, inEnvironment: Partial<EnvironmentPolicy> = {}): Policy =>
  ({
    account: { domain: '', prefix: '', usageLocation: 'DE', deleteOnUndo: true },
    vault: 'https://vault',
    privilegedRoles: [],
    times: { secret: 77 },
    environments: [
      { ...environment, id: 'another' },
      { ...environment, ...inEnvironment },
    ],
    ...change,
  }) as unknown as Policy;

const privileged = { ...content, roles: [{ id: '1', name: 'Chief', privileged: true as const }] };

describe('the terms of a request', () => {
  it('are all that the policy adds to what was asked for', () => {
    expect(termsOf(policyWith({}, { escalation: 'leads' }), content)).toEqual({
      approvers: { group: 'approvers' },
      approvals: 2,
      escalation: 'leads',
      sensitive: false,
      privilegedRoles: [],
      url: 'https://contoso.crm4.dynamics.com',
      bringIn: 'alternateKey',
      joinSecurityGroup: true,
      usageLocation: 'DE',
      deleteOnUndo: true,
      vault: 'https://vault',
      secret: 77,
    });
    expect(termsOf(policyWith(), content)).not.toHaveProperty('escalation');
    expect(termsOf(policyWith({ environments: [] }), content)).toBeUndefined();
  });

  it('are, once agreed to, those that the request keeps; one of an earlier version has the policy’s', () => {
    const terms = termsOf(policyWith(), content);
    const changed = policyWith({ vault: 'https://another' });
    expect(agreedTerms(changed, { content, ...(terms && { terms }) })).toBe(terms);
    expect(agreedTerms(changed, { content })).toEqual({ ...terms, vault: 'https://another' });
  });

  it('call a role privileged that is one by itself, and one that the policy lists in whatever case', () => {
    expect(termsOf(policyWith(), privileged)?.privilegedRoles).toEqual(['Chief']);
    const listed = policyWith({ privilegedRoles: ['STOCK sync reader', 'Nobody has it'] });
    expect(termsOf(listed, content)?.privilegedRoles).toEqual(['Stock Sync Reader']);
    expect(termsOf(policyWith({ privilegedRoles: ['Reader'] }), content)?.privilegedRoles).toEqual([]);
  });

  it('ask for a fresh sign-in where it is sensitive and the policy has one, and nowhere else', () => {
    expect(termsOf(policyWith({ stepUp }, { sensitive: true }), content)?.context).toBe('c1');
    expect(termsOf(policyWith({ stepUp }), privileged)?.context).toBe('c1');
    expect(termsOf(policyWith({ stepUp }), content)).not.toHaveProperty('context');
    expect(termsOf(policyWith({}, { sensitive: true }), content)).not.toHaveProperty('context');
  });

  it('are sensitive by the environment or by a role', () => {
    expect(isSensitive({ sensitive: false, privilegedRoles: [] })).toBe(false);
    expect(isSensitive({ sensitive: true, privilegedRoles: [] })).toBe(true);
    expect(isSensitive({ sensitive: false, privilegedRoles: ['Chief'] })).toBe(true);
  });

  it('are the same in whatever order they were stored, and others by any one of them', () => {
    const terms = termsOf(policyWith({ stepUp }, { sensitive: true, escalation: 'leads' }), content);
    if (terms === undefined) throw new Error('There are none.');
    const turned = Object.fromEntries(Object.entries(terms).reverse()) as unknown as typeof terms;
    expect(sameTerms(terms, turned)).toBe(true);
    for (const key of Object.keys(terms)) {
      expect([key, sameTerms(terms, { ...terms, [key]: 'other' })]).toEqual([key, false]);
    }
    const { escalation: _, ...less } = terms;
    expect(sameTerms(terms, less)).toBe(false);
  });
});
