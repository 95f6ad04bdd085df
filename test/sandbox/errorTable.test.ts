import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { usualBudgets } from '../../sandbox/cloud/budgets';
import { faultCodes } from '../../sandbox/cloud/dataverse/faultCodes';
import { entraErrors } from '../../sandbox/cloud/entra/entraErrors';
import { contoso } from '../../sandbox/world/contoso';
import { startCloudClient, type CloudClient, type RawAnswer } from '../support/cloudClient';
import { dataverseCauses, notCaused } from './causes/ofDataverse';
import { entraCauses, goodProofs } from './causes/ofEntra';
import { signInCauses } from './causes/ofSignIns';
import { graphCauses } from './causes/ofGraph';
import { vaultCauses } from './causes/ofKeyVault';

const cloudFolder = path.join(__dirname, '..', '..', 'sandbox', 'cloud');

/** The text of every source of one service. */
function sourcesOf(folder: string): string {
  return readdirSync(path.join(cloudFolder, folder))
    .map((name) => readFileSync(path.join(cloudFolder, folder, name), 'utf8'))
    .join('\n');
}

const codesIn = (causes: readonly { readonly code: string }[]): string[] =>
  [...new Set(causes.map(({ code }) => code))].sort();

describe('Every code has its cause', () => {
  let client: CloudClient;
  beforeAll(async () => {
    client = await startCloudClient();
  });
  beforeEach(() => {
    Object.assign(client.cloud.world.world, contoso(), { issuers: [] });
    client.cloud.budgets.set(usualBudgets);
    client.cloud.faults.clear();
  });
  afterAll(() => client.cloud.close());
  const errorOf = ({ body }: RawAnswer): { code: string; message: string; innererror?: { code: string } } =>
    (body as { error: { code: string; message: string } }).error;

  it.each(dataverseCauses)('$code with $status when $when', async ({ code, status, cause }) => {
    const answer = await cause(client);
    expect({ status: answer.status, code: errorOf(answer).code }).toEqual({ status, code });
    if (status === 429) expect(Number(answer.headers['retry-after'])).toBeGreaterThanOrEqual(1);
  });

  it.each(graphCauses)('$code with $status when $when', async ({ code, status, text, cause }) => {
    const answer = await cause(client);
    expect({ status: answer.status, code: errorOf(answer).code }).toEqual({ status, code });
    expect(errorOf(answer).message).toContain(text);
    if (status === 429) expect(Number(answer.headers['retry-after'])).toBeGreaterThanOrEqual(1);
  });

  it.each(vaultCauses)('$code with $status when $when', async ({ code, status, cause }) => {
    const answer = await cause(client);
    const { code: outer, innererror } = errorOf(answer);
    expect({ status: answer.status, code: innererror?.code ?? outer }).toEqual({ status, code });
  });

  it.each([...entraCauses, ...signInCauses])(
    'AADSTS$code with $status when $when',
    async ({ code, status, cause }) => {
      expect(await cause(client)).toMatchObject({ status, body: { error_codes: [Number(code)] } });
    },
  );

  it.each(Object.entries(goodProofs))('and none when an application presents %s', async (_what, present) => {
    expect(await present(client)).toMatchObject({ status: 200, body: { token_type: 'Bearer' } });
  });
});

describe('No code is without its cause', () => {
  it('in Dataverse: the list of codes is what is caused, and codes stand nowhere else', () => {
    const others = ['userNotLicensed'];
    expect(codesIn(dataverseCauses).filter((code) => !others.includes(code))).toEqual(
      Object.values(faultCodes).slice().sort(),
    );
    const listed = readFileSync(path.join(cloudFolder, 'dataverse', 'faultCodes.ts'), 'utf8');
    const everywhere = ['', 'dataverse', 'graph', 'powerPlatform', 'control', 'entra', 'keyVault'];
    const literals = everywhere.flatMap((folder) =>
      readdirSync(path.join(cloudFolder, folder), { withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => readFileSync(path.join(cloudFolder, folder, entry.name), 'utf8'))
        .filter((text) => text !== listed)
        .flatMap((text) => text.match(/'0x[0-9a-f]{8}'/gi) ?? []),
    );
    expect(literals).toEqual([]);
  });

  it('says of each that cannot be caused why, and raises none of them', () => {
    const raised: readonly string[] = Object.values(faultCodes);
    expect(notCaused.filter(({ code }) => raised.includes(code))).toEqual([]);
    expect(notCaused.every(({ because }) => because.length > 20)).toBe(true);
  });

  it('in Graph, in the vault and in Power Platform: every code that stands in a source is caused', () => {
    const named = (text: string, made: RegExp): string[] =>
      [...new Set([...text.matchAll(made)].map(([, code = '']) => code))].sort();
    const graph = named(sourcesOf('graph'), /GraphRefusal\(\s*\d+,\s*'([^']+)'/g);
    expect(graph.filter((code) => !codesIn(graphCauses).includes(code))).toEqual([]);
    const vault = named(sourcesOf('keyVault'), /VaultRefusal\(\s*\d+,\s*'([^']+)'/g);
    // What a caller does wrong against the contract is refused too, and noted as a violation.
    const ofContracts = ['BadParameter', 'MethodNotAllowed', 'NotFound', 'Forbidden'];
    expect(vault.filter((code) => ![...codesIn(vaultCauses), ...ofContracts].includes(code))).toEqual([]);
  });

  it('in Entra: every refusal of the token endpoint is caused', () => {
    const source = readFileSync(path.join(cloudFolder, 'entra', 'entraErrors.ts'), 'utf8');
    const numbers = [...source.matchAll(/number: (\d+),|number: ([\d |]+)/g)].flatMap(([, one, several]) =>
      (one ?? several ?? '').split('|').map((number) => number.trim()),
    );
    expect(numbers.length).toBeGreaterThan(Object.keys(entraErrors).length);
    expect([...new Set(numbers)].sort()).toEqual(codesIn([...entraCauses, ...signInCauses]));
  });
});
