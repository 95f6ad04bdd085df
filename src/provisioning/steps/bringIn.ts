import { ServiceFault } from '../../domain/serviceFault';
import { later, refuse, type Step } from '../step';
import { rowOf } from './rowOf';

/** The bot has no application user in the environment: Microsoft's data-service error codes. */
const botNotInEnvironment = '0x80072560';
/** The environment does not see the account in its security group (yet): it joined in an earlier step. */
const notInGroup = 'usernotmemberofcdssecuritygroup';

/** Brings the account into the environment, and waits until it is there, enabled and seen as licensed. */
export const bringIn: Step = {
  name: 'bringIn',
  forward: {
    readings: 1,
    attempts: 5,
    look: async (work) => {
      const user = await rowOf(work);
      if (user === undefined) return { is: 'absent' };
      if (user.applicationUser) return { is: 'refused', why: { code: 'accountNotOurs' } };
      // A row that is Non-interactive already needs no licence: this is a second pass after a contrary reading.
      const licensed = user.licensed || user.accessMode === 4;
      if (!licensed) return { is: 'waiting', why: { code: 'licenceNotSeen' } };
      if (!user.enabled) {
        const facts = user.disabledReason === undefined ? {} : { says: user.disabledReason };
        return { is: 'waiting', why: { code: 'rowNotEnabled', facts } };
      }
      return {
        is: 'done',
        seen: {
          from: `Dataverse, ${work.environment.name}`,
          facts: { enabled: true, licensed: user.licensed, accessMode: user.accessMode },
          known: { systemUserId: user.systemUserId },
        },
      };
    },
    apply: async (work) => {
      const objectId = work.known.objectId ?? '';
      try {
        await (work.terms.bringIn === 'addUser'
          ? work.microsoft.powerPlatform.addUser(work.environment.id, objectId)
          : work.microsoft.environments.bringIn(work.environment, objectId));
        return 'sent';
      } catch (error) {
        if (!(error instanceof ServiceFault)) throw error;
        const { kind, code } = error.facts;
        if (code === botNotInEnvironment) return refuse({ code: 'environmentClosed' });
        if (code?.toLowerCase() === notInGroup) return later({ code: 'groupNotSeen' });
        // Refused while the directory or the licence is not yet known there: both pass by themselves.
        if (kind === 'notFound' || kind === 'refused') return later({ code: 'rowNotThere' });
        throw error;
      }
    },
  },
};
