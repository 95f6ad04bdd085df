import type { Refusal } from '../../domain/reason';
import { lacksPermission, ServiceFault } from '../../domain/serviceFault';
import type { Instant } from '../../domain/time';
import type { SecretVersion } from '../../ports';
import { beforeWriting, askFor, type Look, type NotDone, type Step, type Work } from '../step';
import { rowOf } from './rowOf';
import { requestTag, secretName } from './storePassword';
import { speaksAgainst } from './verify';

/** The tag that names the owner of the account for whoever finds the secret. */
const ownerTag = 'countersign-owner';

/** When the password shall be replaced: the time agreed to after the request was made. */
function expiry(work: Work): Instant {
  return work.request.createdAt + work.terms.secret;
}

/** Why the vault keeps the password from being handed over. Throws what passes by itself. */
function whyClosed(error: unknown): Refusal {
  if (!(error instanceof ServiceFault)) throw error;
  const { kind, code } = error.facts;
  if (kind === 'notFound') return { code: 'secretGone' };
  if (!lacksPermission(error) && kind !== 'refused') throw error;
  const facts = { service: 'Key Vault', ...(code === undefined ? {} : { code }) };
  return kind === 'denied' ? { code: 'permissionMissing', facts } : { code: 'refused', facts };
}

async function ownVersions(work: Work): Promise<readonly SecretVersion[]> {
  const all = await work.microsoft.vault.versions(
    work.terms.vault,
    secretName(work.request.content.userPrincipalName),
  );
  return all.filter((version) => version.tags[requestTag] === work.request.id);
}

interface Held {
  readonly recorded: SecretVersion;
  /** Other versions of this request that can still be used. */
  readonly others: readonly SecretVersion[];
}

/** The recorded version and the others, or why it cannot be handed over. */
async function held(work: Work): Promise<Held | { readonly why: Refusal }> {
  try {
    const versions = await ownVersions(work);
    const recorded = versions.find((version) => version.version === work.known.secretVersion);
    if (recorded?.enabled !== true) return { why: { code: 'secretGone' } };
    return { recorded, others: versions.filter((one) => one !== recorded && one.enabled) };
  } catch (error) {
    return { why: whyClosed(error) };
  }
}

/** Nobody could sign in with an account without a password that is handed over: its sign-in is not left open. */
async function block(work: Work): Promise<void> {
  const account = await work.microsoft.directory.accountById(work.known.objectId ?? '');
  if (account?.enabled === true && account.mark === work.request.id) {
    await work.microsoft.directory.blockSignIn(account.objectId);
  }
}

const look: Look = async (work) => {
  const password = await held(work);
  const account = await work.microsoft.directory.accountById(work.known.objectId ?? '');
  if ('why' in password) {
    const isOpen = account?.enabled === true && account.mark === work.request.id;
    return isOpen ? { is: 'absent' } : { is: 'needsPerson', code: 'cannotHandOver', why: password.why };
  }
  const { recorded, others } = password;
  const released = recorded.expiresAt !== undefined && recorded.tags[ownerTag] !== undefined;
  // Blocked here before, when the password was not to be had; otherwise by somebody else, and not for us to open.
  const byUs = work.request.trails.releaseCredential?.forward.tried === true;
  if (account?.enabled !== true) {
    return byUs ? { is: 'absent' } : { is: 'contrary', why: { code: 'accountBlocked' } };
  }
  if (!released || others.length > 0) return { is: 'absent' };
  // What was verified may be days old where a person was asked meanwhile.
  const against = speaksAgainst(work, account, await rowOf(work));
  // The environment has not yet seen that the sign-in is open again.
  if (byUs && against?.is === 'contrary' && against.why.code === 'rowDisabled')
    return { is: 'waiting', why: { code: 'rowNotEnabled' } };
  if (against !== undefined) return against;
  const secret = secretName(work.request.content.userPrincipalName);
  return {
    is: 'done',
    seen: { from: 'Key Vault', facts: { secret, version: recorded.version, enabled: true } },
  };
};

async function release(work: Work, { recorded, others }: Held): Promise<'sent' | NotDone> {
  const { content, id } = work.request;
  const name = secretName(content.userPrincipalName);
  try {
    for (const other of others) {
      await work.microsoft.vault.change(work.terms.vault, name, other.version, { enabled: false });
    }
    const tags = { [requestTag]: id, [ownerTag]: content.owner.objectId };
    await work.microsoft.vault.change(work.terms.vault, name, recorded.version, {
      enabled: true,
      expiresAt: expiry(work),
      tags,
    });
  } catch (error) {
    const why = whyClosed(error);
    await block(work);
    return askFor('cannotHandOver', why);
  }
  const account = await work.microsoft.directory.accountById(work.known.objectId ?? '');
  if (account?.enabled === false && account.mark === id) {
    await work.microsoft.directory.openSignIn(account.objectId, id);
  }
  return 'sent';
}

/**
 * Re-reads the recorded version, disables any other of this request, and sets expiry and owner. Where the password
 * cannot be handed over, the sign-in is blocked and a person is asked; once it can be, the sign-in is opened again. It is
 * done only where the environment still says what was verified.
 */
export const releaseCredential: Step = {
  name: 'releaseCredential',
  forward: {
    readings: 1,
    attempts: 3,
    look,
    apply: async (work) => {
      const password = await beforeWriting(held(work));
      if (!('why' in password)) return release(work, password);
      await block(work);
      return 'sent';
    },
  },
};
