import { accessModes } from '../domain/accessMode';
import type { Finding } from '../domain/reason';
import type { Request } from '../domain/request';
import { changedSince, nextRereading, rereadingDue, sameFinding, type Rereading } from '../domain/rereading';
import { ServiceFault } from '../domain/serviceFault';
import type { Instant } from '../domain/time';
import { messagesFor } from '../notifications/audience';
import { knownOf } from '../provisioning/course';
import { contradiction } from '../provisioning/steps/verify';
import { readSignIn } from './readSignIn';
import type { Surroundings } from './surroundings';

/** What speaks against the account now; `unread` where a service does not answer. */
async function lookAgain(
  { microsoft, policy }: Surroundings,
  request: Request,
): Promise<{ readonly finding?: Finding } | 'unread'> {
  const environment = policy.environments.find(({ id }) => id === request.content.environment.id);
  const { objectId } = knownOf(request);
  if (environment === undefined || objectId === undefined) return 'unread';
  try {
    const [account, row] = await Promise.all([
      microsoft.directory.accountById(objectId),
      microsoft.environments.userByObjectId(environment, objectId),
    ]);
    const finding = contradiction(request, account, row);
    return finding === undefined ? {} : { finding };
  } catch (error) {
    if (error instanceof ServiceFault) return 'unread';
    throw error;
  }
}

/** When to look again at what could not be read: ever more rarely, and at the next re-reading at the latest. */
function triedAgainAt({ policy }: Surroundings, { since }: Request, now: Instant): Instant {
  const { rereads, look } = policy.times;
  const dueSince = Math.max(...rereads.map((span) => since + span).filter((at) => at <= now), since);
  const next = now + Math.max(look * 10, now - dueSince);
  return Math.min(next, nextRereading(since, rereads, now) ?? next);
}

function withoutDoubt(request: Request): Request {
  const { doubt: _, ...rest } = request;
  return rest;
}

/**
 * Reads a verified account once more, by the rule by which it was verified, when it is due. One reading that says
 * otherwise than the last says nothing, since replicas lag: it is read again after a settling time. What two say is
 * kept and shown on every card; a contrary one is told to whoever has to know, once. The account itself is never touched, and the request stays verified.
 */
export async function rereadAccount(surroundings: Surroundings, request: Request): Promise<void> {
  const { store, clock, policy } = surroundings;
  const now = clock.now();
  const { rereads, settle } = policy.times;
  const { doubt } = request;
  // A second job for the same time finds the reading made.
  if (doubt === undefined && rereadingDue(request, rereads, now) === undefined) return;
  const settled = doubt === undefined ? undefined : doubt.at + settle;
  if (settled !== undefined && now < settled) return keep(surroundings, request, settled);
  const seen = await lookAgain(surroundings, request);
  if (seen === 'unread') return keep(surroundings, request, triedAgainAt(surroundings, request, now));
  const reading: Rereading = { at: now, ...seen };
  const isNews = !sameFinding(reading.finding, changedSince(request));
  const settledNews = doubt !== undefined && doubt.finding?.code === reading.finding?.code;
  if (isNews && !settledNews) {
    const audit = [{ kind: 'readAgainOnce', body: said([now], reading) }];
    await store.requests.change({
      request: { ...request, doubt: reading },
      audit,
      messages: [],
      due: now + settle,
    });
    return;
  }
  const after = await withReading(surroundings, request, reading);
  const tells = isNews && reading.finding !== undefined;
  const due = nextRereading(request.since, rereads, now);
  await store.requests.change({
    request: after,
    audit: [{ kind: 'readAgain', body: said(isNews && doubt ? [doubt.at, now] : [now], reading) }],
    messages: tells ? messagesFor('changedSince', after, await store.conversations.alerted()) : [],
    ...(due === undefined ? {} : { due }),
  });
}

/** What the audit chain keeps of a reading: codes, no names. */
function said(readAt: readonly Instant[], { finding }: Rereading): Readonly<Record<string, unknown>> {
  return finding === undefined
    ? { readAt, accessMode: accessModes.nonInteractive }
    : { readAt, finding: finding.code, ...(finding.code === 'modeChanged' ? finding.facts : {}) };
}

/** The request with the reading, and with what a program meets now, where that can be read. */
async function withReading(
  surroundings: Surroundings,
  request: Request,
  reading: Rereading,
): Promise<Request> {
  const read: Request = { ...withoutDoubt(request), readAgain: [...(request.readAgain ?? []), reading] };
  const outlook = await readSignIn(surroundings, knownOf(request).objectId ?? '');
  const keepsOld = 'unread' in outlook && outlook.unread === 'noAnswer' && read.signInOutlook !== undefined;
  return keepsOld ? read : { ...read, signInOutlook: outlook };
}

/** Nothing is known yet that people should hear of: looked at again then. */
async function keep({ store }: Surroundings, request: Request, due: Instant): Promise<void> {
  await store.requests.change({ request, audit: [], messages: [], due });
}
