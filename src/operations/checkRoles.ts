import type { Candidate, Look } from './check';
import type { Surroundings } from './surroundings';
import { unitNamed } from './unitNamed';

interface Named {
  readonly id: string;
  readonly name: string;
}

function isSameId(one: Named, other: Named): boolean {
  return one.id.toLowerCase() === other.id.toLowerCase();
}

/** The business unit and the roles, live; of a request that is there already, whether they are those that were approved. */
export function checkRoles({ microsoft }: Surroundings, { environment, values, own }: Candidate): Look {
  return async () => {
    const { roles: offered } = environment;
    const businessUnit = await unitNamed(microsoft.environments, environment, values.unit);
    if (businessUnit === undefined) {
      const facts = { unit: values.unit, environment: environment.name };
      return { problems: [{ field: 'unit', why: { code: 'unitUnknown', facts } }] };
    }
    const roles = await microsoft.environments.roles(environment, businessUnit.id, values.roles);
    const missing = values.roles.filter(
      (name) => offered?.includes(name) === false || !roles.some((role) => role.name === name),
    );
    if (missing.length > 0) {
      const facts = { roles: missing.join(', '), environment: environment.name };
      return { problems: [{ field: 'roles', why: { code: 'roleMissing', facts } }] };
    }
    // What is carried out goes by ids: those that were approved, under the names that were shown.
    const others = [
      ...(own === undefined || isSameId(own.businessUnit, businessUnit) ? [] : [own.businessUnit.name]),
      ...(
        own?.roles.filter(
          (role) => !roles.some((there) => there.name === role.name && isSameId(there, role)),
        ) ?? []
      ).map(({ name }) => name),
    ];
    if (others.length > 0) {
      return { problems: [{ why: { code: 'replacedSince', facts: { names: others.join(', ') } } }] };
    }
    return { businessUnit, roles, problems: [] };
  };
}
