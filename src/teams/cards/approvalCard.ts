import { shortDigest } from '../../domain/digest';
import type { Action, CardElement } from '@microsoft/teams.cards';
import { samePerson, type Person } from '../../domain/person';
import { mayAskAgain, requestLabel, type Request } from '../../domain/request';
import { asksForName, standingVotes } from '../../domain/reviewRule';
import type { Message } from '../../ports';
import type { Texts } from '../../texts/texts';
import { band, box, smallLine } from './band';
import { execute, submit } from './buttons';
import { cardMessage, sentenceOf } from './cardMessage';
import { decidedBand, rejectionOf } from './decided';
import { deciding } from './decidingButtons';
import { copied, fact, factOf } from './facts';
import { ownText, smallPrint } from './ownText';
import { questionLines } from './questionLines';
import { isVoid, reopenedLines } from './reopenedCards';
import { backgroundLines, requestFacts, whyLine } from './requestFacts';
import { unusualLines } from './unusualLines';
import { bold, nameRuns, paragraph } from './typedText';
import { whenText } from './whenText';

/**
 * The approver's own card: everything that will be done, and the buttons while it is undecided. `viewer`, where told,
 * is who reads it: once they voted, or where the request is their own or they would own the account, their card says so
 * and has no buttons that decide.
 */
export function approvalCard(texts: Texts, request: Request, viewer?: Person): Message {
  return approval(texts, request, execute, viewer);
}

/** The same for a dialog, whose buttons are of the kind that dialogs understand. */
export function approvalDialogCard(texts: Texts, request: Request, viewer?: Person): Message {
  return approval(texts, request, submit, viewer);
}

/** The approver's own card once more, as a new message that says so. */
export function reminderCard(texts: Texts, request: Request, viewer?: Person): Message {
  const { reminder, reminderSummary } = texts.approval;
  const states = { ...texts.states, pending: reminder(texts.states.pending) };
  const words = { ...texts, states, approval: { ...texts.approval, summary: reminderSummary } };
  return approval(words, request, execute, viewer);
}

function approval(texts: Texts, request: Request, button: typeof execute, viewer?: Person): Message {
  return request.state === 'pending'
    ? undecided(texts, request, button, viewer)
    : decided(texts, request, button);
}

function undecided(texts: Texts, request: Request, button: typeof execute, viewer?: Person): Message {
  const { approval: words } = texts;
  const { content, requester } = request;
  const own = viewer && standingVotes(request).find((vote) => samePerson(vote.by, viewer));
  const concerned = viewer && concern(texts, request, viewer);
  const mayAct = own === undefined && concerned === undefined;
  const digest = shortDigest(request.digest);
  return cardMessage({
    summary:
      concerned === undefined
        ? sentenceOf(words.summary, requester.name, content.environment.name)
        : sentenceOf(words.channelSummary, content.accountName, content.environment.name),
    act: mayAct,
    body: [
      band({
        style: asksForName(request) ? 'warning' : 'accent',
        small: smallLine(texts.states.pending, requestLabel(request)),
        heading: mayAct ? words.title : own === undefined ? words.notYours : words.voted,
        lines: [
          paragraph([bold(requester.name), words.asks, bold(content.environment.name)], { spacing: 'None' }),
          ...sensitiveLines(texts, request),
        ],
      }),
      ...(concerned === undefined ? [] : [ownText(concerned)]),
      ...(own === undefined ? [] : [ownText(ownVote(texts, own))]),
      ...(viewer !== undefined && isVoid(request, viewer) ? [ownText(texts.reopened.voidTitle)] : []),
      ...reopenedLines(texts, request),
      whyLine(texts.labels.why, content.purpose),
      ...requestFacts(texts, content, request.slots, request.terms),
      ...unusualLines(texts, request),
      ...backgroundLines(texts, content),
      ...questionLines(texts, request),
      ...(mayAct ? [box([ownText(words.ifYouApprove(request.content.takesUp !== undefined))])] : []),
      ...voteLines(texts, request, own),
      smallPrint(words.digestOpen(digest, whenText(texts, request.expiresAt))),
    ],
    actions: mayAct ? deciding(texts, request, button) : [],
  });
}

/** What stands out: a sensitive environment, a role with which a program could change everything. */
function sensitiveLines({ approval: words, stepUp }: Texts, request: Request): CardElement[] {
  const { terms } = request;
  if (terms === undefined || !asksForName(request)) return [];
  return [
    ...(terms.sensitive ? [ownText(words.sensitive, { bold: true })] : []),
    ...(terms.privilegedRoles.length > 0 ? [ownText(words.privileged, { bold: true })] : []),
    ownText(terms.context === undefined ? words.typeItsName : `${words.typeItsName} ${stepUp.thenSignIn}`),
  ];
}

/** Why this reader cannot decide whoever they are in the policy; nothing where it is not their own. */
function concern({ approval }: Texts, request: Request, viewer: Person): string | undefined {
  if (samePerson(viewer, request.requester)) return approval.ownRequest;
  return samePerson(viewer, request.content.owner) ? approval.ownAccount : undefined;
}

/** What became of the reader's own vote. */
function ownVote({ approval: words }: Texts, own: Request['votes'][number]): string {
  if (own.standing === 'counts') return words.counted;
  return own.decision === 'reject' ? words.rejectionNoted : words.noted;
}

function voteLines(texts: Texts, request: Request, own: Request['votes'][number] | undefined): CardElement[] {
  const { approval: words } = texts;
  const votes = standingVotes(request);
  const counted = votes.filter((vote) => vote.decision === 'approve' && vote.standing === 'counts').length;
  const unresolved = own === undefined && votes.some((vote) => vote.standing === 'unresolved');
  return [
    ...(request.approvalsNeeded > 1 || counted > 0
      ? [ownText(words.progress(counted, request.approvalsNeeded))]
      : []),
    ...(unresolved ? [ownText(words.othersNoted)] : []),
  ];
}

function decided(texts: Texts, request: Request, button: typeof execute): Message {
  const { approval: words, labels } = texts;
  const { content } = request;
  const reason = request.state === 'rejected' ? rejectionOf(request)?.reason : undefined;
  const state = texts.states[request.state].replace(/^\W+/, '');
  return cardMessage({
    summary: sentenceOf(
      (account, place) => words.decidedSummary(state, account, place),
      content.accountName,
      content.environment.name,
    ),
    body: [
      decidedBand(texts, request, decidedHeading(texts, request)),
      ...(reason === undefined ? [] : [whyLine(labels.reason, reason)]),
      factOf(labels.askedBy, request.requester.name),
      factOf(labels.account, bold(content.accountName)),
      fact(labels.signInName, copied(content.userPrincipalName)),
      factOf(labels.roles, ...nameRuns(content.roles.map((role) => role.name))),
      whyLine(labels.why, content.purpose),
      ...questionLines(texts, request),
      smallPrint(words.digest(shortDigest(request.digest))),
    ],
    actions: afterwards(texts, request, button),
  });
}

/** What can still be looked at: work while there is any, then its receipt, and nothing where none was begun. */
function afterwards({ buttons }: Texts, { id, state }: Request, button: typeof execute): Action[] {
  const again = mayAskAgain({ state }) ? [button(buttons.askAgain, 'again', { requestId: id })] : [];
  if (['queued', 'approved', 'provisioning', 'undoing'].includes(state)) {
    return [button(buttons.showProgress, 'status', { requestId: id })];
  }
  const isWorkedOn = ['verified', 'failed', 'cancelled'].includes(state);
  return [...again, ...(isWorkedOn ? [button(buttons.showReceipt, 'receipt', { requestId: id })] : [])];
}

/** The heading of a card that is decided: work, or nothing made. */
export function decidedHeading(texts: Texts, request: Request): string {
  const { decided: headings } = texts.approval;
  switch (request.state) {
    case 'approved':
      return headings.approved;
    case 'provisioning':
      return request.attention === undefined ? headings.working : headings.stuck;
    case 'undoing':
      return request.attention === undefined ? texts.progress.undoing : headings.stuck;
    case 'verified':
      return texts.approval.finished;
    case 'failed':
    case 'cancelled':
      return (request.failure?.left.length ?? 0) === 0 ? texts.approval.notMade : headings.somethingLeft;
    case 'queued':
      return texts.progress.queued;
    default:
      return headings.nothingMade;
  }
}
