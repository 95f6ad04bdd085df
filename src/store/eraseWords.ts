import { isOpen, requestLabel, type Request } from '../domain/request';
import type { Person } from '../domain/person';
import type { Instant } from '../domain/time';
import { StillOpen } from '../storePorts';
import { appendAudit } from './auditChain';
import { toRequest } from './requestRow';
import type { Database } from './tables';
import { transact } from './transact';

/** What stands in place of a word that was erased. */
const erased = 'erased';

function nameless<P extends Person>(person: P): P {
  return { ...person, name: erased };
}

/**
 * The request without names of people and without what they typed. Object ids stay, and so do the account's own names:
 * those belong to a program, and later readings go by them.
 */
function wordless(request: Request): Request {
  const { content, votes, questions, endedBy, reopened, wish, salt: _, ...rest } = request;
  const { ticket, advice, ...kept } = content;
  const { reason, ...answers } = advice ?? {};
  return {
    ...rest,
    requester: nameless(request.requester),
    approvers: request.approvers.map(nameless),
    content: {
      ...kept,
      owner: nameless(content.owner),
      purpose: erased,
      ...(ticket === undefined ? {} : { ticket: erased }),
      ...(advice === undefined
        ? {}
        : { advice: { ...advice, ...answers, ...(reason === undefined ? {} : { reason: erased }) } }),
    },
    votes: votes.map(({ by, reason: why, ...vote }) => ({
      ...vote,
      by: nameless(by),
      ...(why === undefined ? {} : { reason: erased }),
    })),
    ...(questions === undefined
      ? {}
      : {
          questions: questions.map(({ by, answer, ...question }) => ({
            ...question,
            by: nameless(by),
            text: erased,
            ...(answer === undefined ? {} : { answer: { ...answer, text: erased } }),
          })),
        }),
    ...(wish === undefined ? {} : { wish: { ...wish, by: nameless(wish.by) } }),
    ...(endedBy === undefined ? {} : { endedBy: nameless(endedBy) }),
    ...(reopened === undefined
      ? {}
      : { reopened: { ...reopened, voidVotesOf: reopened.voidVotesOf.map(nameless) } }),
  };
}

/**
 * Erases the personal words of a chain, and of the request that it belongs to where there is one. Every message about it
 * is drawn again, without them. Throws `StillOpen` for a request that has not ended.
 */
export function eraseWords(db: Database, chain: string, at: Instant, by: string): Promise<void> {
  return transact(db, async (tx) => {
    const row = await tx
      .selectFrom('requests')
      .select(['body', 'number', 'row_version'])
      .where('id', '=', chain)
      .forUpdate()
      .executeTakeFirst();
    const request = row && toRequest(row);
    if (request !== undefined && isOpen(request)) throw new StillOpen(requestLabel(request));
    await tx.deleteFrom('audit_words').where('chain', '=', chain).execute();
    // Links to votes that were never cast hold the names of those who asked for them.
    await tx.deleteFrom('step_ups').where('request_id', '=', chain).execute();
    await appendAudit(tx, chain, at, [{ kind: 'wordsErased', body: { by } }]);
    if (request === undefined) return;
    const { number: _, rowVersion, ...body } = wordless(request);
    await tx
      .updateTable('requests')
      .set({ body: JSON.stringify(body), row_version: rowVersion + 1 })
      .where('id', '=', chain)
      .execute();
    await tx
      .updateTable('messages')
      .set({ pending: true, due_at: at })
      .where('subject', '=', `request:${chain}`)
      .where('state', '=', 'sent')
      .execute();
  });
}
