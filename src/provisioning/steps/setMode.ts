import { accessModes } from '../../domain/accessMode';
import { ServiceFault } from '../../domain/serviceFault';
import { beforeWriting, later, refuse, type Step } from '../step';
import { rowOf } from './rowOf';

/** "You have reached the maximum number of non-interactive users": Microsoft's data-service error codes. */
const quotaReached = '0x8004b050';
/** The environment does not see the licence (yet): InvalidAccessModeTransition and its neighbours. */
const notLicensed = ['0x80041d66', '0x8004d24c', '0x8004d24b'];
/** The row was disabled after it was last looked at: why, the next look reads. */
const rowDisabled = '0x80040225';

/** Counts the slots once more, and sets Access Mode to Non-interactive. */
export const setMode: Step = {
  name: 'setMode',
  forward: {
    readings: 1,
    attempts: 3,
    look: async (work) => {
      const row = await rowOf(work);
      if (row === undefined) return { is: 'waiting', why: { code: 'rowNotThere' } };
      if (row.accessMode !== accessModes.nonInteractive) return { is: 'absent' };
      const from = `Dataverse, ${work.environment.name}`;
      return { is: 'done', seen: { from, facts: { accessMode: row.accessMode, enabled: row.enabled } } };
    },
    apply: async (work) => {
      const slots = await beforeWriting(work.countSlots());
      if (slots.used + slots.reserved > slots.limit) {
        return refuse({ code: 'noSlot', facts: { used: slots.used, limit: slots.limit } });
      }
      try {
        const id = work.known.systemUserId ?? '';
        await work.microsoft.environments.setAccessMode(work.environment, id, accessModes.nonInteractive);
        return 'sent';
      } catch (error) {
        if (!(error instanceof ServiceFault) || error.facts.kind !== 'refused') throw error;
        const code = error.facts.code ?? '';
        if (code === quotaReached) return refuse({ code: 'noSlot', facts: { limit: slots.limit, code } });
        if (notLicensed.includes(code)) return later({ code: 'licenceNotSeen' });
        if (code === rowDisabled) return later({ code: 'rowNotEnabled' });
        return refuse({ code: 'modeRefused', facts: { service: 'Dataverse', code } });
      }
    },
  },
  undo: {
    readings: 2,
    attempts: 3,
    look: async (work) => {
      const row = await rowOf(work);
      if (row?.accessMode === accessModes.nonInteractive) return { is: 'absent' };
      const facts = row === undefined ? { account: 'not there' } : { accessMode: row.accessMode };
      return { is: 'done', seen: { from: `Dataverse, ${work.environment.name}`, facts } };
    },
    apply: async (work) => {
      const row = await beforeWriting(rowOf(work));
      if (row === undefined) return 'sent';
      await work.microsoft.environments.setAccessMode(
        work.environment,
        row.systemUserId,
        accessModes.readWrite,
      );
      return 'sent';
    },
  },
};
