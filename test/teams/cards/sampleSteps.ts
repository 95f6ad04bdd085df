import { stepNamed } from '../../../src/provisioning/plan';
import type { StepView } from '../../../src/views';
import { plan } from './sampleRequest';

/** The steps as a card shows them while one is at work. */
export function sampleSteps(
  now: number,
  waiting?: StepView['waiting'],
  mark: StepView['mark'] = 'now',
): StepView[] {
  return plan.map((name, index) =>
    index === now
      ? { name, mark, ...(waiting === undefined ? {} : { waiting }) }
      : { name, mark: index < now ? 'done' : 'toDo' },
  );
}

/** The steps of cleaning up as a card shows them, newest first. */
export function sampleUndo(now: number, waiting?: StepView['waiting'], mark?: StepView['mark']): StepView[] {
  const undone = plan.filter((name) => stepNamed(name).undo !== undefined).reverse();
  const shown = sampleSteps(now, waiting, mark);
  return undone.map((name, index) => ({ ...(shown[index] ?? { mark: 'toDo' }), name }));
}
