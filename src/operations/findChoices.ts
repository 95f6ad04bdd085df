import type { Person } from '../domain/person';
import { ServiceFault } from '../domain/serviceFault';
import { administratorsOf, isAmong } from './approvers';
import type { Surroundings } from './surroundings';
import { unitNamed } from './unitNamed';
import { withinTime } from './withinTime';

/** How long is waited, in milliseconds: whoever types gets no answer rather than a late one. */
const patience = 2_500;

/** Most answers that Teams shows. */
const most = 15;

/** What is searched for, as the form has it so far; names nothing that exists where the form does not. */
export interface RoleSearch {
  readonly environment: string;
  readonly unit: string;
  readonly text: string;
}

/**
 * Names of roles that can be asked for in the environment and business unit, holding the text, at most 15. Only for
 * those who administer the environment; nothing for anybody else, or for what does not exist. Where nothing is told in
 * time the names that the policy has are offered as they stand there: what is chosen is checked before it is sent.
 */
export async function findRoles(
  surroundings: Surroundings,
  actor: Person,
  search: RoleSearch,
): Promise<readonly string[]> {
  const named = surroundings.policy.environments.find(({ id }) => id === search.environment)?.roles ?? [];
  const wanted = named.filter((name) => name.toLowerCase().includes(search.text.toLowerCase()));
  const found = await findNames(surroundings, actor, search, async (environment, { microsoft }) => {
    const { environments } = microsoft;
    const unit = await unitNamed(environments, environment, search.unit);
    if (unit === undefined) return [];
    const { roles: offered } = environment;
    if (offered === undefined) {
      return (await environments.findRoles(environment, unit.id, search.text, most)).map(({ name }) => name);
    }
    return (await environments.roles(environment, unit.id, wanted)).map(({ name }) => name).sort();
  });
  return found ?? wanted.slice(0, most);
}

/** Names of business units that hold the text, at most 15, the root one first; for the same people as roles. */
export async function findUnits(
  surroundings: Surroundings,
  actor: Person,
  search: RoleSearch,
): Promise<readonly string[]> {
  const found = await findNames(surroundings, actor, search, async (environment, { microsoft }) => {
    const units = await microsoft.environments.units(environment);
    return units
      .map(({ name }) => name)
      .filter((name) => name.toLowerCase().includes(search.text.toLowerCase()));
  });
  return found ?? [];
}

type Environment = Surroundings['policy']['environments'][number];

/** The names that are found for an administrator; nothing where it is not told in time. */
async function findNames(
  surroundings: Surroundings,
  actor: Person,
  search: RoleSearch,
  look: (environment: Environment, surroundings: Surroundings) => Promise<readonly string[]>,
): Promise<readonly string[] | undefined> {
  const environment = surroundings.policy.environments.find(({ id }) => id === search.environment);
  if (environment === undefined) return [];
  const looked = Promise.all([
    administratorsOf(surroundings.microsoft, environment),
    look(environment, surroundings),
  ]).then(([administrators, names]) => (isAmong(administrators, actor) ? names.slice(0, most) : []));
  const found = looked.catch((error: unknown) => {
    if (error instanceof ServiceFault) return undefined;
    throw error;
  });
  return withinTime<readonly string[] | undefined>(found, patience, undefined);
}
