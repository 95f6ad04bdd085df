import { contract } from './support/contract';
import { callVault } from './support/everyCall';
import { isDescribed, templateOf } from './support/pathTemplates';
import { swaggerCheck, type Swagger } from './support/swaggerCheck';
import type { Exchange } from './support/startRecorder';
import { startRecordedBot, type RecordedBot } from './support/startRecordedBot';

const secrets = contract('keyvault-secrets-7.3.swagger.json') as Swagger;
const common = contract('keyvault-common-7.3.swagger.json') as Swagger;
const misfit = swaggerCheck([common, secrets]);

const described: Readonly<Record<string, { sends?: string; gets: string }>> = {
  'PUT /secrets/{secret-name}': { sends: 'SecretSetParameters', gets: 'SecretBundle' },
  'GET /secrets/{secret-name}/versions': { gets: 'SecretListResult' },
  'GET /secrets/{secret-name}/{secret-version}': { gets: 'SecretBundle' },
  'PATCH /secrets/{secret-name}/{secret-version}': { sends: 'SecretUpdateParameters', gets: 'SecretBundle' },
};

/** The service says on the last page that there is no next one; the contract knows no null. */
function withoutNullLink(answer: unknown): unknown {
  const { nextLink, ...rest } = answer as { nextLink?: unknown };
  return nextLink === null ? rest : answer;
}

describe('Key Vault', () => {
  let bot: RecordedBot;
  let calls: readonly { readonly name: string; readonly exchange: Exchange }[];
  beforeAll(async () => {
    bot = await startRecordedBot();
    await callVault(bot);
    calls = bot.recorder
      .with('.vault.azure.net')
      .map((exchange) => ({ name: templateOf(exchange, '', secrets.paths), exchange }));
  });
  afterAll(() => bot.close());
  const granted = (): typeof calls => calls.filter(({ exchange }) => exchange.status !== 401);

  it('is asked in calls that it has, and grants them', () => {
    const made = [...new Set(calls.map(({ name }) => name))].sort();
    expect(made).toEqual(Object.keys(described).sort());
    expect(made.filter((name) => !isDescribed(name, secrets.paths))).toEqual([]);
    expect(granted().filter(({ exchange }) => exchange.status >= 300)).toEqual([]);
    expect(bot.client.cloud.violations).toEqual([]);
  });

  it('gets bodies as it describes them, and none before it said where the token comes from', () => {
    for (const { name, exchange } of granted()) {
      const schema = described[name]?.sends;
      expect({ name, body: exchange.body !== undefined }).toEqual({ name, body: schema !== undefined });
      if (schema !== undefined) expect(misfit(schema, exchange.body)).toBe('');
    }
    const challenged = calls.filter(({ exchange }) => exchange.status === 401);
    expect(challenged.length).toBeGreaterThan(0);
    expect(challenged.map(({ exchange }) => exchange.body).filter((body) => body !== undefined)).toEqual([]);
  });

  it('would be caught at a misspelt property', () => {
    expect(misfit('SecretSetParameters', { value: 'x', attributes: { enable: true } })).toContain('enable');
    expect(misfit('SecretSetParameters', {})).toContain('value');
  });

  it('answers as it describes it', () => {
    for (const { name, exchange } of granted()) {
      expect(`${name}: ${misfit(described[name]?.gets ?? '', withoutNullLink(exchange.answer))}`).toBe(
        `${name}: `,
      );
    }
  });

  it('lists secrets, and refuses, as it describes it', async () => {
    const vault = 'https://contoso-countersign.vault.azure.net';
    const list = await bot.client.signedCall('GET', `${vault}/secrets?api-version=7.3`);
    expect(misfit('SecretListResult', withoutNullLink(list.body))).toBe('');
    const refusals = [
      await bot.client.call('GET', `${vault}/secrets?api-version=7.3`),
      await bot.client.signedCall('GET', `${vault}/secrets/nothing?api-version=7.3`),
      await bot.client.signedCall('GET', `${vault}/secrets/svc-erp?api-version=7.3`),
    ];
    expect(refusals.map(({ status }) => status)).toEqual([401, 404, 403]);
    for (const { body } of refusals) expect(misfit('KeyVaultError', body)).toBe('');
  });
});
