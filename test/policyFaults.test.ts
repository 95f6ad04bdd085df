import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const root = path.join(__dirname, '..');
const example = readFileSync(path.join(root, 'env', 'policy.example.yaml'), 'utf8');
const tenant = '99999999-8888-4777-8666-555555555555';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'countersign-policy-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Starts the bot with that policy, and returns what it says and how it ends. */
function start(policy: string, tenantId = tenant): { readonly says: string; readonly code: number | null } {
  const file = path.join(folder, 'policy.yaml');
  writeFileSync(file, policy);
  const { stderr, status } = spawnSync(process.execPath, [path.join(root, 'dist', 'src', 'main.js')], {
    encoding: 'utf8',
    timeout: 30_000,
    env: {
      ...{ APP_TYPE: 'SingleTenant', AZURE_TENANT_ID: tenantId, AZURE_CLIENT_SECRET: 'not-to-be-told' },
      ...{ AZURE_CLIENT_ID: tenant, POLICY_FILE: file, DATA_FOLDER: path.join(folder, 'store') },
    },
  });
  return { says: stderr, code: status };
}

/** The number of the line that has the text, from 1. */
function lineWith(text: string, piece: string): number {
  return text.split('\n').findIndex((line) => line.includes(piece)) + 1;
}

it('a policy with five faults is refused with all five at once, each with its line', () => {
  const faulty = example
    .replace(/^operators: .*$/m, 'operators: admins')
    .replace(/^ {2}usageLocation: .*$/m, '  usageLocation: Germany')
    .replace(/^approversReached: .*$/m, 'approversReached: many')
    .replace(/^( +)url: .*$/m, '$1url: http://contoso.crm4.dynamics.com')
    .replace(/^( +)nearAt: .*$/m, '$1nearAt: -1');
  const { says, code } = start(faulty);
  expect(code).toBe(1);
  const named = [...says.matchAll(/line (\d+): (\S+):/g)].map(([, line, key]) => [Number(line), key]);
  expect(named).toEqual(
    expect.arrayContaining([
      [lineWith(faulty, 'operators: admins'), 'operators'],
      [lineWith(faulty, 'usageLocation: Germany'), 'account.usageLocation'],
      [lineWith(faulty, 'approversReached: many'), 'approversReached'],
      [lineWith(faulty, 'url: http:'), 'environments.0.url'],
      [lineWith(faulty, 'nearAt: -1'), 'environments.0.nearAt'],
    ]),
  );
  expect(named).toHaveLength(5);
  expect(says).not.toContain('not-to-be-told');
});

it('a policy of another tenant is refused, beside whatever else is wrong with it', () => {
  const { says, code } = start(example.replace(/^operators: .*$/m, 'operators: admins'), otherTenant);
  expect(code).toBe(1);
  expect(says).toContain(`line ${String(lineWith(example, 'tenant: '))}: tenant: is another one than`);
  expect(says).toContain('operators: is not an id');
});

it('an environment that stands there twice is named with its line', () => {
  const again = example.replace(/^times:/m, `${environmentOf(example)}\ntimes:`);
  const { says, code } = start(again);
  expect(code).toBe(1);
  expect(says).toContain('environments.1.name: another environment has the same: contoso production');
});

const otherTenant = '12345678-8888-4777-8666-555555555555';

/** The one environment of the example, as it stands there. */
function environmentOf(text: string): string {
  const lines = text.split('\n');
  const from = lines.findIndex((line) => line.startsWith('  - id:'));
  const end = lines.findIndex((line, index) => index > from && /^\S/.test(line));
  return lines.slice(from, end).join('\n').trimEnd();
}
