import { readFileSync } from 'node:fs';
import { z } from 'zod/v4';
import type { Policy } from './domain/policy';
import type { CloudAddresses } from './microsoft/cloudAddresses';
import { readPolicy } from './policyFile';
import type { SignInSecret } from './signInSecret';

/** What the bot signs in as: one application of one tenant, or a managed identity. */
export type AppType = 'SingleTenant' | 'UserAssignedMSI';

/** How it proves that it is the one; files are named by their path. */
export type Proof =
  /** Never logged. */
  | { readonly by: 'secret'; readonly secret: string }
  /** PEM, the certificate and its private key in one file. */
  | { readonly by: 'certificate'; readonly file: string }
  /** A token of an issuer that the app registration trusts (federated credential). */
  | { readonly by: 'tokenFile'; readonly file: string }
  | { readonly by: 'managedIdentity' };

/** Everything the bot is told from outside, checked as a whole. */
export interface Config {
  readonly port: number;
  readonly app: {
    readonly type: AppType;
    readonly tenantId: string;
    readonly clientId: string;
    readonly proof: Proof;
  };
  /** How the registration for fresh sign-ins proves itself; there exactly where the policy asks for them. */
  readonly stepUpProof?: SignInSecret;
  readonly store: StoreConfig;
  readonly logLevel: string;
  readonly policy: Policy;
  /** Where Microsoft's services are. */
  readonly cloud: CloudAddresses;
}

/** The configuration cannot be used; the message names every problem. Nothing was started. */
export class ConfigError extends Error {
  constructor(problems: readonly string[]) {
    super(`The bot cannot start:\n${problems.map((problem) => `- ${problem}`).join('\n')}`);
    this.name = 'ConfigError';
  }
}

const guid = z.guid('is not an id such as 11111111-2222-4333-8444-555555555555');

/** The proofs that are given, whichever is meant. */
function proofsOf(env: {
  readonly AZURE_CLIENT_SECRET?: string | undefined;
  readonly AZURE_CLIENT_CERTIFICATE_PATH?: string | undefined;
  readonly AZURE_FEDERATED_TOKEN_FILE?: string | undefined;
}): readonly Proof[] {
  const { AZURE_CLIENT_SECRET: secret } = env;
  const { AZURE_CLIENT_CERTIFICATE_PATH: certificate, AZURE_FEDERATED_TOKEN_FILE: token } = env;
  return [
    ...(secret === undefined ? [] : [{ by: 'secret', secret } as const]),
    ...(certificate === undefined ? [] : [{ by: 'certificate', file: certificate } as const]),
    ...(token === undefined ? [] : [{ by: 'tokenFile', file: token } as const]),
  ];
}

const environmentSchema = z
  .object({
    PORT: z.coerce.number().int().min(1).max(65535).default(3978),
    // A mistyped app type would be taken for multi-tenant by the bot library, an empty id for "no authentication".
    APP_TYPE: z.enum(['SingleTenant', 'UserAssignedMSI'], 'must be SingleTenant or UserAssignedMSI'),
    AZURE_TENANT_ID: guid,
    AZURE_CLIENT_ID: guid,
    AZURE_CLIENT_SECRET: z.string().min(1).optional(),
    AZURE_CLIENT_CERTIFICATE_PATH: z.string().min(1).optional(),
    AZURE_FEDERATED_TOKEN_FILE: z.string().min(1).optional(),
    STEP_UP_CLIENT_SECRET: z.string().min(1).optional(),
    STEP_UP_CERTIFICATE_PATH: z.string().min(1).optional(),
    POLICY_FILE: z.string('names the policy file and is missing').min(1),
    DATABASE_URL: z.string().min(1).optional(),
    DATA_FOLDER: z.string().min(1).optional(),
    LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  })
  .refine((env) => env.APP_TYPE !== 'SingleTenant' || proofsOf(env).length === 1, {
    path: ['AZURE_CLIENT_SECRET'],
    message:
      'or AZURE_CLIENT_CERTIFICATE_PATH or AZURE_FEDERATED_TOKEN_FILE is needed with APP_TYPE SingleTenant, and only one of them',
  })
  .refine((env) => (env.DATABASE_URL === undefined) !== (env.DATA_FOLDER === undefined), {
    path: ['DATABASE_URL'],
    message: 'or DATA_FOLDER must be given, and not both',
  });

/** The proofs of the registration for fresh sign-ins that are given, whichever is meant. */
function stepUpProofsOf(env: Readonly<Record<string, string | undefined>>): readonly SignInSecret[] {
  const { STEP_UP_CLIENT_SECRET: secret, STEP_UP_CERTIFICATE_PATH: certificate } = env;
  return [
    ...(secret === undefined ? [] : [{ secret }]),
    ...(certificate === undefined ? [] : [{ certificate }]),
  ];
}

function stepUpProblems(proofs: readonly SignInSecret[]): readonly string[] {
  const [proof] = proofs;
  if (proof === undefined || proofs.length > 1) {
    return [
      'STEP_UP_CLIENT_SECRET: or STEP_UP_CERTIFICATE_PATH is needed with stepUp in the policy, and only one of them',
    ];
  }
  if ('secret' in proof) return [];
  try {
    readFileSync(proof.certificate);
    return [];
  } catch {
    return [`STEP_UP_CERTIFICATE_PATH: ${proof.certificate} cannot be read`];
  }
}

/** Where the store is, as the environment variables say. */
export type StoreConfig = { readonly databaseUrl: string } | { readonly folder: string };

/** Reads where the store is, and nothing else. Throws `ConfigError` where it is not told, or told twice. */
export function readStoreConfig(env: Readonly<Record<string, string | undefined>>): StoreConfig {
  const { DATABASE_URL: databaseUrl = '', DATA_FOLDER: folder = '' } = env;
  if ((databaseUrl === '') === (folder === ''))
    throw new ConfigError(['DATABASE_URL: or DATA_FOLDER must be given, and not both']);
  return databaseUrl === '' ? { folder } : { databaseUrl };
}

/** Says which of the files of a proof cannot be read: else the first call alone would find out. */
function unreadable(proof: Proof | undefined): readonly string[] {
  if (proof === undefined || !('file' in proof)) return [];
  try {
    readFileSync(proof.file);
    return [];
  } catch {
    const name = proof.by === 'certificate' ? 'AZURE_CLIENT_CERTIFICATE_PATH' : 'AZURE_FEDERATED_TOKEN_FILE';
    return [`${name}: ${proof.file} cannot be read`];
  }
}

function policyText(path: string | undefined): string | { readonly problem: string } | undefined {
  if (path === undefined) return undefined;
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return { problem: `POLICY_FILE: ${path} cannot be read` };
  }
}

/**
 * Reads the environment variables and the policy file. Throws `ConfigError` with all problems in one message; no value
 * that may be secret is part of it.
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  // A variable that is set to nothing is not set.
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = environmentSchema.safeParse(given);
  const problems = parsed.success
    ? []
    : parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  const proof: Proof | undefined =
    parsed.data?.APP_TYPE === 'UserAssignedMSI'
      ? { by: 'managedIdentity' }
      : proofsOf(parsed.data ?? {}).at(0);
  problems.push(...unreadable(proof));
  const path = given['POLICY_FILE'];
  const text = policyText(path);
  if (typeof text === 'object') throw new ConfigError([...problems, text.problem]);
  const policy = text === undefined ? undefined : readPolicy(text, path ?? '', given['AZURE_TENANT_ID']);
  if (policy !== undefined && 'problems' in policy) problems.push(...policy.problems);
  const asksForSignIn = policy !== undefined && 'policy' in policy && policy.policy.stepUp !== undefined;
  const stepUpProofs = stepUpProofsOf(given);
  if (asksForSignIn) problems.push(...stepUpProblems(stepUpProofs));
  if (!parsed.success || proof === undefined || policy === undefined || 'problems' in policy) {
    throw new ConfigError(problems);
  }
  if (problems.length > 0) throw new ConfigError(problems);
  const { DATABASE_URL: databaseUrl, DATA_FOLDER: folder, ...rest } = parsed.data;
  const [stepUpProof] = asksForSignIn ? stepUpProofs : [];
  return {
    port: rest.PORT,
    app: {
      type: rest.APP_TYPE,
      tenantId: rest.AZURE_TENANT_ID,
      clientId: rest.AZURE_CLIENT_ID,
      proof,
    },
    ...(stepUpProof === undefined ? {} : { stepUpProof }),
    store: databaseUrl === undefined ? { folder: folder ?? '' } : { databaseUrl },
    logLevel: rest.LOG_LEVEL,
    policy: policy.policy,
    cloud: policy.cloud,
  };
}
