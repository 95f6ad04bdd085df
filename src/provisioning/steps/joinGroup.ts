import { ServiceFault } from '../../domain/serviceFault';
import type { PowerPlatform } from '../../ports';
import { beforeWriting, refuse, type Step, type Work } from '../step';

function environmentOf({ microsoft, environment }: Work): ReturnType<PowerPlatform['environment']> {
  return microsoft.powerPlatform.environment(environment.id);
}

async function securityGroup(work: Work): Promise<string | undefined> {
  return (await environmentOf(work))?.securityGroupId;
}

/** The group that was joined, or may have been when the answer was lost. */
async function joinedGroup(work: Work): Promise<string | undefined> {
  return work.known.groupId ?? securityGroup(work);
}

/** Joins the environment's security group, where it has one: without it the account never arrives there. */
export const joinGroup: Step = {
  name: 'joinGroup',
  forward: {
    readings: 1,
    attempts: 3,
    look: async (work) => {
      const environment = await environmentOf(work);
      if (environment === undefined) {
        const facts = { environment: work.environment.name };
        return { is: 'refused', why: { code: 'environmentUnknown', facts } };
      }
      const { securityGroupId: groupId } = environment;
      const objectId = work.known.objectId ?? '';
      if (groupId === undefined) {
        return { is: 'done', seen: { from: 'Power Platform', facts: { securityGroup: 'none' } } };
      }
      if (await work.microsoft.directory.isMember(groupId, objectId)) {
        const seen = { from: 'Entra, by Microsoft Graph', facts: { member: true }, known: { groupId } };
        return { is: 'done', seen };
      }
      const group = await work.microsoft.directory.group(groupId);
      if (group === undefined || group.dynamic || group.synced) {
        return {
          is: 'refused',
          why: { code: 'groupNotAssignable', facts: { group: group?.name ?? groupId } },
        };
      }
      if (!work.terms.joinSecurityGroup) {
        return { is: 'refused', why: { code: 'groupNotAllowed', facts: { group: group.name } } };
      }
      return { is: 'absent' };
    },
    apply: async (work) => {
      const groupId = await beforeWriting(securityGroup(work));
      if (groupId === undefined) return 'sent';
      const objectId = work.known.objectId ?? '';
      try {
        await work.microsoft.directory.addMember(groupId, objectId);
      } catch (error) {
        if (!(error instanceof ServiceFault)) throw error;
        if (error.facts.kind === 'notFound') return { notDone: { code: 'accountNotSeen' }, forGood: false };
        if (error.facts.kind !== 'refused') throw error;
        // "Already a member" and other refusals share one code: the membership itself tells which it was.
        if (!(await work.microsoft.directory.isMember(groupId, objectId))) {
          return refuse({ code: 'refused', facts: { service: 'Graph', code: error.facts.code ?? '' } });
        }
      }
      return 'sent';
    },
  },
  undo: {
    readings: 2,
    attempts: 3,
    look: async (work) => {
      const { objectId } = work.known;
      const groupId = await joinedGroup(work);
      const there =
        groupId !== undefined &&
        objectId !== undefined &&
        (await work.microsoft.directory.isMember(groupId, objectId));
      if (there) return { is: 'absent' };
      return { is: 'done', seen: { from: 'Entra, by Microsoft Graph', facts: { member: false } } };
    },
    apply: async (work) => {
      const { objectId } = work.known;
      const groupId = await beforeWriting(joinedGroup(work));
      if (groupId === undefined || objectId === undefined) return 'sent';
      await work.microsoft.directory.removeMember(groupId, objectId);
      return 'sent';
    },
  },
};
