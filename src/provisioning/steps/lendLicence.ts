import { ServiceFault } from '../../domain/serviceFault';
import { later, refuse, type Look, type NotDone, type Step, type Work } from '../step';

async function ownLicence(work: Work): Promise<{ readonly byGroup: boolean } | 'accountNotSeen' | undefined> {
  const account = await work.microsoft.directory.accountById(work.known.objectId ?? '');
  if (account === undefined) return 'accountNotSeen';
  return account.licences.find((licence) => licence.skuId === work.request.content.licence.skuId);
}

/** Tells which of the refusals that share one code this was: no seat, or the directory not yet caught up. */
async function whyRefused(work: Work, fault: ServiceFault): Promise<NotDone> {
  const { licence } = work.request.content;
  const bought = (await work.microsoft.directory.licences()).find((one) => one.skuId === licence.skuId);
  if (bought === undefined) return refuse({ code: 'licenceUnknown', facts: { licence: licence.name } });
  if (bought.used >= bought.enabled) return later({ code: 'noSeat', facts: { licence: licence.name } });
  const account = await work.microsoft.directory.accountById(work.known.objectId ?? '');
  if (account?.usageLocation === undefined) return later({ code: 'accountNotSeen' });
  return refuse({ code: 'licenceRefused', facts: { licence: licence.name, code: fault.facts.code ?? '' } });
}

/** Nothing of the licence is left on the account; what a group gives cannot be taken back by anybody but the group. */
const lookReturned: Look = async (work) => {
  if (work.known.objectId === undefined) {
    return { is: 'done', seen: { from: 'Entra, by Microsoft Graph', facts: { account: 'not there' } } };
  }
  const licence = await ownLicence(work);
  if (licence === undefined || licence === 'accountNotSeen') {
    return { is: 'done', seen: { from: 'Entra, by Microsoft Graph', facts: { licensed: false } } };
  }
  return licence.byGroup
    ? {
        is: 'refused',
        why: { code: 'licenceInherited', facts: { licence: work.request.content.licence.name } },
      }
    : { is: 'absent' };
};

/** Takes back the one licence that was lent, and nothing else. */
async function returnLicence(work: Work): Promise<'sent'> {
  try {
    await work.microsoft.directory.returnLicence(
      work.known.objectId ?? '',
      work.request.content.licence.skuId,
    );
  } catch (error) {
    // Refused because it is gone already, or for another reason: the look that follows tells.
    if (!(error instanceof ServiceFault) || error.facts.kind !== 'refused') throw error;
  }
  return 'sent';
}

/** Lends the licence to the account itself, never by a group. */
export const lendLicence: Step = {
  name: 'lendLicence',
  forward: {
    readings: 1,
    attempts: 3,
    look: async (work) => {
      const licence = await ownLicence(work);
      if (licence === 'accountNotSeen') return { is: 'waiting', why: { code: 'accountNotSeen' } };
      if (licence === undefined) return { is: 'absent' };
      const { name } = work.request.content.licence;
      if (licence.byGroup)
        return { is: 'refused', why: { code: 'licenceInherited', facts: { licence: name } } };
      return { is: 'done', seen: { from: 'Entra, by Microsoft Graph', facts: { licence: name } } };
    },
    apply: async (work) => {
      try {
        const { skuId } = work.request.content.licence;
        await work.microsoft.directory.lendLicence(work.known.objectId ?? '', skuId);
        return 'sent';
      } catch (error) {
        if (!(error instanceof ServiceFault)) throw error;
        if (error.facts.kind === 'notFound') return later({ code: 'accountNotSeen' });
        if (error.facts.kind !== 'refused') throw error;
        return whyRefused(work, error);
      }
    },
  },
  undo: { readings: 2, attempts: 3, look: lookReturned, apply: returnLicence },
};

/** Takes the licence back once the Access Mode no longer needs it. */
export const takeLicenceBack: Step = {
  name: 'takeLicenceBack',
  forward: { readings: 2, attempts: 3, look: lookReturned, apply: returnLicence },
};
