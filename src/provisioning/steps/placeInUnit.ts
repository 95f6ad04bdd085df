import type { Step } from '../step';
import { rowOf } from './rowOf';

/** Places the account in the business unit asked for. Moving drops roles, so it comes before them. */
export const placeInUnit: Step = {
  name: 'placeInUnit',
  forward: {
    readings: 1,
    attempts: 3,
    look: async (work) => {
      const { businessUnit } = work.request.content;
      const user = await rowOf(work);
      if (user === undefined) return { is: 'waiting', why: { code: 'rowNotThere' } };
      if (user.businessUnitId.toLowerCase() !== businessUnit.id.toLowerCase()) return { is: 'absent' };
      const from = `Dataverse, ${work.environment.name}`;
      return { is: 'done', seen: { from, facts: { businessUnit: businessUnit.name } } };
    },
    apply: async (work) => {
      const id = work.known.systemUserId ?? '';
      await work.microsoft.environments.moveToUnit(
        work.environment,
        id,
        work.request.content.businessUnit.id,
      );
      return 'sent';
    },
  },
};
