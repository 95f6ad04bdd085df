import { ServiceFault } from '../../domain/serviceFault';
import type { TakenUp } from '../../domain/request';
import type { Sight } from '../../domain/sight';
import type { Account } from '../../ports';
import { beforeWriting, refuse, type Look, type NotDone, type Step, type Work } from '../step';
import { secretName } from './storePassword';

/** The account of this request: by its id once it is known or where one is taken up, by its mark before. */
async function ownAccount(work: Work): Promise<Account | undefined> {
  const { directory } = work.microsoft;
  const objectId = work.known.objectId ?? work.request.content.takesUp?.objectId;
  return objectId === undefined ? directory.accountByMark(work.request.id) : directory.accountById(objectId);
}

function seenAs(account: Account): Sight {
  return {
    is: 'done',
    seen: {
      from: 'Entra, by Microsoft Graph',
      facts: { signInName: account.userPrincipalName, enabled: account.enabled },
      known: { objectId: account.objectId },
    },
  };
}

/** Whether the blocked account carries this request's mark and is open; until then it has to be as it was left. */
async function lookTakenUp(work: Work, { objectId, requestId }: TakenUp): Promise<Sight> {
  const account = await work.microsoft.directory.accountById(objectId);
  const facts = { account: work.request.content.userPrincipalName };
  if (account === undefined) return { is: 'refused', why: { code: 'takeUpGone', facts } };
  if (account.mark === work.request.id && account.enabled) return seenAs(account);
  // Somebody opened it since: it may be in use.
  if (account.mark === requestId && account.enabled) {
    return { is: 'refused', why: { code: 'takeUpGone', facts } };
  }
  const isOurs = account.mark === work.request.id || account.mark === requestId;
  return isOurs ? { is: 'absent' } : { is: 'refused', why: { code: 'accountNotOurs', facts } };
}

async function takeUp(work: Work, { objectId }: TakenUp): Promise<'sent' | NotDone> {
  try {
    await work.microsoft.directory.openSignIn(objectId, work.request.id);
    return 'sent';
  } catch (error) {
    if (!(error instanceof ServiceFault) || error.facts.kind !== 'notFound') throw error;
    return refuse({ code: 'takeUpGone', facts: { account: work.request.content.userPrincipalName } });
  }
}

/** What became of an account that is not there: deleted by the bot, by somebody else, or nobody knows. */
async function whereGone({ request, microsoft }: Work): Promise<string> {
  if (request.trails.createAccount?.undo.tried === true) return 'deleted';
  const { userPrincipalName } = request.content;
  return (await microsoft.directory.deletedAccountExists(userPrincipalName))
    ? 'deleted by others'
    : 'not there';
}

/** What is left to take away of the account: nothing, its sign-in, or where that was agreed to the account itself. */
const lookUndone: Look = async (work) => {
  const account = await ownAccount(work);
  const from = 'Entra, by Microsoft Graph';
  const { deleteOnUndo } = work.terms;
  if (account === undefined) {
    return { is: 'done', seen: { from, facts: { account: await whereGone(work) } } };
  }
  // What was to be taken up and was not is the earlier request's still, and stays as that one left it.
  if (work.request.content.takesUp !== undefined && account.mark !== work.request.id) {
    return { is: 'done', seen: { from, facts: { account: 'not taken up' } } };
  }
  if (account.enabled || (deleteOnUndo && account.mark === work.request.id)) return { is: 'absent' };
  return { is: 'done', seen: { from, facts: { signInBlocked: true } } };
};

/**
 * Creates the account with the password that is read back from the recorded version, so that a repeat after a crash
 * sends the same. It carries the request's id, so that a lost answer is found again instead of made twice. The blocked
 * account of an earlier request is taken up instead: it gets this request's id, and its sign-in is opened.
 */
export const createAccount: Step = {
  name: 'createAccount',
  forward: {
    readings: 1,
    attempts: 3,
    look: async (work) => {
      const { userPrincipalName, takesUp } = work.request.content;
      if (takesUp !== undefined) return lookTakenUp(work, takesUp);
      const byName = await work.microsoft.directory.accountByName(userPrincipalName);
      const account = byName ?? (await ownAccount(work));
      if (account === undefined) return { is: 'absent' };
      if (account.mark !== work.request.id) {
        return { is: 'refused', why: { code: 'nameTaken', facts: { account: userPrincipalName } } };
      }
      return seenAs(account);
    },
    apply: async (work) => {
      const { content, id } = work.request;
      if (content.takesUp !== undefined) return takeUp(work, content.takesUp);
      const name = secretName(content.userPrincipalName);
      const version = work.known.secretVersion;
      const password =
        version === undefined
          ? undefined
          : await beforeWriting(work.microsoft.vault.value(work.terms.vault, name, version));
      if (password === undefined) return refuse({ code: 'secretGone' });
      try {
        await work.microsoft.directory.createAccount({
          userPrincipalName: content.userPrincipalName,
          displayName: content.accountName,
          usageLocation: work.terms.usageLocation,
          mark: id,
          password,
        });
        return 'sent';
      } catch (error) {
        // Graph has one code for all its refusals: the name is looked up to tell which one this was.
        if (!(error instanceof ServiceFault) || error.facts.kind !== 'refused') throw error;
        const holder = await work.microsoft.directory.accountByName(content.userPrincipalName);
        if (holder?.mark === id) return 'sent';
        return refuse(
          holder === undefined
            ? { code: 'refused', facts: { service: 'Graph', code: error.facts.code ?? '' } }
            : { code: 'nameTaken', facts: { account: content.userPrincipalName } },
        );
      }
    },
  },
  undo: {
    readings: 2,
    attempts: 3,
    look: lookUndone,
    apply: async (work) => {
      const account = await beforeWriting(ownAccount(work));
      if (account === undefined) return 'sent';
      // Never touch an account that does not carry this request's mark.
      if (account.mark !== work.request.id) return refuse({ code: 'accountNotOurs' });
      await work.microsoft.directory.blockSignIn(account.objectId);
      if (work.terms.deleteOnUndo) await work.microsoft.directory.deleteAccount(account.objectId);
      return 'sent';
    },
  },
};
