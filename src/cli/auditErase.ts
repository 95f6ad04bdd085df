import { systemChain } from '../operations/notePolicy';
import type { Store } from '../storePorts';
import { UsageProblem } from './usageProblem';

/** The number that a label such as `R-1042` says. Throws `UsageProblem` for what is none. */
export function numberIn(label: string): number {
  const number = /^R-?(\d{1,9})$/i.exec(label)?.[1];
  if (number === undefined)
    throw new UsageProblem(`${label} is no number of a request such as R-1042. Nothing was erased.`);
  return Number(number);
}

/**
 * Erases names and typed words of a request that has ended, or of what belongs to none, and notes by whom. Returns what
 * was done, as a sentence.
 * Throws `UsageProblem` for a number that there is not, `StillOpen` for a request that has not ended.
 */
export async function auditErase(
  { requests, audit }: Pick<Store, 'requests' | 'audit'>,
  subject: number | typeof systemChain,
  by: string,
): Promise<string> {
  if (subject === systemChain) {
    await audit.eraseWords(systemChain, by);
    return 'Names in what belongs to no request are erased. Their audit chain still holds.';
  }
  const number = subject;
  const request = await requests.byNumber(number);
  if (request === undefined)
    throw new UsageProblem(`There is no request R-${String(number)}. Nothing was erased.`);
  await audit.eraseWords(request.id, by);
  return (
    `Names and typed words of R-${String(number)} are erased. Its audit chain still holds. The name of the account stays, since it ` +
    'belongs to a program; cards in Teams are drawn anew once the bot runs.'
  );
}
