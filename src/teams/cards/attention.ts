import type { Action, CardElement } from '@microsoft/teams.cards';
import { samePerson, type Person } from '../../domain/person';
import { requestLabel, type Attention, type Request } from '../../domain/request';
import { voters } from '../../domain/reviewRule';
import type { Instant } from '../../domain/time';
import { reasonText } from '../../texts/reasonText';
import type { Texts } from '../../texts/texts';
import { band, smallLine, subjectLine } from './band';
import { askFirst, execute } from './buttons';
import { ownText } from './ownText';
import { paragraph } from './typedText';
import { timeBeside, timeOf } from './whenText';

/** The band of a request on which a person must act: what, since when, what to do. */
export function attentionBand(
  texts: Texts,
  request: Request,
  attention: Attention,
  lastTriedAt?: Instant,
): CardElement {
  const { progress } = texts;
  const text = reasonText(texts, attention.why);
  const last = lastTriedAt === undefined ? undefined : texts.yourTime(timeOf(lastTriedAt));
  const shownSince = timeBeside(texts, attention.since, lastTriedAt ?? Number.POSITIVE_INFINITY);
  const since = last === undefined ? texts.yourTime(shownSince) : shownSince;
  const tried = texts.reasons.attention[attention.code].tried(attention.tries, since, last);
  const stays = attention.direction === 'undo' ? progress.staysUndone : progress.staysDone;
  return band({
    style: 'attention',
    small: smallLine(texts.small.needsYou, requestLabel(request)),
    heading: text.heading,
    lines: [
      subjectLine(request.content),
      paragraph([text.says(attention.why.facts ?? {})], { spacing: 'Small' }),
      ownText(`${tried} **${remedyOf(texts, attention)}** ${stays}`, { spacing: 'None' }),
    ],
  });
}

/** Whether this reader gets the buttons: whoever asked, and those whose vote counts. Anybody where no reader is told. */
export function mayPress(request: Request, viewer?: Person): boolean {
  return (
    viewer === undefined || [request.requester, ...voters(request)].some((one) => samePerson(one, viewer))
  );
}

/** [Try again] and [Give up…], which asks once more. */
export function attentionButtons(texts: Texts, request: Request): Action[] {
  const { buttons, progress } = texts;
  const { attention } = request;
  const fields = { requestId: request.id, ...(attention === undefined ? {} : { since: attention.since }) };
  const question = attention?.direction === 'undo' ? progress.giveUpUndoQuestion : progress.giveUpQuestion;
  return [
    execute(buttons.tryAgain, 'tryAgain', fields, { positive: true }),
    askFirst(buttons.more(buttons.giveUp), [ownText(question)], [execute(buttons.giveUp, 'giveUp', fields)]),
  ];
}

/** What to do now: a refusal's own remedy speaks of asking again, which is not what is wanted here. */
function remedyOf(texts: Texts, { why }: Attention): string {
  const { waiting, finding } = texts.reasons;
  const goesOn = Object.hasOwn(waiting, why.code) || Object.hasOwn(finding, why.code);
  if (goesOn) return reasonText(texts, why).remedy;
  return why.code === 'permissionMissing' ? texts.progress.grantIt : texts.progress.putRight;
}
