import type { Sandbox } from './startSandbox';
import type { SeenMessage } from './teams/client';

/** What the story asked for. */
export interface Wished {
  /** Display name of the account. */
  readonly account: string;
  readonly environment: string;
  /** Names of roles, in alphabetical order. */
  readonly roles: readonly string[];
}

/** Compares the cloud's own state and what people were told with what was wished. Says what differs; empty if nothing. */
export function provenIn({ cloud, teams }: Sandbox, wished: Wished, told: SeenMessage): string[] {
  const violations = [
    ...cloud.violations.map(
      ({ service, method, url, what }) => `Not as ${service} allows it: ${method} ${url}: ${what}`,
    ),
    ...teams.violations.map(({ place, what }) => `Not as Teams allows it, in ${place}: ${what}`),
  ];
  const saysSo = told.reads.includes('Access Mode: Non-interactive');
  return [
    ...stateOf(cloud, wished),
    ...(saysSo ? [] : ['The last card does not say "Access Mode: Non-interactive".']),
    ...violations,
  ];
}

function stateOf({ world }: Sandbox['cloud'], { account, environment, roles }: Wished): string[] {
  const entra = world.findUser(account);
  if (!entra) return [`Entra has no account "${account}".`];
  const row = world.findSystemUser(environment, entra.id);
  if (!row) return [`${environment} has no user "${account}".`];
  const held = world.roleNames(environment, entra.id);
  const facts: [boolean, string][] = [
    [entra.accountEnabled, 'the account is blocked in Entra'],
    [entra.licences.length === 0, 'the account still has a licence in Entra'],
    [row.accessMode === 4, `Access Mode is ${String(row.accessMode)} and not 4 (Non-interactive)`],
    [!row.isDisabled, 'the user is disabled in the environment'],
    [!row.isLicensed, 'the environment still takes the user for licensed'],
    [
      held.join() === roles.join(),
      `the user has the roles ${held.join(', ') || 'none'} and not ${roles.join(', ')}`,
    ],
  ];
  return facts.filter(([isSo]) => !isSo).map(([, what]) => `${account}: ${what}.`);
}
