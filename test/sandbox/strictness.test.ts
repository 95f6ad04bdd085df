import { people, skus } from '../../sandbox/world/contosoIds';
import { accountDraft } from '../support/accountDraft';
import { startCloudClient, type CloudClient, type RawCall } from '../support/cloudClient';

const graph = 'https://graph.microsoft.com/v1.0';
const dataverse = 'https://contoso.crm4.dynamics.com/api/data/v9.2';

describe('Whoever is not exact', () => {
  let client: CloudClient;
  beforeAll(async () => {
    client = await startCloudClient();
  });
  afterAll(() => client.cloud.close());
  beforeEach(() => {
    client.cloud.violations.length = 0;
  });

  const adele = `${graph}/users/${people['Adele Vance']}`;
  const cases: readonly (readonly [
    what: string,
    method: string,
    url: string,
    call: RawCall,
    status: number,
  ])[] = [
    [
      'a create with an unknown property',
      'POST',
      `${graph}/users`,
      { body: accountDraft('svc-x', { usageLoc: 'DE' }) },
      400,
    ],
    [
      'a create without a password',
      'POST',
      `${graph}/users`,
      { body: accountDraft('svc-x', { passwordProfile: undefined }) },
      400,
    ],
    [
      'an employeeId that is too long',
      'POST',
      `${graph}/users`,
      { body: accountDraft('svc-x', { employeeId: 'x'.repeat(17) }) },
      400,
    ],
    [
      'assignLicense without removeLicenses',
      'POST',
      `${adele}/assignLicense`,
      { body: { addLicenses: [] } },
      400,
    ],
    ['a property that users do not have', 'GET', `${adele}?$select=id,accessMode`, {}, 400],
    ['a filter that is not understood', 'GET', `${graph}/users?$filter=shoeSize eq 4`, {}, 400],
    ['an address that Graph does not have', 'GET', `${graph}/userz`, {}, 400],
    ['a method that Graph does not have', 'PUT', `${graph}/users`, { body: {} }, 405],
    [
      'a user made in Dataverse',
      'POST',
      `${dataverse}/systemusers`,
      { body: { domainname: 'x@contoso.com' } },
      400,
    ],
    [
      'a PATCH that would make a row',
      'PATCH',
      `${dataverse}/systemusers(${people['Adele Vance']})`,
      { body: { accessmode: 4 } },
      400,
    ],
    ['a column that Dataverse does not have', 'GET', `${dataverse}/systemusers?$select=colour`, {}, 400],
    ['an address that Dataverse does not have', 'GET', `${dataverse}/contacts`, {}, 404],
    [
      'a Power Platform call without a version',
      'GET',
      'https://api.bap.microsoft.com/providers/Microsoft.BusinessAppPlatform/scopes/admin/environments',
      {},
      400,
    ],
    ['a vault call without a version', 'GET', 'https://contoso-countersign.vault.azure.net/secrets', {}, 400],
  ];
  it.each(cases)('is refused %s, and it is noted', async (_what, method, url, call, status) => {
    expect((await client.signedCall(method, url, call)).status).toBe(status);
    expect(client.cloud.violations).toMatchObject([{ side: 'request', method }]);
  });

  it('is refused columns that the platform keeps, by their own codes', async () => {
    const { id } = client.cloud.world.systemUser('Contoso Production', 'Adele Vance');
    const patch = async (body: object): Promise<unknown> =>
      (
        await client.signedCall('PATCH', `${dataverse}/systemusers(${id})`, {
          body,
          headers: { 'if-match': '*' },
        })
      ).body;
    expect(await patch({ islicensed: true })).toMatchObject({ error: { code: '0x80041d4c' } });
    expect(await patch({ azureactivedirectoryobjectid: id })).toMatchObject({
      error: { code: '0x80041d4f' },
    });
    expect(await patch({ shoesize: 4 })).toMatchObject({ error: { code: '0x80060888' } });
    expect(client.cloud.violations).toHaveLength(3);
  });

  it('is refused what the index alone answers, unless it is asked', async () => {
    const filter = "onPremisesExtensionAttributes/extensionAttribute15 eq 'countersign:1'";
    const url = `${graph}/users?$filter=${encodeURIComponent(filter)}&$count=true`;
    expect(await client.signedCall('GET', url)).toMatchObject({
      status: 400,
      body: { error: { code: 'Request_UnsupportedQuery' } },
    });
    const headers = { ConsistencyLevel: 'eventual' };
    expect(await client.signedCall('GET', url, { headers })).toMatchObject({
      status: 200,
      body: { '@odata.count': 0, value: [] },
    });
  });

  it('gets exactly what was asked for', async () => {
    const user = await client.signedCall('GET', `${adele}?$select=id,assignedLicenses`);
    expect(Object.keys(user.body as object).sort()).toEqual(['@odata.context', 'assignedLicenses', 'id']);
    expect(user.body).toMatchObject({
      assignedLicenses: [
        { skuId: skus.sales, disabledPlans: [] },
        { skuId: skus.office, disabledPlans: [] },
      ],
    });
    const usual = await client.signedCall('GET', adele);
    expect(usual.body).not.toHaveProperty('accountEnabled');
    const rows = await client.signedCall(
      'GET',
      `${dataverse}/systemusers?$select=accessmode&$filter=accessmode eq 4 and applicationid eq null&$expand=systemuserroles_association($select=name)&$count=true`,
    );
    const { value } = rows.body as { value: object[] };
    expect(rows.body).toMatchObject({ '@odata.count': 2 });
    expect(Object.keys(value[0] ?? {}).sort()).toEqual([
      '@odata.etag',
      'accessmode',
      'systemuserid',
      'systemuserroles_association',
    ]);
    expect(client.cloud.violations).toEqual([]);
  });

  it('gets page after page', async () => {
    const names: string[] = [];
    let next: string | undefined = `${graph}/users?$select=displayName&$top=5`;
    let pages = 0;
    while (next !== undefined) {
      const { body } = await client.signedCall('GET', next);
      const page = body as { value: { displayName: string }[]; '@odata.nextLink'?: string };
      names.push(...page.value.map(({ displayName }) => displayName));
      next = page['@odata.nextLink'];
      pages += 1;
    }
    expect(pages).toBe(4);
    expect(new Set(names).size).toBe(client.cloud.world.world.users.length);
  });
});
