import type { CardElement } from '@microsoft/teams.cards';
import { samePerson, type Person } from '../../domain/person';
import { requestLabel, type Request } from '../../domain/request';
import { standingVotes } from '../../domain/reviewRule';
import type { Message } from '../../ports';
import type { Texts } from '../../texts/texts';
import { band, smallLine, subjectLine } from './band';
import { cardMessage, sentenceOf } from './cardMessage';
import { ownText } from './ownText';
import { bold, nameRuns, paragraph } from './typedText';

/** Why an undecided request is open again, and whose vote counts no more. Empty where it was never closed. */
export function reopenedLines(texts: Texts, { state, reopened }: Request): CardElement[] {
  if (state !== 'pending' || reopened === undefined) return [];
  if (reopened.because === 'policy')
    return [paragraph([bold(texts.reopened.intro), ' ', texts.reopened.policy], { spacing: 'Medium' })];
  const names = reopened.voidVotesOf.map((one) => one.name);
  const because = names.length === 0 ? [] : [' ', ...nameRuns(names), texts.reopened.why];
  return [paragraph([bold(texts.reopened.intro), ...because], { spacing: 'Medium' })];
}

/** Whether the reader's vote on this revision was found to be void, and no other of theirs stands. */
export function isVoid(request: Request, reader: Person): boolean {
  const own = request.votes.filter(
    (vote) => vote.revision === request.revision && samePerson(vote.by, reader),
  );
  return own.length > 0 && !standingVotes(request).some((vote) => samePerson(vote.by, reader));
}

/**
 * The message to whoever cast a vote that does not count. Only somebody whose vote counted once reads which request it
 * is: whoever never had the right learns nothing of it.
 */
export function voidVoteCard(texts: Texts, request: Request, reader?: Person): Message {
  const { reopened } = texts;
  const { content, state } = request;
  const counted = request.reopened?.voidVotesOf.some((one) => reader && samePerson(one, reader)) === true;
  if (!counted) {
    const lines = [ownText(reopened.neverLine, { spacing: 'None' })];
    return cardMessage({
      summary: reopened.voidTitle,
      body: [band({ style: 'emphasis', heading: reopened.voidTitle, lines })],
    });
  }
  return cardMessage({
    summary: sentenceOf(reopened.voidSummary, content.accountName, content.environment.name),
    body: [
      band({
        style: 'emphasis',
        small: smallLine(texts.states[state].replace(/^\W+/, ''), requestLabel(request)),
        heading: reopened.voidTitle,
        lines: [subjectLine(content)],
      }),
      ...(state === 'pending'
        ? [ownText(reopened.voidLine), ownText(reopened.voidHint, { subtle: true })]
        : []),
    ],
  });
}
