import { mayBecome, requestLabel, type Request } from '../domain/request';
import type { Instant } from '../domain/time';
import { Conflict, StepUpUsed, type RequestChange } from '../storePorts';
import { appendAudit } from './auditChain';
import { oweMessages } from './messageRow';
import { searchedBy, toRequest } from './requestRow';
import { useStepUp } from './stepUps';
import type { Tx } from './tables';
import { requestSubject, type Wake } from './wake';

/** Writes what goes with every write of a request: its audit entries, its messages, its wake-ups. */
export async function writeAround(
  tx: Tx,
  request: Pick<Request, 'id'>,
  around: Omit<RequestChange, 'request'>,
  now: Instant,
  wake: Wake,
): Promise<void> {
  const subject = requestSubject(request.id);
  await appendAudit(tx, request.id, now, around.audit);
  await tx
    .updateTable('messages')
    .where('subject', '=', subject)
    .where('state', '=', 'sent')
    .where('pending', '=', false)
    .set({ pending: true, due_at: now })
    .execute();
  await oweMessages(tx, subject, now, around.messages);
  if (around.due !== undefined) await wake('advance', request.id, around.due - now, tx);
  await wake('deliver', subject, 0, tx);
}

/**
 * Writes a changed request by compare-and-swap, and all that goes with it. Throws `StepUpUsed` where a step-up was used before, `Conflict` where its row version
 * was overtaken or it is not there; any other error for a change of state that the rules do not know.
 */
export async function changeRequest(
  tx: Tx,
  change: RequestChange,
  now: Instant,
  wake: Wake,
): Promise<Request> {
  const { request, uses, ...around } = change;
  const row = await tx
    .selectFrom('requests')
    .select(['state', 'row_version'])
    .where('id', '=', request.id)
    .forUpdate()
    .executeTakeFirst();
  if (row?.row_version !== request.rowVersion) throw new Conflict(requestLabel(request));
  if (!mayBecome(row.state, request.state)) {
    throw new Error(
      `${requestLabel(request)} cannot go from ${row.state} to ${request.state}. Nothing was written.`,
    );
  }
  if (uses !== undefined && !(await useStepUp(tx, uses))) throw new StepUpUsed();
  const { number: _, rowVersion, ...body } = request;
  const written = await tx
    .updateTable('requests')
    .where('id', '=', request.id)
    .set({
      ...searchedBy(request),
      row_version: rowVersion + 1,
      due_at: around.due ?? null,
      body: JSON.stringify(body),
    })
    .returning(['body', 'number', 'row_version'])
    .executeTakeFirstOrThrow();
  await writeAround(tx, request, around, now, wake);
  return toRequest(written);
}
