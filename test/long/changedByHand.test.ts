import { cancelRequest } from '../../src/operations/cancelRequest';
import { endCard } from '../../src/teams/cards/endCard';
import { english } from '../../src/texts/english';
import { personOf, startWork, type Workbench } from '../support/startWork';
import { readText } from '../teams/cards/readCard';

const megan = personOf('Megan Bowen');
const finance = 'Contoso Finance';

describe('what somebody does to the account by hand', () => {
  let work: Workbench;
  beforeAll(async () => {
    work = await startWork();
  }, 60_000);
  afterEach(() => {
    work.around(undefined);
  });
  afterAll(() => work.close(), 60_000);

  /** An approved request that Megan stops before the licence is lent; `meanwhile` is done at the same moment. */
  const stopped = async (name: string, meanwhile: () => void = () => undefined) => {
    const { id } = await work.approved(name, finance);
    let pressed: Promise<unknown> | undefined;
    work.around((at) => {
      if (at !== 'lendLicence' || pressed !== undefined) return undefined;
      meanwhile();
      pressed = cancelRequest(work.surroundings, megan, id);
      return undefined;
    });
    const end = await work.toRest(id);
    await pressed;
    work.around(undefined);
    expect(end.state).toBe('cancelled');
    return end;
  };

  it('a blocked account that was opened since is not taken up, neither when asked for nor at work', async () => {
    const user = 'svc-opened-since@contoso.com';
    const { cloud } = work.client;
    await stopped('Opened since');
    const { id } = await work.approved('Opened since', finance);
    cloud.edit('unblockUser', { user });
    expect((await work.toRest(id)).failure?.why.code).toBe('takeUpGone');
    expect(cloud.world.user(user)).toMatchObject({ accountEnabled: true, licences: [] });
    expect(await work.ask('Opened since', finance, crypto.randomUUID())).toMatchObject({
      problems: [{ field: 'accountName', why: { code: 'nameTaken' } }],
    });
  }, 60_000);

  it('an account that was deleted meanwhile is told of at the end: restored, it would be as it was', async () => {
    const user = 'svc-deleted-meanwhile@contoso.com';
    const end = await stopped('Deleted meanwhile', () => {
      work.client.cloud.edit('deleteUser', { user });
    });
    expect(readText(endCard(english, end, { audience: 'person' }))).toContain('Somebody deleted the account');
  }, 60_000);
});
