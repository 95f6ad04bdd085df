import type { TakenUp } from '../../domain/request';
import type { SecretVersion } from '../../ports';
import { beforeWriting, refuse, type Step, type Work } from '../step';
import { lacksPermission, ServiceFault } from '../../domain/serviceFault';

/** The name of the secret that holds an account's password: its sign-in name before the @, in a vault's letters. */
export function secretName(userPrincipalName: string): string {
  return (userPrincipalName.split('@')[0] ?? '').replace(/[^A-Za-z0-9-]/g, '-');
}

/** The tag by which a version of the secret is known to be this request's. */
export const requestTag = 'countersign-request';

async function ownVersions(work: Work): Promise<readonly SecretVersion[]> {
  const versions = await work.microsoft.vault.versions(
    work.terms.vault,
    secretName(work.request.content.userPrincipalName),
  );
  return versions.filter((version) => version.tags[requestTag] === work.request.id);
}

/** The version that holds the password of the account to be taken up, enabled or not. */
async function recordedVersion(work: Work, takesUp: TakenUp): Promise<SecretVersion | undefined> {
  const versions = await work.microsoft.vault.versions(
    work.terms.vault,
    secretName(work.request.content.userPrincipalName),
  );
  return versions.find(({ version }) => version === takesUp.secretVersion);
}

/**
 * Puts a fresh password into the vault before the account exists. A lost answer can leave a second version: the
 * newest enabled one of this request is recorded here, and only the recorded one is ever used. An account that is taken
 * up keeps its password: the version recorded with the earlier request is enabled and tagged anew.
 */
export const storePassword: Step = {
  name: 'storePassword',
  forward: {
    readings: 1,
    attempts: 3,
    look: async (work) => {
      const { takesUp, userPrincipalName } = work.request.content;
      if (takesUp !== undefined && (await recordedVersion(work, takesUp)) === undefined) {
        return { is: 'refused', why: { code: 'takeUpNoPassword', facts: { account: userPrincipalName } } };
      }
      const version = (await ownVersions(work)).find((own) => own.enabled);
      if (version === undefined) return { is: 'absent' };
      return {
        is: 'done',
        seen: {
          from: 'Key Vault',
          facts: { secret: secretName(work.request.content.userPrincipalName), version: version.version },
          known: { secretVersion: version.version },
        },
      };
    },
    apply: async (work) => {
      const { takesUp, userPrincipalName } = work.request.content;
      const name = secretName(userPrincipalName);
      const tags = { [requestTag]: work.request.id };
      try {
        await (takesUp === undefined
          ? work.microsoft.vault.store(work.terms.vault, name, work.makePassword(), tags)
          : work.microsoft.vault.change(work.terms.vault, name, takesUp.secretVersion, {
              enabled: true,
              tags,
            }));
        return 'sent';
      } catch (error) {
        if (error instanceof ServiceFault && lacksPermission(error)) return refuse({ code: 'vaultClosed' });
        throw error;
      }
    },
  },
  undo: {
    readings: 2,
    attempts: 3,
    look: async (work) => {
      const enabled = (await ownVersions(work)).filter((own) => own.enabled);
      if (enabled.length > 0) return { is: 'absent' };
      return { is: 'done', seen: { from: 'Key Vault', facts: { disabled: true } } };
    },
    apply: async (work) => {
      const name = secretName(work.request.content.userPrincipalName);
      const versions = await beforeWriting(ownVersions(work));
      for (const own of versions.filter(({ enabled }) => enabled)) {
        await work.microsoft.vault.change(work.terms.vault, name, own.version, { enabled: false });
      }
      return 'sent';
    },
  },
};
