import { ServiceFault } from '../../domain/serviceFault';
import type { Account } from '../../ports';
import { refuse, type Step, type Work } from '../step';
import { secretName } from './storePassword';

/** The account of this request: by its id once it is known, by its mark before. */
async function ownAccount(work: Work): Promise<Account | undefined> {
  const { directory } = work.microsoft;
  const { objectId } = work.known;
  return objectId === undefined ? directory.accountByMark(work.request.id) : directory.accountById(objectId);
}

/**
 * Creates the account with the password that is read back from the recorded version, so that a repeat after a crash
 * sends the same. It carries the request's id, so that a lost answer is found again instead of made twice.
 */
export const createAccount: Step = {
  name: 'createAccount',
  forward: {
    readings: 1,
    attempts: 2,
    look: async (work) => {
      const { userPrincipalName } = work.request.content;
      const byName = await work.microsoft.directory.accountByName(userPrincipalName);
      const account = byName ?? (await ownAccount(work));
      if (account === undefined) return { is: 'absent' };
      if (account.mark !== work.request.id) {
        return { is: 'refused', why: { code: 'nameTaken', facts: { account: userPrincipalName } } };
      }
      return {
        is: 'done',
        seen: {
          from: 'Entra, by Microsoft Graph',
          facts: { signInName: account.userPrincipalName, enabled: account.enabled },
          known: { objectId: account.objectId },
        },
      };
    },
    apply: async (work) => {
      const { content, id } = work.request;
      const name = secretName(content.userPrincipalName);
      const version = work.known.secretVersion;
      const password = version === undefined ? undefined : await work.microsoft.vault.value(name, version);
      if (password === undefined) return refuse({ code: 'secretGone' });
      try {
        await work.microsoft.directory.createAccount({
          userPrincipalName: content.userPrincipalName,
          displayName: content.accountName,
          usageLocation: work.policy.account.usageLocation,
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
    look: async (work) => {
      const account = await ownAccount(work);
      if (account?.enabled === true) return { is: 'absent' };
      const facts = account === undefined ? { account: 'not there' } : { signInBlocked: true };
      return { is: 'done', seen: { from: 'Entra, by Microsoft Graph', facts } };
    },
    apply: async (work) => {
      const account = await ownAccount(work);
      if (account === undefined) return 'sent';
      // Never touch an account that does not carry this request's mark.
      if (account.mark !== work.request.id) return refuse({ code: 'accountNotOurs' });
      await work.microsoft.directory.blockSignIn(account.objectId);
      return 'sent';
    },
  },
};
