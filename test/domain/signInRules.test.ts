import fc from 'fast-check';
import {
  dataverseApplication,
  signInOutlook,
  type AccessPolicy,
  type SignInOutlook,
  type SignInRules,
} from '../../src/domain/signInRules';

const account = 'aaaaaaaa-0000-4000-8000-000000000001';
const group = '96009000-0000-4000-8000-000000000001';
const role = '62e90394-69f5-4237-9190-012177145e10';
const none = { include: [], exclude: [] };

/** A policy that asks everybody for a second factor everywhere, but for what is given. */
const policy = (change: Partial<AccessPolicy> = {}): AccessPolicy => ({
  name: 'MFA for all',
  state: 'enabled',
  users: { include: ['All'], exclude: [] },
  groups: none,
  roles: none,
  applications: { include: ['All'], exclude: [] },
  clientAppTypes: ['all'],
  conditional: false,
  anyControl: true,
  controls: ['mfa'],
  ...change,
});

const outlook = (change: Partial<AccessPolicy>, rules: Partial<SignInRules> = {}): SignInOutlook =>
  signInOutlook(
    {
      securityDefaults: false,
      policies: [policy(change)],
      groups: [group],
      roles: [role],
      unreadRole: false,
      ...rules,
    },
    account,
    1,
  );

/** The one thing that the outlook says of the one policy. */
function verdict(change: Partial<AccessPolicy>, rules: Partial<SignInRules> = {}): string {
  const said = Object.entries(outlook(change, rules)).filter(
    ([, names]) => Array.isArray(names) && names.length > 0,
  );
  return said.map(([key]) => key).join(' and ');
}

describe('what a program meets that signs in with the account', () => {
  it.each<[string, Partial<AccessPolicy>, string]>([
    ['asks everybody', {}, 'askedBy'],
    ['asks for a strength', { controls: ['authenticationStrength'] }, 'askedBy'],
    ['names the account', { users: { include: [account.toUpperCase()], exclude: [] } }, 'askedBy'],
    ['names a group it is in', { users: none, groups: { include: [group], exclude: [] } }, 'askedBy'],
    ['names a role it has', { users: none, roles: { include: [role], exclude: [] } }, 'askedBy'],
    ['names others', { users: { include: ['somebody'], exclude: [] } }, ''],
    ['leaves the account out', { users: { include: ['All'], exclude: [account] } }, ''],
    ['leaves its group out', { groups: { include: [], exclude: [group] } }, ''],
    ['leaves its role out', { roles: { include: [], exclude: [role] } }, ''],
    ['only reports', { state: 'enabledForReportingButNotEnforced' }, ''],
    ['is off', { state: 'disabled' }, ''],
    ['is for Dataverse', { applications: { include: [dataverseApplication], exclude: [] } }, 'askedBy'],
    ['is for another application', { applications: { include: ['other'], exclude: [] } }, ''],
    ['leaves Dataverse out', { applications: { include: ['All'], exclude: [dataverseApplication] } }, ''],
    ['is for the suite', { applications: { include: ['Office365'], exclude: [] } }, 'maybeAskedBy'],
    ['is for browsers', { clientAppTypes: ['browser'] }, ''],
    ['is for apps', { clientAppTypes: ['mobileAppsAndDesktopClients'] }, 'askedBy'],
    ['is for old protocols', { clientAppTypes: ['exchangeActiveSync', 'other'], controls: ['block'] }, ''],
    ['depends on a place', { conditional: true }, 'maybeAskedBy'],
    ['takes a device instead', { controls: ['mfa', 'compliantDevice'] }, 'maybeAskedBy'],
    [
      'wants a device as well',
      { controls: ['mfa', 'compliantDevice'], anyControl: false },
      'askedBy and maybeRefusedBy',
    ],
    ['wants a device', { controls: ['compliantDevice'] }, 'maybeRefusedBy'],
    ['blocks', { controls: ['block'] }, 'refusedBy'],
    ['blocks outside of a place', { controls: ['block'], conditional: true }, 'maybeRefusedBy'],
    ['wants a factor and nothing else', { controls: ['mfa'], anyControl: false }, 'askedBy'],
    ['leaves the suite out', { applications: { include: ['All'], exclude: ['Office365'] } }, 'maybeAskedBy'],
    ['names a role it has not', { users: none, roles: { include: ['other'], exclude: [] } }, ''],
    ['controls the session alone', { controls: [] }, ''],
  ])('a policy that %s', (_, change, says) => {
    expect(verdict(change)).toBe(says);
  });

  it('says "may" where a role could not be read and a role decides', () => {
    const unread = { roles: [], unreadRole: true };
    expect(verdict({ users: none, roles: { include: [role], exclude: [] } }, unread)).toBe('maybeAskedBy');
    expect(verdict({ roles: { include: [], exclude: [role] } }, unread)).toBe('maybeAskedBy');
    expect(verdict({}, unread)).toBe('askedBy');
    expect(verdict({ users: none }, unread)).toBe('');
  });

  it('names the policies, and knows Dataverse by the id that Microsoft gave it', () => {
    expect(outlook({})).toMatchObject({ askedBy: ['MFA for all'], refusedBy: [] });
    expect(dataverseApplication).toBe('00000007-0000-0000-c000-000000000000');
  });

  it('an exclusion wins whatever else the policy says, and each policy is judged by itself', () => {
    const some = fc.subarray(['All', account, group, role, dataverseApplication, 'Office365', 'other']);
    const scope = fc.record({ include: some, exclude: some });
    const anyPolicy = fc.record({
      name: fc.string({ minLength: 1 }),
      state: fc.constantFrom('enabled', 'disabled', 'enabledForReportingButNotEnforced'),
      users: scope,
      groups: scope,
      roles: scope,
      applications: scope,
      clientAppTypes: fc.subarray(['all', 'browser', 'mobileAppsAndDesktopClients', 'other']),
      conditional: fc.boolean(),
      anyControl: fc.boolean(),
      controls: fc.subarray(['mfa', 'block', 'compliantDevice', 'authenticationStrength']),
    });
    const namesIn = (said: SignInOutlook): readonly string[] =>
      'unread' in said
        ? []
        : [...said.refusedBy, ...said.askedBy, ...said.maybeRefusedBy, ...said.maybeAskedBy];
    fc.assert(
      fc.property(fc.array(anyPolicy, { maxLength: 4 }), (policies) => {
        const rules = { securityDefaults: false, groups: [group], roles: [role], unreadRole: false };
        const all = namesIn(signInOutlook({ ...rules, policies }, account, 1));
        const each = policies.flatMap((one) =>
          namesIn(signInOutlook({ ...rules, policies: [one] }, account, 1)),
        );
        expect([...all].sort()).toEqual([...each].sort());
        const out = policies.map((one) => ({ ...one, users: { ...one.users, exclude: [account] } }));
        expect(namesIn(signInOutlook({ ...rules, policies: out }, account, 1))).toEqual([]);
      }),
    );
  });
});
