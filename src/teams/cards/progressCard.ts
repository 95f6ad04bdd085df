import type { Action, CardElement } from '@microsoft/teams.cards';
import { samePerson, type Person } from '../../domain/person';
import { requestLabel, type Request } from '../../domain/request';
import type { Message } from '../../ports';
import type { Texts } from '../../texts/texts';
import type { Reach, StepView } from '../../views';
import { decidedHeading } from './approvalCard';
import { attentionBand, attentionButtons, mayPress } from './attention';
import { band, smallLine, subjectLine } from './band';
import { askFirst, execute } from './buttons';
import { cardMessage, sentenceOf } from './cardMessage';
import { approverNames, decidedAt, shownState, whoRuns } from './decided';
import { heldUpLines } from './heldUpLines';
import { ownText, smallPrint } from './ownText';
import { questionLines } from './questionLines';
import { isNobodyReached, reachLines } from './reachLines';
import { reopenedLines } from './reopenedCards';
import { stepLines } from './steps';
import { bold, paragraph } from './typedText';
import { dateAndTimeOf, timeBeside, whenText } from './whenText';

/**
 * What a progress card shows besides the request, and to whom; a channel gets the band alone. `viewer`, where told, is
 * who reads it: only whoever asked gets [Withdraw…], so without a viewer nobody does; [Try again] and [Give up…] are
 * also for those whose vote counts, and so is [Stop and clean up…].
 */
export interface Progress {
  readonly steps: readonly StepView[];
  readonly reach: Reach;
  readonly audience: 'person' | 'channel';
  readonly viewer?: Person;
  /** It is not redrawn: somebody asked how it stands at this moment. */
  readonly isPicture?: boolean;
}

/** How a request stands: one card that is redrawn as it goes on. */
export function progressCard(texts: Texts, request: Request, progress: Progress): Message {
  const { content } = request;
  const personal = progress.audience === 'person';
  const step = progress.steps.find((each) => each.mark === 'now');
  const state = request.attention !== undefined ? texts.small.needsYou : stateWord(texts, request, step);
  const plain = state.replace(/^\W+/, '');
  return cardMessage({
    summary: sentenceOf(
      (account, place) => texts.progress.summary(plain, account, place),
      content.accountName,
      content.environment.name,
    ),
    body: [bandOf(texts, request, progress, step), ...(personal ? detail(texts, request, progress) : [])],
    actions: personal ? buttonsOf(texts, request, progress.viewer) : [],
  });
}

function bandOf(texts: Texts, request: Request, progress: Progress, step?: StepView): CardElement {
  if (request.attention !== undefined) return attentionBand(texts, request, request.attention);
  const isForSomebody =
    progress.audience === 'channel' || request.approversUnread === true || !isNobodyReached(progress.reach);
  if (request.state !== 'pending' || isForSomebody) return progressBand(texts, request, progress.steps, step);
  return band({
    style: 'attention',
    small: smallLine(`! ${texts.states.pending}`, requestLabel(request)),
    heading: texts.progress.nobody,
    lines: [
      subjectLine(request.content),
      ownText(texts.progress.nobodyHint, { bold: true, spacing: 'Small' }),
    ],
  });
}

function progressBand(
  texts: Texts,
  request: Request,
  steps: readonly StepView[],
  step?: StepView,
): CardElement {
  const waiting = step?.waiting;
  const words = waiting && texts.reasons.waiting[waiting.why.code];
  const lines: CardElement[] = [subjectLine(request.content)];
  if (waiting !== undefined && words !== undefined) {
    const since = timeBeside(texts, waiting.since, waiting.until);
    const until = timeBeside(texts, waiting.until, waiting.since);
    lines.push(
      paragraph([words.says(waiting.why.facts ?? {})], { spacing: 'Small' }),
      ownText(`${texts.progress.since(since, until)} ${words.usually}`, { spacing: 'None' }),
    );
  } else if (request.state !== 'pending' && request.state !== 'queued') {
    const who = whoRuns(texts, request);
    if (who.length > 0) lines.push(paragraph(who, { spacing: 'None' }));
    lines.push(ownText(whenText(texts, decidedAt(request)), { spacing: 'None' }));
  }
  if (request.contradictions > 0 && request.state === 'provisioning' && request.wish === undefined)
    lines.push(ownText(texts.progress.again));
  lines.push(...stopLines(texts, request));
  return band({
    style: shownState(texts, request).style,
    small: smallLine(stateWord(texts, request, step), requestLabel(request)),
    heading: headingOf(texts, request, steps, step),
    lines,
  });
}

/** Who stopped it, once somebody did. */
function stopLines({ wayBack, progress }: Texts, { wish, state }: Request): CardElement[] {
  if (wish === undefined || (state !== 'provisioning' && state !== 'undoing')) return [];
  if (wish.kind === 'giveUp') return state === 'provisioning' ? [ownText(progress.stopsSoon)] : [];
  return state === 'provisioning'
    ? [paragraph([bold(wish.by.name), wayBack.stopsSoon])]
    : [paragraph([wayBack.stoppedBy, bold(wish.by.name)])];
}

function headingOf(texts: Texts, request: Request, steps: readonly StepView[], step?: StepView): string {
  const { progress } = texts;
  if (request.state === 'pending') return progress.sent;
  if (request.state !== 'provisioning' && request.state !== 'undoing') return decidedHeading(texts, request);
  const waitsFor = step?.waiting && texts.reasons.waiting[step.waiting.why.code].waitsFor;
  if (request.state === 'undoing') {
    return waitsFor === undefined ? progress.undoing : progress.undoWaits(waitsFor);
  }
  if (step === undefined) return progress.starting;
  const number = steps.indexOf(step) + 1;
  return waitsFor === undefined
    ? progress.working(number, steps.length)
    : progress.waits(number, steps.length, waitsFor);
}

function stateWord(texts: Texts, request: Request, step?: StepView): string {
  return request.state === 'provisioning' && step?.waiting !== undefined
    ? texts.small.waiting
    : shownState(texts, request).word;
}

function detail(texts: Texts, request: Request, progress: Progress): CardElement[] {
  const changes =
    progress.isPicture === true ? texts.progress.picture(requestLabel(request)) : texts.progress.changes;
  if (request.state === 'pending') {
    const { approvalsNeeded, approversUnread } = request;
    return [
      ...reopenedLines(texts, request),
      ...(approvalsNeeded > 1
        ? [ownText(texts.approval.progress(approverNames(request).length, approvalsNeeded))]
        : []),
      ...(approversUnread === true ? [ownText(texts.unreached.seeking)] : []),
      ...reachLines(texts, progress.reach),
      ...questionLines(texts, request),
      smallPrint(texts.approval.openUntil(texts.yourTime(dateAndTimeOf(texts, request.expiresAt)))),
    ];
  }
  if (request.state === 'approved') {
    return [...heldUpLines(texts, request), ...questionLines(texts, request), smallPrint(changes)];
  }
  if (request.state !== 'provisioning' && request.state !== 'undoing') return [];
  return [
    ...heldUpLines(texts, request),
    ...stepLines(texts, progress.steps, request.state === 'undoing'),
    ...(request.attention === undefined ? [smallPrint(changes)] : []),
    ...(request.attention === undefined || mayPress(request, progress.viewer)
      ? []
      : [smallPrint(texts.progress.othersPress)]),
  ];
}

function buttonsOf(texts: Texts, request: Request, viewer?: Person): Action[] {
  const { buttons, progress } = texts;
  if (request.attention !== undefined) {
    return mayPress(request, viewer) ? attentionButtons(texts, request) : [];
  }
  if (request.state === 'provisioning') return stopButtons(texts, request, viewer);
  if (request.state !== 'pending' && request.state !== 'queued' && request.state !== 'approved') return [];
  if (viewer === undefined || !samePerson(viewer, request.requester)) return [];
  return [
    askFirst(
      buttons.more(buttons.withdraw),
      [ownText(progress.withdrawQuestion)],
      [execute(buttons.withdraw, 'withdraw', { requestId: request.id })],
    ),
  ];
}

/** [Stop and clean up…] for whoever asked and those whose vote counts, until somebody pressed it. */
function stopButtons({ buttons, wayBack }: Texts, request: Request, viewer?: Person): Action[] {
  if (request.wish !== undefined || viewer === undefined || !mayPress(request, viewer)) return [];
  return [
    askFirst(
      buttons.more(wayBack.stop),
      [ownText(wayBack.stopQuestion)],
      [execute(wayBack.stop, 'cancel', { requestId: request.id })],
    ),
  ];
}
