import { ServiceFault } from '../../domain/serviceFault';
import type { EnvironmentUser } from '../../ports';
import { beforeWriting, later, refuse, type Step, type Work } from '../step';
import { rowOf } from './rowOf';

/** The role is not of the user's business unit: Microsoft's data-service error codes. */
const wrongUnit = '0x80041409';

/** The roles asked for that the row does not hold, or those that it does. */
function asked(work: Work, row: EnvironmentUser, held: boolean): readonly { id: string; name: string }[] {
  const has = new Set(row.roles.map((role) => role.id.toLowerCase()));
  return work.request.content.roles.filter((role) => has.has(role.id.toLowerCase()) === held);
}

async function isThere(work: Work, role: { readonly id: string; readonly name: string }): Promise<boolean> {
  const { id: unitId } = work.request.content.businessUnit;
  const roles = await work.microsoft.environments.roles(work.environment, unitId, [role.name]);
  return roles.some(({ id }) => id.toLowerCase() === role.id.toLowerCase());
}

/** Assigns the security roles asked for: those of the account's business unit. */
export const assignRoles: Step = {
  name: 'assignRoles',
  forward: {
    readings: 1,
    attempts: 3,
    look: async (work) => {
      const row = await rowOf(work);
      if (row === undefined) return { is: 'waiting', why: { code: 'rowNotThere' } };
      if (asked(work, row, false).length > 0) return { is: 'absent' };
      const roles = work.request.content.roles.map((role) => role.name);
      return { is: 'done', seen: { from: `Dataverse, ${work.environment.name}`, facts: { roles } } };
    },
    apply: async (work) => {
      const row = await beforeWriting(rowOf(work));
      if (row === undefined) return later({ code: 'rowNotThere' });
      for (const role of asked(work, row, false)) {
        try {
          await work.microsoft.environments.assignRole(work.environment, row.systemUserId, role.id);
        } catch (error) {
          if (!(error instanceof ServiceFault)) throw error;
          const { kind, code } = error.facts;
          const missing = refuse({ code: 'roleMissing', facts: { roles: role.name } });
          if (code === wrongUnit) return missing;
          // A 404 may speak of the role or of the row, or be none of either: the role itself tells.
          if (kind === 'notFound')
            return (await isThere(work, role)) ? later({ code: 'changeNotSeen' }) : missing;
          if (kind !== 'refused') throw error;
          return refuse({ code: 'refused', facts: { service: 'Dataverse', code: code ?? '' } });
        }
      }
      return 'sent';
    },
  },
  undo: {
    readings: 2,
    attempts: 3,
    look: async (work) => {
      const row = await rowOf(work);
      if (row !== undefined && asked(work, row, true).length > 0) return { is: 'absent' };
      return { is: 'done', seen: { from: `Dataverse, ${work.environment.name}`, facts: { roles: [] } } };
    },
    apply: async (work) => {
      const row = await beforeWriting(rowOf(work));
      for (const role of row === undefined ? [] : asked(work, row, true)) {
        await work.microsoft.environments.removeRole(work.environment, row?.systemUserId ?? '', role.id);
      }
      return 'sent';
    },
  },
};
