import type { EnvironmentAddress, Environments } from '../ports';

/**
 * The business unit of that name, in any case, or the root one for an empty name; nothing where there is none. Names
 * are unique within an environment (Dataverse: business units), and unlike ids they mean something in another one.
 * May throw a `ServiceFault`.
 */
export async function unitNamed(
  environments: Environments,
  at: EnvironmentAddress,
  name: string,
): Promise<{ readonly id: string; readonly name: string } | undefined> {
  if (name === '') return environments.rootUnit(at);
  const wanted = name.toLowerCase();
  const units = await environments.units(at);
  return units.find((unit) => unit.name.toLowerCase() === wanted);
}
