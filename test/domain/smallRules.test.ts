import { accessModes } from '../../src/domain/accessMode';
import { verdictOf } from '../../src/domain/advice';
import { checkNames } from '../../src/domain/checks';
import { shortDigest } from '../../src/domain/digest';
import { licenceName } from '../../src/domain/licenceNames';
import { retryAfterOf } from '../../src/domain/retryAfter';
import { lacksPermission, ServiceFault } from '../../src/domain/serviceFault';
import { untouched } from '../../src/domain/trail';

it('a digest is compared by its first eight digits, whatever stands between them', () => {
  expect(shortDigest('4f7a91c2e8')).toBe('4F7A-91C2');
  expect(shortDigest('4f-7a 91:c2')).toBe('4F7A-91C2');
});

it('access modes are the numbers of Microsoft’s table', () => {
  expect(accessModes).toEqual({
    readWrite: 0,
    administrative: 1,
    read: 2,
    support: 3,
    nonInteractive: 4,
    delegatedAdmin: 5,
  });
});

it.each([
  [{ appRegistration: true, password: false, person: true }, 'person'],
  [{ appRegistration: false, password: true, person: true }, 'person'],
  [{ appRegistration: true, password: false, person: false }, 'applicationUser'],
  [{ appRegistration: true, password: true, person: false }, 'nonInteractive'],
  [{ appRegistration: false, password: false, person: false }, 'nonInteractive'],
] as const)('%j would do: %s', (answers, verdict) => {
  expect(verdictOf(answers)).toBe(verdict);
});

it('licences are known by their product’s name, or by their part number', () => {
  const known = [
    ['DYN365_ENTERPRISE_PLAN1', 'Dynamics 365 Customer Engagement Plan'],
    ['DYN365_ENTERPRISE_SALES', 'Dynamics 365 Sales Enterprise'],
    ['DYN365_ENTERPRISE_CUSTOMER_SERVICE', 'Dynamics 365 Customer Service Enterprise'],
    ['DYN365_ENTERPRISE_FIELD_SERVICE', 'Dynamics 365 Field Service Enterprise'],
    ['DYN365_TEAM_MEMBERS', 'Dynamics 365 Team Members'],
    ['POWERAPPS_PER_USER', 'Power Apps Premium'],
    ['ANOTHER_ONE', 'ANOTHER_ONE'],
  ];
  expect(known.map(([part = '']) => [part, licenceName(part)])).toEqual(known);
});

it('every check has its name', () => {
  expect(checkNames).toEqual([
    ...['administrator', 'approvers', 'owner', 'domain', 'slot'],
    ...['name', 'roles', 'seat', 'group', 'vault'],
  ]);
});

it('of an untouched step nothing is recorded, forward or back', () => {
  expect(untouched).toEqual({ forward: {}, undo: {} });
});

describe('Retry-After', () => {
  const date = 'Sun, 29 Nov 2026 10:00:00 GMT';
  it.each([
    ['7', undefined, 7_000],
    ['0', undefined, 0],
    ['1.2501', undefined, 1_251],
    ['12', date, 12_000],
    ['Sun, 29 Nov 2026 10:00:30 GMT', date, 30_000],
    ['Sun, 29 Nov 2026 09:00:00 GMT', date, 0],
    ['Sun, 29 Nov 2026 10:00:30 GMT', undefined, undefined],
    ['soon', date, undefined],
    ['7 seconds', undefined, undefined],
    ['in 7', undefined, undefined],
    ['1.', undefined, undefined],
    [undefined, date, undefined],
  ])('%s, in an answer of %s, is %s ms', (value, answered, span) => {
    expect(retryAfterOf(value, answered)).toBe(span);
  });
});

describe('a fault of a service', () => {
  it('says what could not be done, and what the service called it', () => {
    const facts = { service: 'Graph', kind: 'refused', what: 'create the account' } as const;
    const plain = new ServiceFault(facts);
    expect([plain.name, plain.message]).toEqual([
      'ServiceFault',
      'Graph could not create the account (refused).',
    ]);
    expect(new ServiceFault({ ...facts, status: 400, code: 'Request_BadRequest' }).message).toBe(
      'Graph could not create the account (refused: 400 Request_BadRequest).',
    );
    expect(new ServiceFault({ ...facts, status: 400 }).facts).toEqual({ ...facts, status: 400 });
  });

  it.each([
    ['Graph', 'denied', 403, true],
    ['Graph', 'denied', undefined, true],
    ['Graph', 'denied', 401, false],
    ['Entra', 'denied', 403, false],
    ['Graph', 'refused', 403, false],
  ] as const)('of %s, %s with %s: somebody has to grant something: %s', (service, kind, status, lacks) => {
    const fault = new ServiceFault({ service, kind, what: '', ...(status === undefined ? {} : { status }) });
    expect(lacksPermission(fault)).toBe(lacks);
  });
});
