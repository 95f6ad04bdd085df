import type { Instant } from '../../domain/time';
import type { SecretVersion } from '../../ports';
import { refuse, type Step, type Work } from '../step';
import { requestTag, secretName } from './storePassword';

/** The tag that names the owner of the account for whoever finds the secret. */
const ownerTag = 'countersign-owner';

/** When the password shall be replaced: the policy's time after the request was made. */
function expiry(work: Work): Instant {
  return work.request.createdAt + work.policy.times.secret;
}

function ownVersions(work: Work): Promise<readonly SecretVersion[]> {
  return work.microsoft.vault
    .versions(secretName(work.request.content.userPrincipalName))
    .then((all) => all.filter((version) => version.tags[requestTag] === work.request.id));
}

/** Re-reads the recorded version, disables any other of this request, and sets expiry and owner. */
export const releaseCredential: Step = {
  name: 'releaseCredential',
  forward: {
    readings: 1,
    attempts: 3,
    look: async (work) => {
      const versions = await ownVersions(work);
      const recorded = versions.find((version) => version.version === work.known.secretVersion);
      if (recorded?.enabled !== true) return { is: 'refused', why: { code: 'secretGone' } };
      const others = versions.filter((version) => version !== recorded && version.enabled);
      const released = recorded.expiresAt !== undefined && recorded.tags[ownerTag] !== undefined;
      if (!released || others.length > 0) return { is: 'absent' };
      const name = secretName(work.request.content.userPrincipalName);
      return {
        is: 'done',
        seen: { from: 'Key Vault', facts: { secret: name, version: recorded.version, enabled: true } },
      };
    },
    apply: async (work) => {
      const name = secretName(work.request.content.userPrincipalName);
      const recorded = work.known.secretVersion;
      if (recorded === undefined) return refuse({ code: 'secretGone' });
      for (const other of await ownVersions(work)) {
        if (other.version !== recorded && other.enabled) {
          await work.microsoft.vault.change(name, other.version, { enabled: false });
        }
      }
      const tags = { [requestTag]: work.request.id, [ownerTag]: work.request.content.owner.objectId };
      await work.microsoft.vault.change(name, recorded, { enabled: true, expiresAt: expiry(work), tags });
      return 'sent';
    },
  },
};
