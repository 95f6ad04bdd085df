import { accessModes } from '../../domain/accessMode';
import type { Finding } from '../../domain/reason';
import { evidenceOf, type Request } from '../../domain/request';
import type { Sight } from '../../domain/sight';
import type { Instant } from '../../domain/time';
import type { Account, EnvironmentUser } from '../../ports';
import type { Step, Work } from '../step';
import { rowOf } from './rowOf';

/** What contradicts a finished account, the gravest first; nothing where all is as it shall be. */
export function contradiction(
  { content }: Pick<Request, 'content'>,
  account: Account | undefined,
  row: EnvironmentUser | undefined,
): Finding | undefined {
  if (row === undefined) return { code: 'rowGone' };
  if (row.accessMode !== accessModes.nonInteractive)
    return { code: 'modeChanged', facts: { mode: row.accessMode } };
  if (!row.enabled) return { code: 'rowDisabled', facts: { says: row.disabledReason ?? '' } };
  if (account?.enabled !== true) return { code: 'accountBlocked' };
  const has = new Set(row.roles.map((role) => role.id.toLowerCase()));
  const gone = content.roles.filter((role) => !has.has(role.id.toLowerCase()));
  if (gone.length > 0)
    return { code: 'rolesGone', facts: { roles: gone.map((role) => role.name).join(', ') } };
  const { skuId, name } = content.licence;
  return account.licences.some((licence) => licence.skuId === skuId)
    ? { code: 'licenceBack', facts: { licence: name } }
    : undefined;
}

function takenBackAt(work: Work): Instant {
  return evidenceOf(work.request, 'takeLicenceBack')?.readAt.at(-1) ?? 0;
}

/** What speaks against a finished account as it reads now; nothing where all is as it shall be. */
export function speaksAgainst(
  work: Work,
  account: Account | undefined,
  row: EnvironmentUser | undefined,
): Sight | undefined {
  const why = contradiction(work.request, account, row);
  // A replica of the directory may show the licence for a while after it was read as gone.
  if (why?.code === 'licenceBack' && work.now < takenBackAt(work) + work.times.patience) {
    return { is: 'waiting', why: { code: 'changeNotSeen' } };
  }
  if (why !== undefined) return { is: 'contrary', why };
  return row?.licensed === true ? { is: 'waiting', why: { code: 'changeNotSeen' } } : undefined;
}

/**
 * Reads everything back: Access Mode still Non-interactive, enabled, licence gone, roles there. Two readings, a
 * settling time apart, must agree; and none counts before the environment itself has seen the licence go, since only
 * then has losing it had its effect.
 */
export const verify: Step = {
  name: 'verify',
  forward: {
    readings: 2,
    attempts: 1,
    look: async (work) => {
      const objectId = work.known.objectId ?? '';
      const [account, row] = await Promise.all([work.microsoft.directory.accountById(objectId), rowOf(work)]);
      const against = speaksAgainst(work, account, row);
      if (against !== undefined) return against;
      return {
        is: 'done',
        seen: {
          from: `Dataverse, ${work.environment.name}, and Entra`,
          facts: {
            accessMode: accessModes.nonInteractive,
            enabled: true,
            licensed: false,
            roles: work.request.content.roles.map((role) => role.name),
          },
        },
      };
    },
  },
};
