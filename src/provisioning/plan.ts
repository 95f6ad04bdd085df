import type { StepName } from '../domain/trail';
import type { Step } from './step';
import { assignRoles } from './steps/assignRoles';
import { bringIn } from './steps/bringIn';
import { confirmSlot } from './steps/confirmSlot';
import { createAccount } from './steps/createAccount';
import { joinGroup } from './steps/joinGroup';
import { lendLicence, takeLicenceBack } from './steps/lendLicence';
import { placeInUnit } from './steps/placeInUnit';
import { releaseCredential } from './steps/releaseCredential';
import { setMode } from './steps/setMode';
import { storePassword } from './steps/storePassword';
import { verify } from './steps/verify';

/** Microsoft's procedure in its order. A request keeps the names of its own plan, so a new step strands nobody. */
export const plan: readonly Step[] = [
  confirmSlot,
  storePassword,
  createAccount,
  joinGroup,
  lendLicence,
  bringIn,
  setMode,
  placeInUnit,
  assignRoles,
  takeLicenceBack,
  verify,
  releaseCredential,
];

/** Evidence from this step onward is struck when verifying reads the contrary. */
export const strikeFrom: StepName = 'joinGroup';

/** The step of that name. Throws for a name that no release of the product knew. */
export function stepNamed(name: StepName): Step {
  const step = plan.find((one) => one.name === name);
  if (step === undefined)
    throw new Error(`No step is called ${name}: this request was made by a newer release.`);
  return step;
}
