import { licenceName } from '../domain/licenceNames';
import { samePerson, type Person } from '../domain/person';
import type { Request } from '../domain/request';
import { ServiceFault } from '../domain/serviceFault';
import type { FormValues } from '../views';
import { dayInYears } from './formProblems';
import type { Surroundings } from './surroundings';
import { withinTime } from './withinTime';

/** How long the environment is waited for, in milliseconds. */
const patience = 1_000;

/**
 * The form filled with what was asked, as a new request that names the old one. What whoever asks would get without
 * a choice is left to be filled in; a day of review that is over is, too.
 */
export async function formFromRequest(
  surroundings: Surroundings,
  request: Request,
  actor: Person,
): Promise<FormValues> {
  const { policy, clock } = surroundings;
  const { content, requester, number } = request;
  const [, domain = ''] = content.userPrincipalName.toLowerCase().split('@');
  const ownsAsBefore = samePerson(content.owner, requester) || samePerson(content.owner, actor);
  return {
    environment: content.environment.id,
    accountName: content.accountName,
    purpose: content.purpose,
    roles: content.roles.map((role) => role.name),
    domain: domain === policy.account.domain.toLowerCase() ? '' : domain,
    licence: policy.licences.find((one) => licenceName(one) === content.licence.name) ?? '',
    unit: (await isRoot(surroundings, request)) ? '' : content.businessUnit.name,
    owner: ownsAsBefore ? '' : content.owner.objectId.toLowerCase(),
    reviewOn: content.reviewOn > dayInYears(clock.now(), 0) ? content.reviewOn : '',
    ticket: content.ticket ?? '',
    ...(content.advice === undefined ? {} : { advice: content.advice }),
    askedAfter: number,
  };
}

/** Whether the root unit was asked for; no where that cannot be told in time: its name is kept then. */
async function isRoot({ policy, microsoft }: Surroundings, { content }: Request): Promise<boolean> {
  const environment = policy.environments.find(({ id }) => id === content.environment.id);
  if (environment === undefined) return false;
  const looked = microsoft.environments.rootUnit(environment).then(
    ({ id }) => id === content.businessUnit.id,
    (error: unknown) => {
      if (error instanceof ServiceFault) return false;
      throw error;
    },
  );
  return withinTime(looked, patience, false);
}
