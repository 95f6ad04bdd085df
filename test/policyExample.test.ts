import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse, stringify } from 'yaml';
import { z } from 'zod/v4';
import { policySchema, readPolicy } from '../src/policyFile';

const file = 'env/policy.example.yaml';
const text = readFileSync(path.join(__dirname, '..', file), 'utf8');

/** Whether a value of this kind is an object with keys of its own. */
function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Every key of a document by its path; of a list those of all its entries. */
function keysOf(value: unknown, at = ''): readonly string[] {
  if (Array.isArray(value)) return [...new Set(value.flatMap((one) => keysOf(one, `${at}[]`)))];
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => [`${at}.${key}`, ...keysOf(inner, `${at}.${key}`)]);
}

/** A schema as published by zod for JSON. */
interface Shape {
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly items?: Shape;
  readonly required?: readonly string[];
}
const schema = z.toJSONSchema(policySchema, { io: 'input' }) as Shape;

/** Every key that the schema knows, named as `keysOf` names them. */
function keysIn({ properties = {}, items }: Shape, at = ''): readonly string[] {
  if (items !== undefined) return keysIn(items, `${at}[]`);
  return Object.entries(properties).flatMap(([key, inner]) => [
    `${at}.${key}`,
    ...keysIn(inner, `${at}.${key}`),
  ]);
}

/** The document without the keys that may be left out. */
function leastOf(value: unknown, { items, required = [], properties = {} }: Shape): unknown {
  if (Array.isArray(value)) return value.map((one) => leastOf(one, items ?? {}));
  if (!isObject(value)) return value;
  return Object.fromEntries(required.map((key) => [key, leastOf(value[key], properties[key] ?? {})]));
}

describe('the example of a policy', () => {
  it('is accepted', () => {
    expect(Object.keys(readPolicy(text, file))).toEqual(['policy', 'cloud']);
  });

  it('has every key that a policy may have, and no other', () => {
    expect([...keysOf(parse(text))].sort()).toEqual([...keysIn(schema)].sort());
    expect(keysIn(schema)).toContain('.environments[].approvers');
  });

  it('shows the defaults: without the keys that may be left out the same is read, but for limit, roles, escalation and stepUp', () => {
    const least = readPolicy(stringify(leastOf(parse(text), schema)), 'least');
    const whole = readPolicy(
      text
        .replace(/^ +(limit|escalation): .*$/gm, '')
        .replace(/^ +roles:\n +- .*$/m, '')
        .replace(/^stepUp:\n( .*\n)+/m, ''),
      file,
    );
    expect(least).toEqual(whole);
  });

  it('is refused where the escalation would come too late, and takes the id of a default environment', () => {
    const late = text.replace('  escalate: 48h', '  escalate: 72h');
    expect(readPolicy(late, file)).toEqual({
      problems: [
        expect.stringMatching(
          /line \d+: .*escalate.*is not before expiry: .* would never be asked/,
        ) as string,
      ],
    });
    expect(readPolicy(late.replace(/^ +escalation: .*$/m, ''), file)).toHaveProperty('policy');
    const id = 'Default-BBBBBBBB-cccc-4ddd-8eee-ffffffffffff';
    const standard = readPolicy(text.replace('- id: bbbbbbbb', '- id: Default-BBBBBBBB'), file);
    expect('policy' in standard && standard.policy.environments[0]?.id).toBe(id.toLowerCase());
    const other = readPolicy(text.replace('- id: bbbbbbbb', '- id: bbbb'), file);
    expect('problems' in other && other.problems[0]).toContain('is no id of an environment');
  });

  it('says above every key what it does', () => {
    const lines = text.split('\n');
    const bare = lines.filter(
      (line, index) => /^\s*(- )?\w+:/.test(line) && !/^\s*# /.test(lines[index - 1] ?? ''),
    );
    expect(bare).toEqual([]);
  });
});
