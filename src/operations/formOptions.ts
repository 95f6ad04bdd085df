import { licenceName } from '../domain/licenceNames';
import { ServiceFault } from '../domain/serviceFault';
import type { FormValues, FormView } from '../views';
import type { Surroundings } from './surroundings';
import { withinTime } from './withinTime';

/** How long the directory is waited for, in milliseconds: the form is shown without what it does not tell by then. */
const patience = 1_000;

/** What is read for the form to choose from. */
export type FormOptions = Pick<FormView, 'domains' | 'licences' | 'ownerName'>;

function orNothing<T>(looked: Promise<T>): Promise<T | undefined> {
  const found = looked.catch((error: unknown) => {
    if (error instanceof ServiceFault) return undefined;
    throw error;
  });
  return withinTime<T | undefined>(found, patience, undefined);
}

/**
 * What the form offers: verified domains, licences of the policy that open Dataverse, with free seats, and the name of
 * the owner chosen. What the directory does not tell in time is left out; the form's checks look again.
 */
export async function formOptions(
  { policy, microsoft: { directory } }: Surroundings,
  values: Pick<FormValues, 'owner' | 'domain'>,
): Promise<FormOptions> {
  const [verified, bought, owner] = await Promise.all([
    orNothing(directory.domains()),
    orNothing(directory.licences()),
    values.owner === '' ? undefined : orNothing(directory.accountById(values.owner)),
  ]);
  const domains = [
    policy.account.domain,
    ...(verified ?? []),
    ...(values.domain === '' ? [] : [values.domain]),
  ];
  const licences = policy.licences.flatMap((partNumber) => {
    const licence = bought?.find((one) => one.partNumber === partNumber);
    if (bought !== undefined && licence?.opensDataverse !== true) return [];
    const free = licence === undefined ? {} : { free: Math.max(0, licence.enabled - licence.used) };
    return [{ partNumber, name: licenceName(partNumber), ...free }];
  });
  return {
    domains: [...new Set(domains)],
    licences,
    ...(owner === undefined ? {} : { ownerName: owner.displayName }),
  };
}
