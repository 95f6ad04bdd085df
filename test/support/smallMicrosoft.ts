import type { Request } from '../../src/domain/request';
import { ServiceFault, type FaultKind } from '../../src/domain/serviceFault';
import type { Account, EnvironmentUser } from '../../src/ports';
import { Crash } from './memoryStore';

/** What happens to a call: it passes, or fails without or after having been done, or the process ends there. */
export type Trouble = 'none' | 'before' | 'after' | 'refused' | 'denied' | 'crash' | 'act';
/** A small Microsoft that is at once consistent, whose calls meet the trouble drawn, and what was written to it. */
export class SmallMicrosoft {
  readonly accounts: { -readonly [K in keyof Account]: Account[K] }[] = [];
  readonly versions: {
    version: string;
    enabled: boolean;
    tags: Record<string, string>;
    expiresAt?: number;
  }[] = [];
  row: { -readonly [K in keyof EnvironmentUser]: EnvironmentUser[K] } | undefined;
  writes = 0;
  /** Whether a write is recorded as sent at this moment. */
  sending: string | undefined;
  unrecorded = 0;
  /** Who may approve, by object id; all of them administer the environment. */
  approvers: readonly string[] = [];
  /** What the environment has under the names asked for, where it is not what was asked for. */
  roles: Request['content']['roles'] | undefined;
  unit: Request['content']['businessUnit'] | undefined;
  /** What somebody does while a call is on its way. */
  meanwhile: () => Promise<void> = () => Promise.resolve();
  /** Told of a crash, at once. */
  crashed: () => void = () => undefined;

  constructor(
    private readonly troubles: Iterator<Trouble>,
    private readonly request: Request,
  ) {}

  private async call<T>(write: boolean, work: () => T): Promise<T> {
    await Promise.resolve();
    const next = this.troubles.next();
    const met = next.done === true ? 'none' : next.value;
    if (write && this.sending === undefined) this.unrecorded += 1;
    const fault = (kind: FaultKind): ServiceFault =>
      new ServiceFault({ service: 'Graph', what: 'work', kind });
    if (met === 'act') await this.meanwhile();
    if (met === 'crash') {
      this.crashed();
      throw new Crash();
    }
    if (met === 'before') throw fault(write ? 'unknown' : 'notSent');
    if (met === 'refused' || met === 'denied') throw fault(met);
    if (write) this.writes += 1;
    const result = work();
    if (met === 'after' && write) throw fault('unknown');
    return result;
  }

  /** Whoever is no account of ours is somebody of the tenant's. */
  private admin(objectId: string): Account {
    return {
      ...{ objectId, userPrincipalName: `${objectId}@contoso.com`, displayName: objectId },
      ...{ enabled: true, guest: false, licences: [] },
    };
  }

  private settle(): void {
    const account = this.accounts[0];
    if (this.row === undefined || account === undefined) return;
    this.row.licensed = account.licences.length > 0;
    this.row.enabled = account.enabled && (this.row.licensed || this.row.accessMode === 4);
  }

  private change(
    objectId: string,
    how: (account: SmallMicrosoft['accounts'][number]) => void,
  ): Promise<void> {
    return this.call(true, () => {
      const account = this.accounts.find((one) => one.objectId === objectId);
      if (account !== undefined) how(account);
      this.settle();
    });
  }

  private changeRow(how: (row: NonNullable<SmallMicrosoft['row']>) => void): Promise<void> {
    return this.call(true, () => {
      if (this.row !== undefined) how(this.row);
      this.settle();
    });
  }

  readonly microsoft = {
    directory: {
      accountByName: () => this.call(false, () => this.accounts[0]),
      accountById: (id: string) =>
        this.call(false, () => this.accounts.find((one) => one.objectId === id) ?? this.admin(id)),
      accountByMark: (mark: string) => this.call(false, () => this.accounts.find((one) => one.mark === mark)),
      createAccount: ({ mark }: { mark: string }) =>
        this.call(true, () => {
          const objectId = `account-${String(this.accounts.length)}`;
          const { userPrincipalName } = this.request.content;
          this.accounts.push({
            ...{ objectId, userPrincipalName, displayName: '', enabled: true, guest: false },
            ...{ mark, usageLocation: 'DE', licences: [] },
          });
          return objectId;
        }),
      blockSignIn: (id: string) => this.change(id, (account) => (account.enabled = false)),
      openSignIn: (id: string) => this.change(id, (account) => (account.enabled = true)),
      lendLicence: (id: string, skuId: string) =>
        this.change(id, (account) => (account.licences = [{ skuId, byGroup: false }])),
      returnLicence: (id: string) => this.change(id, (account) => (account.licences = [])),
      licences: () =>
        this.call(false, () => [
          {
            skuId: this.request.content.licence.skuId,
            partNumber: 'ONE',
            enabled: 9,
            used: 0,
            opensDataverse: true,
          },
        ]),
      deletedAccountExists: () => this.call(false, () => false),
      people: () => this.call(false, () => []),
      groupMembers: () => this.call(false, () => this.approvers.map((id) => this.admin(id))),
      signInRules: () => Promise.reject(new ServiceFault({ service: 'Graph', what: 'work', kind: 'denied' })),
    },
    powerPlatform: { environment: () => this.call(false, () => ({ name: '', url: '' })) },
    environments: {
      administrators: () =>
        this.call(false, () => ({
          ...{ objectIds: [this.request.requester.objectId, ...this.approvers], groupIds: [], excluded: [] },
        })),
      userByName: () => this.call(false, () => this.row && { ...this.row }),
      nonInteractiveUsers: () =>
        this.call(false, () => (this.row?.accessMode === 4 ? [{ ...this.row }] : [])),
      toldLimit: () => this.call(false, () => 7),
      units: () => this.call(false, () => [this.unit ?? this.request.content.businessUnit]),
      rootUnit: () => this.call(false, () => this.request.content.businessUnit),
      roles: () => this.call(false, () => this.roles ?? this.request.content.roles),
      userByObjectId: () => this.call(false, () => this.row && { ...this.row }),
      bringIn: (_: unknown, objectId: string) =>
        this.call(true, () => {
          this.row ??= {
            ...{ systemUserId: 'row', objectId, userPrincipalName: '', name: '', accessMode: 0 as const },
            ...{ enabled: false, licensed: false, applicationUser: false, businessUnitId: 'root', roles: [] },
          };
          this.settle();
        }),
      setAccessMode: (_at: unknown, _id: string, mode: 0 | 4) =>
        this.changeRow((row) => (row.accessMode = mode)),
      moveToUnit: (_at: unknown, _id: string, unit: string) =>
        this.changeRow((row) => Object.assign(row, { businessUnitId: unit, roles: [] })),
      assignRole: (_at: unknown, _id: string, id: string) =>
        this.changeRow((row) => (row.roles = [...row.roles, { id, name: id }])),
      removeRole: (_at: unknown, _id: string, id: string) =>
        this.changeRow((row) => (row.roles = row.roles.filter((role) => role.id !== id))),
    },
    vault: {
      versions: () => this.call(false, () => this.versions.map((one) => ({ ...one, createdAt: 0 }))),
      value: (_at: string, _: string, version: string) =>
        this.call(false, () => this.versions.find((one) => one.version === version && one.enabled) && 'x'),
      store: (_at: string, _name: string, _value: string, tags: Record<string, string>) =>
        this.call(true, () => {
          this.versions.unshift({ version: `v${String(this.versions.length)}`, enabled: true, tags });
          return '';
        }),
      change: (_at: string, _: string, version: string, change: object) =>
        this.call(true, () =>
          Object.assign(this.versions.find((one) => one.version === version) ?? {}, change),
        ),
    },
  };
}
