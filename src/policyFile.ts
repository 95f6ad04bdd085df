import { isNode, LineCounter, parseDocument, type Document } from 'yaml';
import { z } from 'zod/v4';
import type { Policy } from './domain/policy';
import { publicCloud, type CloudAddresses } from './microsoft/cloudAddresses';

const units: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** The bounds of a time, in milliseconds: shorter waits would be no waits. */
const shortest = 100;
const longest = 730 * 86_400_000;

/** `72h` and the like, as milliseconds. */
const duration = z.string().transform((text, context) => {
  const [, number, unit] = /^(\d+(?:\.\d+)?)(ms|s|m|h|d)$/.exec(text) ?? [];
  const factor = units[unit ?? ''];
  const time = Math.round(Number(number) * (factor ?? Number.NaN));
  if (time >= shortest && time <= longest) return time;
  context.addIssue({
    code: 'custom',
    message: 'is no time such as 500ms, 30s, 10m, 72h or 365d, at least 100ms and at most 730d',
  });
  return z.NEVER;
});

const guid = z.guid('is not an id such as 11111111-2222-4333-8444-555555555555').toLowerCase();
const httpsAddress = z
  .url({ protocol: /^https$/, error: 'is no https address' })
  .transform((text) => text.replace(/\/+$/, ''));
const name = z.string().trim().min(1).max(100);

/** Power Platform's id: that of the tenant's default environment has a word before it. */
const environmentId = z
  .string()
  .toLowerCase()
  .regex(/^(default-)?[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, 'is no id of an environment');

const environment = z.strictObject({
  id: environmentId,
  name,
  url: httpsAddress,
  roles: z.array(name).min(1).optional(),
  approvers: z
    .union([z.literal('systemAdministrators'), z.strictObject({ group: guid })])
    .default('systemAdministrators'),
  approvals: z.number().int().min(1).max(5).default(1),
  escalation: guid.optional(),
  sensitive: z.boolean().default(false),
  limit: z.number().int().min(1).max(100).optional(),
  nearAt: z.number().int().min(0).max(100).default(1),
  bringIn: z.enum(['alternateKey', 'addUser']).default('alternateKey'),
  joinSecurityGroup: z.boolean().default(false),
});

/** A time that is waited by a timer, which takes no more than about 24 days. */
const timer = duration.refine((time) => time <= 86_400_000, 'is more than a day');

const times = z.strictObject({
  expiry: duration.prefault('72h'),
  remind: duration.prefault('24h'),
  escalate: duration.prefault('48h'),
  look: duration.prefault('30s'),
  settle: duration.prefault('2m'),
  rereads: z.array(duration).max(20).prefault(['15m', '1h', '1d']),
  patience: duration.prefault('10m'),
  waiting: duration.prefault('4h'),
  giveUp: duration.prefault('3d'),
  lease: duration.prefault('20s'),
  sweep: timer.prefault('5s'),
  slots: timer.prefault('15m'),
  anchors: timer.prefault('1h'),
  secret: duration.prefault('365d'),
});

/** Microsoft's public cloud, where nothing else is named: sovereign clouds have other addresses. */
const cloud = z.strictObject({
  authority: httpsAddress.default(publicCloud.authority),
  graph: httpsAddress.default(publicCloud.graph),
  graphScope: z.string().default(publicCloud.graphScope),
  powerPlatform: httpsAddress.default(publicCloud.powerPlatform),
  powerPlatformScope: z.string().default(publicCloud.powerPlatformScope),
  teams: httpsAddress.default(publicCloud.teams),
  portal: httpsAddress.default(publicCloud.portal),
});

const stepUp = z.strictObject({
  clientId: guid,
  context: z.string().regex(/^c[1-9]\d?$/, 'is no authentication context: c1 to c99'),
  address: httpsAddress,
});

/** What a policy file may hold: every key, and its default where it has one. */
export const policySchema = z.strictObject({
  tenant: guid,
  vault: httpsAddress,
  operators: guid,
  auditors: guid,
  account: z.strictObject({
    domain: z.string().regex(/^[a-z0-9.-]+\.[a-z]+$/i, 'is no domain such as contoso.com'),
    prefix: z
      .string()
      .regex(/^[a-z0-9-]{0,10}$/, 'may have small letters, digits and hyphens, at most 10')
      .default('svc-'),
    usageLocation: z.string().regex(/^[A-Z]{2}$/, 'is no country of two capital letters, such as DE'),
    deleteOnUndo: z.boolean().default(false),
  }),
  licences: z.array(name).min(1),
  privilegedRoles: z.array(name).default([]),
  stepUp: stepUp.optional(),
  approversReached: z.number().int().min(1).max(50).default(10),
  environments: z.array(environment).min(1),
  times: times.prefault({}),
  cloud: cloud.prefault({}),
});

/** The line of the innermost part of the document that the path leads to. */
function lineOf(document: Document, lines: LineCounter, path: readonly PropertyKey[]): number {
  for (let depth = path.length; depth >= 0; depth -= 1) {
    const node = document.getIn(path.slice(0, depth), true);
    if (isNode(node) && node.range != null) return lines.linePos(node.range[0]).line;
  }
  return 1;
}

/** One thing that is wrong, and where in the document. */
interface Fault {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

function twice(policy: Policy): readonly Fault[] {
  return (['id', 'name', 'url'] as const).flatMap((key) => {
    const values = policy.environments.map((one) => one[key].toLowerCase());
    return values.flatMap((value, index) =>
      values.indexOf(value) === index
        ? []
        : [{ path: ['environments', index, key], message: `another environment has the same: ${value}` }],
    );
  });
}

/** An escalation that comes after the request has expired asks nobody. */
function tooLate({ environments, times }: Policy): readonly Fault[] {
  const escalates = environments.some(({ escalation }) => escalation !== undefined);
  const message = 'is not before expiry: the escalation group would never be asked';
  return escalates && times.escalate >= times.expiry ? [{ path: ['times', 'escalate'], message }] : [];
}

function foreign(document: Document, tenantId: string | undefined): readonly Fault[] {
  const tenant = document.get('tenant');
  const isForeign =
    typeof tenant === 'string' && tenantId !== undefined && tenant.toLowerCase() !== tenantId.toLowerCase();
  const message = `is another one than AZURE_TENANT_ID, ${tenantId ?? ''}: this policy belongs to another tenant`;
  return isForeign ? [{ path: ['tenant'], message }] : [];
}

/**
 * Reads a policy, YAML, for the tenant where one is named. Every problem is named, with its line; a policy with a
 * problem is not used in part.
 */
export function readPolicy(
  text: string,
  path: string,
  tenantId?: string,
): { readonly policy: Policy; readonly cloud: CloudAddresses } | { readonly problems: readonly string[] } {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  if (document.errors.length > 0) {
    return {
      problems: document.errors.map(
        (error) =>
          `${path}, line ${String(lines.linePos(error.pos[0]).line)}: is no valid YAML (${error.code})`,
      ),
    };
  }
  let values: unknown;
  try {
    values = document.toJS();
  } catch {
    return { problems: [`${path}: names an alias that is not there`] };
  }
  const parsed = policySchema.safeParse(values);
  const faults = [
    ...(parsed.success
      ? [...twice(parsed.data as Policy), ...tooLate(parsed.data as Policy)]
      : parsed.error.issues),
    ...foreign(document, tenantId),
  ];
  if (parsed.success && faults.length === 0) {
    const { cloud: addresses, ...policy } = parsed.data;
    return { policy: policy as Policy, cloud: addresses };
  }
  return {
    problems: faults.map((fault) => {
      const line = String(lineOf(document, lines, fault.path));
      return `${path}, line ${line}: ${fault.path.map(String).join('.') || 'the policy'}: ${fault.message}`;
    }),
  };
}
