import type { EnvironmentPolicy } from '../../src/domain/policy';
import type { Request } from '../../src/domain/request';
import {
  administratorsOf,
  approversOf,
  approversWith,
  askable,
  isAmong,
  personOf,
} from '../../src/operations/approvers';
import type { Account, Microsoft } from '../../src/ports';
import { pendingRequest, personNumber } from '../support/requestFixture';

const account = (objectId: string, change: Partial<Account> = {}): Account => ({
  ...{ objectId, userPrincipalName: `${objectId}@contoso.com`, displayName: `Name of ${objectId}` },
  ...{ enabled: true, guest: false, licences: [], usageLocation: 'DE' },
  ...change,
});

const accounts = [
  account('AA-direct'),
  account('bb-by-group'),
  account('cc-disabled', { enabled: false }),
  account('dd-guest', { guest: true }),
  account('EE-application'),
  account('ff-escalation'),
];
const named = (...ids: readonly string[]): readonly Account[] =>
  accounts.filter(({ objectId }) => ids.includes(objectId));

const members: Record<string, readonly Account[]> = {
  team: accounts.slice(1, 5),
  approvers: accounts.slice(0, 4),
  later: [...named('AA-direct', 'ff-escalation', 'cc-disabled')],
};

/** What the services say; how often each group was read is counted. */
function services(first: Readonly<Record<string, readonly Account[]>> = {}): {
  microsoft: Microsoft;
  reads: string[];
} {
  const reads: string[] = [];
  const microsoft = {
    environments: {
      administrators: () =>
        Promise.resolve({
          objectIds: ['aa-direct', 'cc-disabled', 'nobody'],
          groupIds: ['team'],
          excluded: ['ee-APPLICATION'],
        }),
    },
    directory: {
      accountById: (id: string) =>
        Promise.resolve(accounts.find(({ objectId }) => objectId.toLowerCase() === id)),
      groupMembers: (id: string) => {
        reads.push(id);
        const isFirst = reads.filter((one) => one === id).length === 1;
        return Promise.resolve((isFirst ? first[id] : undefined) ?? members[id] ?? []);
      },
    },
  };
  return { microsoft: microsoft as unknown as Microsoft, reads };
}

const ids = (found: readonly Account[]): readonly string[] => found.map(({ objectId }) => objectId);
const environment = { approvers: { group: 'approvers' }, escalation: 'later' } as EnvironmentPolicy;
const byRole = { approvers: 'systemAdministrators' } as EnvironmentPolicy;

describe('who may approve', () => {
  it('administers: enabled people, directly or by a group, each once; no guest and nobody who is excluded', async () => {
    const { microsoft } = services();
    expect(ids(await administratorsOf(microsoft, byRole))).toEqual(['AA-direct', 'bb-by-group']);
    expect(ids(await approversOf(microsoft, byRole))).toEqual(['AA-direct', 'bb-by-group']);
  });

  it('is of the group that the policy names, and of the escalation group only once it was asked', async () => {
    const { microsoft, reads } = services();
    expect(ids(await approversOf(microsoft, environment))).toEqual(['AA-direct', 'bb-by-group']);
    expect(reads).toEqual(['approvers']);
    expect(ids(await approversOf(microsoft, environment, { escalatedAt: 1 }))).toEqual([
      'AA-direct',
      'bb-by-group',
      'ff-escalation',
    ]);
    reads.length = 0;
    const { escalation: _, ...without } = environment;
    expect(ids(await approversOf(microsoft, without, { escalatedAt: 1 }))).toEqual([
      'AA-direct',
      'bb-by-group',
    ]);
    expect(reads).toEqual(['approvers']);
  });

  it('is read a second time where one of those asked about is missing, and only then', async () => {
    const some = [{ objectId: 'AA-DIRECT' }, { objectId: 'bb-by-group' }];
    const all = services();
    expect(ids(await approversWith(all.microsoft, environment, some, {}))).toEqual([
      'AA-direct',
      'bb-by-group',
    ]);
    expect(all.reads).toEqual(['approvers']);
    const lagging = services({ approvers: named('AA-direct', 'ff-escalation') });
    expect(ids(await approversWith(lagging.microsoft, environment, some, {}))).toEqual([
      'AA-direct',
      'ff-escalation',
      'bb-by-group',
    ]);
    expect(lagging.reads).toEqual(['approvers', 'approvers']);
  });

  it('is told by the object id, in any case of its letters', () => {
    expect(isAmong(accounts, { objectId: 'Bb-By-GROUP' })).toBe(true);
    expect(isAmong(accounts, { objectId: 'aa-direct' })).toBe(true);
    expect(isAmong(accounts, { objectId: 'aa' })).toBe(false);
    expect(personOf(account('x'), 'tenant')).toEqual({
      ...{ tenantId: 'tenant', objectId: 'x', name: 'Name of x' },
    });
  });

  it('can be asked: never whoever asks or will own it, and no more than are to be reached', () => {
    const request: Pick<Request, 'requester' | 'content'> = {
      requester: { ...personNumber(1), objectId: 'aa-DIRECT' },
      content: { ...pendingRequest().content, owner: { ...personNumber(2), objectId: 'FF-escalation' } },
    };
    const asked = (most: number): readonly string[] =>
      askable(accounts, request, most).map(({ objectId }) => objectId);
    expect(asked(9)).toEqual(['bb-by-group', 'cc-disabled', 'dd-guest', 'EE-application']);
    expect(asked(1)).toEqual(['bb-by-group']);
  });
});
