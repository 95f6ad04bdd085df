import { writeFileSync } from 'node:fs';
import { stringify } from 'yaml';
import { environments, groups, signInApplication } from './world/contosoIds';
import type { World } from './world/world';

/** How long the bot waits in Contoso: short, so that a whole story is over in a minute. */
const times = {
  expiry: '72h',
  remind: '24h',
  escalate: '48h',
  look: '500ms',
  settle: '2s',
  patience: '30s',
  waiting: '10m',
  giveUp: '24h',
  lease: '60s',
  sweep: '1s',
  slots: '5s',
  anchors: '1h',
} as const;

/** How approvers of what is sensitive sign in afresh, where they do. */
const stepUp = {
  clientId: signInApplication.appId,
  context: 'c1',
  address: `https://${signInApplication.host}`,
};

/** Changes to Contoso's policy; times such as `500ms` or `2m`. */
export interface PolicyChanges {
  readonly times?: Readonly<Partial<Record<keyof typeof times, string>>>;
  /** More or other settings of every environment, by the names of the policy file. */
  readonly everyEnvironment?: Readonly<Record<string, unknown>>;
  /** More or other settings of one environment, by its name; what is `undefined` is left out. */
  readonly inEnvironment?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** Part numbers of the licences that may be lent. */
  readonly licences?: readonly string[];
  /** Approvers of what is sensitive sign in afresh. */
  readonly stepUp?: true;
  /** Names the environment in which the bot has no application user, too. */
  readonly sealed?: true;
}

/** The bot's policy for Contoso, YAML: every environment that the bot can reach, approved by its administrators. */
export function contosoPolicy(world: World, changes: PolicyChanges = {}): string {
  return stringify({
    tenant: world.tenant.id,
    vault: 'https://contoso-countersign.vault.azure.net',
    operators: groups.operators,
    auditors: groups.auditors,
    account: { domain: 'contoso.com', prefix: 'svc-', usageLocation: 'DE' },
    ...(changes.stepUp === undefined ? {} : { stepUp }),
    licences: changes.licences ?? ['DYN365_ENTERPRISE_SALES'],
    environments: world.environments
      .filter(({ id }) => changes.sealed === true || id !== environments.sealed)
      .map(({ id, displayName, host, limit }) => ({
        id,
        name: displayName,
        url: `https://${host}`,
        roles: ['Stock Sync Reader', 'Basic User'],
        approvers: 'systemAdministrators',
        approvals: 1,
        limit,
        nearAt: 1,
        bringIn: 'alternateKey',
        joinSecurityGroup: true,
        ...changes.everyEnvironment,
        ...changes.inEnvironment?.[displayName],
      })),
    times: { ...times, ...changes.times },
  });
}

/** Writes Contoso's policy to the file. */
export function writePolicy(file: string, world: World, changes: PolicyChanges = {}): void {
  writeFileSync(file, contosoPolicy(world, changes));
}
