import { groups } from '../../sandbox/world/contosoIds';
import { roleIdIn, unitIdIn } from '../../sandbox/world/contosoRoles';
import type { Fault } from '../../sandbox/cloud/faults';
import type { Content, Request } from '../../src/domain/request';
import type { StepName } from '../../src/domain/trail';
import { giveUp, tryAgain } from '../../src/operations/actOnAttention';
import { cancelRequest } from '../../src/operations/cancelRequest';
import { checkAgain } from '../../src/operations/readLeft';
import { withdrawRequest } from '../../src/operations/withdrawRequest';
import { endCard } from '../../src/teams/cards/endCard';
import { english } from '../../src/texts/english';
import { readText } from '../teams/cards/readCard';
import { personOf, startWork, type Workbench } from '../support/startWork';

const finance = 'Contoso Finance';
const [adele, megan] = [personOf('Adele Vance'), personOf('Megan Bowen')];

/** How Microsoft refuses each step for good, with its own codes. */
const refusals: Readonly<Record<StepName, Pick<Fault, 'service' | 'method' | 'path'> & object>> = {
  confirmSlot: { service: 'Dataverse', method: 'GET', ...said(403, '0x80048306') },
  storePassword: { service: 'Key Vault', method: 'PUT', ...said(403, 'Forbidden') },
  createAccount: { service: 'Graph', method: 'POST', path: '/users', ...said(400, 'Request_BadRequest') },
  joinGroup: {
    service: 'Graph',
    method: 'POST',
    path: 'members/$ref',
    ...said(403, 'Authorization_RequestDenied'),
  },
  lendLicence: {
    service: 'Graph',
    method: 'POST',
    path: 'assignLicense',
    ...said(400, 'Request_BadRequest'),
  },
  bringIn: {
    service: 'Dataverse',
    path: 'systemusers(azureactivedirectoryobjectid',
    ...said(403, '0x80072560'),
  },
  setMode: { service: 'Dataverse', method: 'PATCH', ...said(400, '0x8004B050') },
  placeInUnit: { service: 'Dataverse', method: 'PATCH', ...said(403, '0x80048306') },
  assignRoles: {
    service: 'Dataverse',
    method: 'POST',
    path: 'systemuserroles_association',
    ...said(400, '0x80041409'),
  },
  takeLicenceBack: {
    service: 'Graph',
    method: 'POST',
    path: 'assignLicense',
    ...said(403, 'Authorization_RequestDenied'),
  },
  verify: { service: 'Dataverse', method: 'GET', ...said(403, '0x80048306') },
  releaseCredential: { service: 'Key Vault', method: 'PATCH', ...said(403, 'Forbidden') },
};
const steps = Object.keys(refusals) as StepName[];

function said(status: number, code: string): object {
  return { kind: 'status', times: 'always', status, code };
}

describe('the way back', () => {
  let work: Workbench;
  beforeAll(async () => {
    work = await startWork();
  }, 60_000);
  afterEach(() => {
    work.around(undefined);
    work.client.cloud.faults.clear();
  });
  afterAll(() => work.close(), 60_000);

  /** Microsoft refuses while this step is at work, forward; with `undo …` on the way back. */
  const refuseAt = (step: string, fault: object): void => {
    const { faults } = work.client.cloud;
    work.around((at) => {
      if (at !== step) return undefined;
      const id = faults.add(fault as Fault);
      return () => void faults.remove(id);
    });
  };
  /** The account's place is a unit of its own, so that it has to be moved. */
  const inWarehouse = ({ roles }: Content): Partial<Content> => ({
    businessUnit: { id: unitIdIn(4, 'child'), name: 'Warehouse' },
    roles: roles.map(({ name }) => ({ name, id: roleIdIn(4, name as 'Basic User', 'child') })),
  });
  const secretsOf = (name: string): readonly boolean[] => {
    const all = work.client.cloud.world.world.vaults.flatMap((vault) => vault.secrets);
    const own = all.find((secret) => secret.name === name);
    return (own?.versions ?? []).map((version) => version.enabled);
  };
  const seats = (): number => work.client.cloud.world.consumedUnits('DYN365_ENTERPRISE_SALES');
  /** Everything that is there of the account at Microsoft. */
  const truth = (signInName: string, environment = finance): object => {
    const { world } = work.client.cloud;
    const account = world.findUser(signInName);
    const row = world.findSystemUser(environment, signInName);
    return {
      signIn: account?.accountEnabled ?? false,
      licences: account?.licences.length ?? 0,
      inGroup: world.group(groups.financeUsers).members.includes(account?.id ?? 'nobody'),
      mode: row?.accessMode ?? 0,
      rowEnabled: row !== undefined && !row.isDisabled,
      roles: row?.roleIds ?? [],
      secrets: secretsOf(signInName.split('@')[0] ?? '').filter(Boolean),
    };
  };
  const nothing = {
    signIn: false,
    licences: 0,
    inGroup: false,
    mode: 0,
    rowEnabled: false,
    roles: [],
    secrets: [],
  };
  const finished = {
    signIn: true,
    licences: 0,
    inGroup: true,
    mode: 4,
    rowEnabled: true,
    secrets: [true],
  };
  const held = async (): Promise<number> => {
    const { policy, store } = work.surroundings;
    const { id = '' } = policy.environments.find(({ name }) => name === finance) ?? {};
    return (await store.requests.reservations(id)).length;
  };
  const undone = ({ plan, trails }: Request): readonly StepName[] =>
    plan.toReversed().filter((name) => trails[name]?.undo.evidence !== undefined);

  it.each(steps)(
    'refused for good at %s leaves nothing behind, newest first, and says so',
    async (step) => {
      const name = `Refused at ${step}`;
      const signInName = `svc-refused-at-${step.toLowerCase()}@contoso.com`;
      const before = seats();
      refuseAt(step, refusals[step]);
      const { id } = await work.approved(name, finance, inWarehouse);
      let end = await work.toRest(id);
      if (step === 'releaseCredential') {
        // The account is made, and its password cannot be handed over: a person is asked, and nobody can sign in.
        expect(end.attention).toMatchObject({ code: 'cannotHandOver', direction: 'forward' });
        expect(truth(signInName)).toMatchObject({ signIn: false, mode: 4, licences: 0 });
        await giveUp(work.surroundings, megan, id);
        end = await work.toRest(id);
      }
      expect(end).toMatchObject({ state: 'failed', failure: { step, left: [] }, holdsSlot: false });
      expect(truth(signInName)).toEqual(nothing);
      expect([seats(), await held()]).toEqual([before, 0]);
      // Newest first, each read back twice, a settling time apart.
      const times = undone(end).map((each) => end.trails[each]?.undo.evidence?.readAt ?? []);
      expect(times.flat()).toEqual(times.flat().toSorted((one, other) => one - other));
      expect(times.every((readAt) => readAt.length === 2)).toBe(true);
      const card = readText(endCard(english, end, { audience: 'person' }));
      for (const each of undone(end)) {
        const { done, found } = english.steps[each].undo;
        const how = end.trails[each]?.undo.evidence?.how;
        expect(card).toContain(`✓\n${how === 'made' ? done : found}`);
      }
      expect(card).toContain(
        ['confirmSlot', 'storePassword'].includes(step) ? 'Nothing was made' : 'Everything is cleaned up',
      );
    },
    60_000,
  );

  it('takes a name up again: the blocked account, its password, a new mark; the approver reads it', async () => {
    const signInName = 'svc-refused-at-assignroles@contoso.com';
    const { world } = work.client.cloud;
    const before = world.user(signInName);
    const first = before.extensionAttributes['extensionAttribute15'];
    const request = await work.approved('Refused at assignRoles', finance);
    const { takesUp } = request.content;
    expect(takesUp).toMatchObject({ objectId: before.id, requestId: first?.replace('countersign:', '') });
    const end = await work.toRest(request.id);
    expect(end.state).toBe('verified');
    expect(truth(signInName)).toMatchObject(finished);
    const after = world.user(signInName);
    expect([after.id, after.passwordHash]).toEqual([before.id, before.passwordHash]);
    expect(after.extensionAttributes['extensionAttribute15']).toBe(`countersign:${request.id}`);
    expect(end.trails.createAccount?.forward.evidence?.how).toBe('made');
    // One that is verified is nobody's to take up.
    const again = await work.ask('Refused at assignRoles', finance, crypto.randomUUID());
    expect(again).toMatchObject({ is: 'problems', problems: [{ why: { code: 'nameTaken' } }] });
  }, 60_000);

  it('undoes what it took up, and can take it up once more', async () => {
    const signInName = 'svc-refused-at-placeinunit@contoso.com';
    refuseAt('setMode', refusals.setMode);
    const second = await work.approved('Refused at placeInUnit', finance);
    expect(await work.toRest(second.id)).toMatchObject({ state: 'failed', failure: { left: [] } });
    expect(truth(signInName)).toEqual(nothing);
    work.around(undefined);
    const third = await work.approved('Refused at placeInUnit', finance);
    expect(third.content.takesUp?.requestId).toBe(second.id);
    await withdrawRequest(work.surroundings, adele, third.id);
  }, 60_000);

  it('takes up nobody else’s account, and none whose password is gone', async () => {
    const { world } = work.client.cloud;
    const problems = async (name: string): Promise<object> => work.ask(name, finance, crypto.randomUUID());
    const signInName = 'svc-refused-at-verify@contoso.com';
    const secrets = world.world.vaults.flatMap((vault) => vault.secrets);
    const secret = secrets.find(({ name }) => name === 'svc-refused-at-verify');
    secret?.versions.splice(0);
    expect(await problems('Refused at verify')).toMatchObject({
      problems: [{ field: 'accountName', why: { code: 'takeUpNoPassword' } }],
    });
    world.user(signInName).extensionAttributes = {};
    expect(await problems('Refused at verify')).toMatchObject({ problems: [{ why: { code: 'nameTaken' } }] });
    expect(truth(signInName)).toMatchObject({ signIn: false });
  });

  it('opens the sign-in again once the password can be handed over after all', async () => {
    refuseAt('releaseCredential', refusals.releaseCredential);
    const { id } = await work.approved('Handed over late', finance);
    expect((await work.toRest(id)).attention?.code).toBe('cannotHandOver');
    work.around(undefined);
    await tryAgain(work.surroundings, adele, id);
    expect((await work.toRest(id)).state).toBe('verified');
    expect(truth('svc-handed-over-late@contoso.com')).toMatchObject(finished);
  }, 60_000);

  it('does not call verified what somebody changed while it waited for the password', async () => {
    const signInName = 'svc-changed-meanwhile@contoso.com';
    refuseAt('releaseCredential', refusals.releaseCredential);
    const { id } = await work.approved('Changed meanwhile', finance);
    expect((await work.toRest(id)).attention?.code).toBe('cannotHandOver');
    work.around(undefined);
    work.client.cloud.edit('setAccessMode', { environment: finance, user: signInName, accessMode: 0 });
    await tryAgain(work.surroundings, adele, id);
    const end = await work.toRest(id);
    // The mode is set anew, with the licence lent once more.
    expect([end.state, end.contradictions]).toEqual(['verified', 1]);
    expect(truth(signInName)).toMatchObject(finished);
  }, 60_000);

  it('stops before the next change when somebody stops it, cleans up, and says who', async () => {
    const { id } = await work.approved('Stopped work', finance);
    let pressed: Promise<unknown> | undefined;
    work.around((at) => {
      if (at === 'bringIn') pressed ??= cancelRequest(work.surroundings, megan, id);
      return undefined;
    });
    const end = await work.toRest(id);
    await pressed;
    expect(end).toMatchObject({ state: 'cancelled', wish: { kind: 'cancel' }, holdsSlot: false });
    expect(truth('svc-stopped-work@contoso.com')).toEqual(nothing);
    const card = readText(endCard(english, end, { audience: 'person' }));
    expect(card).toContain('Stopped · R-');
    expect(card).toContain('Stopped by Megan Bowen');
    expect(await cancelRequest(work.surroundings, adele, id)).toMatchObject({ is: 'tooLate' });
    expect(await cancelRequest(work.surroundings, personOf('Lidia Holloway'), id)).toEqual({
      is: 'notYours',
    });
  }, 60_000);

  it.each(['failed', 'cancelled'] as const)(
    'a %s one holds its slot until a person has cleaned up and two readings say so',
    async (state) => {
      const name = `Left and ${state}`;
      const signInName = `svc-left-and-${state}@contoso.com`;
      const { id } = await work.approved(name, finance);
      const denied = { service: 'Dataverse', method: 'PATCH', ...said(403, '0x80048306') };
      const { faults } = work.client.cloud;
      let isOver = false;
      work.around((at) => {
        if (at === 'verify' && state === 'cancelled') void cancelRequest(work.surroundings, adele, id);
        const fault = at === 'undo setMode' ? denied : at === 'verify' ? refusals.verify : undefined;
        if (fault === undefined || isOver) return undefined;
        const added = faults.add(fault as Fault);
        return () => void faults.remove(added);
      });
      expect((await work.toRest(id)).attention).toMatchObject({ direction: 'undo', code: 'cannotUndo' });
      await giveUp(work.surroundings, adele, id);
      const end = await work.toRest(id);
      isOver = true;
      expect(end).toMatchObject({ state, failure: { left: ['setMode'] }, holdsSlot: true });
      expect(truth(signInName)).toMatchObject({ mode: 4, licences: 0, signIn: false });
      expect(readText(endCard(english, end, { audience: 'person' }))).toContain('1 thing is left for you');
      expect(await checkAgain(work.surroundings, id)).toMatchObject({ is: 'left' });
      expect(await held()).toBe(1);
      work.client.cloud.edit('setAccessMode', { environment: finance, user: signInName, accessMode: 0 });
      expect(await checkAgain(work.surroundings, id)).toMatchObject({ is: 'settling' });
      expect(await held()).toBe(1);
      await new Promise((resolve) => setTimeout(resolve, 120));
      expect(await checkAgain(work.surroundings, id)).toMatchObject({ is: 'clean' });
      expect(await held()).toBe(0);
      const after = await work.toRest(id);
      expect(readText(endCard(english, after, { audience: 'person' }))).toContain('Everything is cleaned up');
    },
    60_000,
  );

  it('deletes what it made where the policy says so, after blocking it, and nothing that it did not make', async () => {
    const { policy } = work.surroundings;
    const deleting = { ...policy, account: { ...policy.account, deleteOnUndo: true } };
    const { cloud } = work.client;
    // The terms that were approved are those of the policy that deletes.
    const { id } = await work.approved('Made and deleted', finance, undefined, {
      ...work.surroundings,
      policy: deleting,
    });
    work.around((at) => {
      if (at !== 'setMode') return undefined;
      const added = cloud.faults.add(refusals.setMode as Fault);
      return () => void cloud.faults.remove(added);
    });
    const end = await work.toRest(id, { ...work.surroundings, policy: deleting });
    expect(end).toMatchObject({ state: 'failed', failure: { left: [] } });
    expect(cloud.world.findUser('svc-made-and-deleted@contoso.com')).toBeUndefined();
    const gone = cloud.world.world.users.filter(({ displayName }) => displayName === 'Made and deleted');
    expect(gone.map(({ accountEnabled, licences }) => [accountEnabled, licences.length])).toEqual([
      [false, 0],
    ]);
    const card = readText(endCard(english, end, { audience: 'person' }));
    expect(card).toContain('Blocked the sign-in and deleted the account');
    expect(card).not.toContain('The account stays in Entra');
  }, 60_000);
});
