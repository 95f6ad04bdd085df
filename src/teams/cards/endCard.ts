import type { Action, CardElement } from '@microsoft/teams.cards';
import type { Evidence } from '../../domain/evidence';
import { mayAskAgain, requestLabel, type Request } from '../../domain/request';
import { standingVotes, tally } from '../../domain/reviewRule';
import type { Reason } from '../../domain/reason';
import type { StepName } from '../../domain/trail';
import type { Message } from '../../ports';
import { reasonText, refusalText } from '../../texts/reasonText';
import type { Texts } from '../../texts/texts';
import type { SignIn } from '../../views';
import { band, smallLine, subjectLine } from './band';
import { execute } from './buttons';
import { cardMessage, sentenceOf } from './cardMessage';
import { decidedAt, rejectionOf, stateStyles, whoRuns } from './decided';
import { copied, factOf, stacked } from './facts';
import { ownText, smallPrint } from './ownText';
import { whyLine } from './requestFacts';
import { markedLine, stepWords } from './steps';
import { bold, paragraph, type Run } from './typedText';
import { verifiedCard } from './verifiedCard';
import { whenText } from './whenText';

/** Who reads the end, and how the program signs in where that may be told. */
export interface End {
  readonly audience: 'person' | 'channel';
  readonly signIn?: SignIn;
}

/** How a request ended, as a message of its own. A verified one says only what was read back. */
export function endCard(texts: Texts, request: Request, end: End): Message {
  if (request.state === 'verified') return verifiedCard(texts, request, end.audience, end.signIn);
  const { content } = request;
  const stopped = request.state === 'failed' || request.state === 'cancelled';
  const say = (account: string, place: string): string =>
    stopped
      ? texts.end.failedSummary(account, place)
      : texts.end.endedSummary(texts.states[request.state], account, place);
  const personal = end.audience === 'person';
  return cardMessage({
    summary: sentenceOf(say, content.accountName, content.environment.name),
    body: [
      stopped ? stoppedBand(texts, request, personal) : endedBand(texts, request),
      ...(personal ? (stopped ? cleaning(texts, request) : ended(texts, request)) : []),
    ],
    actions: personal ? endButtons(texts, request, stopped) : [],
  });
}

/** [Check again] while something is left for a person, else [Ask again]; and the receipt of what was begun. */
function endButtons({ buttons, wayBack }: Texts, request: Request, stopped: boolean): Action[] {
  const fields = { requestId: request.id };
  const isLeft = (request.failure?.left.length ?? 0) > 0;
  return [
    ...(isLeft ? [execute(wayBack.checkAgain, 'checkAgain', fields, { positive: true })] : []),
    ...(!isLeft && mayAskAgain(request) ? [execute(buttons.askAgain, 'again', fields)] : []),
    ...(stopped ? [execute(buttons.showReceipt, 'receipt', fields)] : []),
  ];
}

function endedBand(texts: Texts, request: Request): CardElement {
  const who = whoRuns(texts, request);
  return band({
    style: stateStyles[request.state],
    small: smallLine(texts.states[request.state], requestLabel(request)),
    heading: request.state === 'expired' ? expiredHeading(texts, request) : texts.end.neverBegun,
    lines: [
      subjectLine(request.content),
      ...(who.length === 0 ? [] : [paragraph(who, { spacing: 'None' })]),
      ownText(whenText(texts, decidedAt(request)), { spacing: 'None' }),
    ],
  });
}

/** Whether somebody decided, and whether it sufficed: only where nobody did it may be said so. */
function expiredHeading({ end }: Texts, request: Request): string {
  if (tally(request) === 'approved') return end.expiredApproved;
  return standingVotes(request).length === 0 ? end.expired : end.expiredOpen;
}

/** What kept an approved request from beginning until its time was over, where that is known. */
function heldUpReason(texts: Texts, { state, heldUp }: Request): CardElement[] {
  if (state !== 'expired' || heldUp === undefined) return [];
  const { says } = reasonText(texts, heldUp.why);
  return [
    paragraph([bold(texts.end.lastReason), ' ', says(heldUp.why.facts ?? {})]),
    ownText(texts.end.askAgain),
  ];
}

function ended(texts: Texts, request: Request): CardElement[] {
  const reason = request.state === 'rejected' ? rejectionOf(request)?.reason : undefined;
  return [
    ...(reason === undefined ? [] : [whyLine(texts.labels.reason, reason)]),
    ...heldUpReason(texts, request),
    factOf(texts.labels.askedBy, request.requester.name),
    factOf(texts.labels.account, bold(request.content.accountName)),
    slotLine(texts, request),
  ];
}

function stoppedBand(texts: Texts, request: Request, personal: boolean): CardElement {
  const { end } = texts;
  const left = request.failure?.left.length ?? 0;
  const nothing = left === 0 && !request.plan.some((name) => touched(request, name));
  const heading = nothing ? end.neverBegun : left === 0 ? end.cleanedTitle : end.leftTitle(left, personal);
  return band({
    style: stateStyles[request.state],
    small: smallLine(texts.states[request.state], requestLabel(request)),
    heading,
    lines: [
      subjectLine(request.content),
      ...(personal ? [paragraph(whyStopped(texts, request), { spacing: 'Small' })] : []),
      ownText(whenText(texts, request.since), { spacing: 'None' }),
    ],
  });
}

function whyStopped(texts: Texts, request: Request): Run[] {
  const { end } = texts;
  const { failure, wish, plan } = request;
  const by: Run[] = wish === undefined ? [] : [end.stoppedBy, bold(wish.by.name), '. '];
  if (failure === undefined || (request.state === 'cancelled' && by.length > 0)) return by;
  const text = refusalText(texts, failure.why);
  const number = failure.step === undefined ? 0 : plan.indexOf(failure.step) + 1;
  const at =
    failure.step === undefined || number === 0
      ? end.stopped
      : end.stoppedAt(
          number,
          plan.length,
          inSentence(stepWords(texts, failure.step, request.content.takesUp !== undefined).toDo),
        );
  return [
    ...by,
    at,
    inSentence(text.says(failure.why.facts ?? {})),
    ' ',
    bold(remedyAtEnd(texts, failure.why)),
  ];
}

/** What to do at the end: what was waited for, or found while at work, is tried again by asking again. */
function remedyAtEnd(texts: Texts, why: Reason): string {
  return Object.hasOwn(texts.reasons.refusal, why.code) ? refusalText(texts, why).remedy : texts.end.putRight;
}

/** Everything else that spoke against it before the first step, each with what to do. */
function alsoFound(texts: Texts, { failure }: Request): CardElement[] {
  const { others = [] } = failure ?? {};
  if (others.length === 0) return [];
  return [
    ownText(texts.checks.alsoFound, { bold: true }),
    ...others.map((why) => {
      const { says, remedy } = refusalText(texts, why);
      return paragraph([says(why.facts ?? {}), ' ', bold(remedy)], { spacing: 'Small' });
    }),
  ];
}

function cleaning(texts: Texts, request: Request): CardElement[] {
  const { end } = texts;
  const newestFirst = request.plan.toReversed();
  const cleaned = newestFirst.filter((name) => undone(request, name) !== undefined);
  const left = request.failure?.left ?? [];
  const account = left.includes('createAccount') ? undefined : undone(request, 'createAccount')?.facts;
  const signInName = copied(request.content.userPrincipalName);
  return [
    ...alsoFound(texts, request),
    ...(left.length === 0 ? [] : [ownText(end.leftForYou, { bold: true })]),
    ...left.map((name) => markedLine('!', texts.steps[name].undo.toDo)),
    ...(left.includes('takeLicenceBack') || left.includes('lendLicence')
      ? [factOf(texts.labels.licence, request.content.licence.name)]
      : []),
    ...(left.length === 0
      ? []
      : [stacked(texts.labels.signInName, signInName), ownText(texts.wayBack.checkHint)]),
    ...(cleaned.length === 0 ? [] : [ownText(end.cleanedUp, { bold: true })]),
    ...cleaned.map((name) => markedLine('✓', undoneText(texts, request, name))),
    ...(account?.['signInBlocked'] === true
      ? [
          ownText(end.leftOnPurpose, { bold: true }),
          { ...signInName, spacing: 'None' as const },
          ownText(`${end.blockedAccount} ${texts.wayBack.takenUpLater}`, { spacing: 'None' }),
        ]
      : []),
    ...(account?.['account'] === 'deleted' ? [ownText(texts.wayBack.deletedAccount)] : []),
    ...(account?.['account'] === 'deleted by others'
      ? [signInName, ownText(texts.wayBack.deletedByOthers, { bold: true, spacing: 'None' })]
      : []),
    slotLine(texts, request),
  ];
}

function slotLine(texts: Texts, request: Request): CardElement {
  return smallPrint(request.holdsSlot ? texts.end.slotHeld : texts.end.slotFree);
}

function undoneText(texts: Texts, request: Request, name: StepName): string {
  const words = texts.steps[name].undo;
  if (undone(request, name)?.facts['account'] === 'deleted') return texts.wayBack.deleted;
  return undone(request, name)?.how === 'found' ? words.found : words.done;
}

function undone(request: Request, name: StepName): Evidence | undefined {
  return request.trails[name]?.undo.evidence;
}

/** Whether this step may have changed anything. */
function touched(request: Request, name: StepName): boolean {
  const trail = request.trails[name];
  const made = [trail?.forward.evidence, ...(trail?.forward.struck ?? [])].some(
    (each) => each?.how === 'made',
  );
  return made || trail?.forward.sent !== undefined;
}

/** Own words in the middle of a sentence; a name at its start keeps its capital. */
function inSentence(text: string): string {
  return /^(The|All|An|Set|Put|Join|Hold|Create|Lend|Bring|Move|Assign|Take|Check|Hand|This|Somebody|Nobody)\b/.test(
    text,
  )
    ? text.charAt(0).toLowerCase() + text.slice(1)
    : text;
}
