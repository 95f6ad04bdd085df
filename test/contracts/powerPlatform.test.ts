import { environments } from '../../sandbox/world/contosoIds';
import { compareShape } from './support/compareShape';
import { contract } from './support/contract';
import { callPowerPlatform } from './support/everyCall';
import { startRecordedBot, type RecordedBot } from './support/startRecordedBot';

const recorded = contract(
  'powerplatform/get_environment_00000000-0000-0000-0000-000000000001.json',
) as object;
const api = 'https://api.bap.microsoft.com/providers/Microsoft.BusinessAppPlatform/scopes/admin/environments';
const version = 'api-version=2023-06-01';

describe('Power Platform', () => {
  let bot: RecordedBot;
  beforeAll(async () => {
    bot = await startRecordedBot();
    await callPowerPlatform(bot);
  });
  afterAll(() => bot.close());

  it('is asked nothing that the sandbox does not grant', () => {
    const calls = bot.recorder.with('api.bap.microsoft.com');
    expect(calls.map(({ method, status }) => `${method} ${String(status)}`)).toEqual(['GET 200', 'POST 200']);
    expect(calls.map(({ body }) => body)).toEqual([undefined, { objectId: expect.any(String) as string }]);
    expect(bot.client.cloud.violations).toEqual([]);
  });

  it('answers an environment in the recorded shape', async () => {
    const { body } = await bot.client.signedCall('GET', `${api}/${environments.production}?${version}`);
    const { conflicts, added } = compareShape(recorded, body);
    expect({ conflicts, added }).toEqual({ conflicts: [], added: [] });
  });

  it('answers beyond it only the security group, which the recorded environment does not have', async () => {
    const { body } = await bot.client.signedCall('GET', `${api}/${environments.finance}?${version}`);
    const { conflicts, added } = compareShape(recorded, body);
    expect(conflicts).toEqual([]);
    expect(added).toEqual(['properties.linkedEnvironmentMetadata.securityGroupId']);
  });

  it('lists environments in the same shape', async () => {
    const { body } = await bot.client.signedCall('GET', `${api}?${version}`);
    const { value } = body as { value: unknown[] };
    expect(value).toHaveLength(5);
    for (const one of value) expect(compareShape(recorded, one).conflicts).toEqual([]);
  });
});
