import type { Person } from '../domain/person';
import { ServiceFault } from '../domain/serviceFault';
import { plan } from '../provisioning/plan';
import { secretName } from '../provisioning/steps/storePassword';
import type { DryRunView, FormValues } from '../views';
import { checkForm, type Checked } from './checkForm';
import type { Surroundings } from './surroundings';

const day = 86_400_000;

/** The name of the environment's security group; nothing where it has none. May throw a `ServiceFault`. */
async function groupOf({ microsoft }: Surroundings, environmentId: string): Promise<string | undefined> {
  const id = (await microsoft.powerPlatform.environment(environmentId))?.securityGroupId;
  return id === undefined ? undefined : ((await microsoft.directory.group(id))?.name ?? id);
}

/** What would be done for this form, by the same live checks as before sending. Changes nothing and makes no request. */
export async function dryRun(
  surroundings: Surroundings,
  requester: Person,
  formId: string,
  values: FormValues,
): Promise<{ readonly is: 'ready'; readonly view: DryRunView } | Exclude<Checked, { is: 'ready' }>> {
  const checked = await checkForm(surroundings, requester, formId, values);
  if (checked.is !== 'ready') return checked;
  const { policy } = surroundings;
  const { content } = checked.view;
  const environment = policy.environments.find(({ id }) => id === content.environment.id);
  try {
    const group = await groupOf(surroundings, content.environment.id);
    const view: DryRunView = {
      review: checked.view,
      steps: plan.map(({ name }) => name),
      secretName: secretName(content.userPrincipalName),
      usageLocation: policy.account.usageLocation,
      byPlatform: environment?.bringIn === 'addUser',
      validDays: Math.round(policy.times.secret / day),
      ...(group === undefined ? {} : { group }),
    };
    return { is: 'ready', view };
  } catch (error) {
    if (!(error instanceof ServiceFault)) throw error;
    const why = { code: 'notChecked', facts: { service: error.facts.service } } as const;
    return { is: 'busy', unchecked: [{ checks: ['group'], why }] };
  }
}
