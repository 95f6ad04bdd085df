import type { CardElement, ContainerStyle } from '@microsoft/teams.cards';
import { requestLabel, type Request, type RequestState } from '../../domain/request';
import { changedSince } from '../../domain/rereading';
import { standingVotes } from '../../domain/reviewRule';
import type { Texts } from '../../texts/texts';
import { band, smallLine } from './band';
import { ownText } from './ownText';
import { bold, nameRuns, paragraph, type Run } from './typedText';
import { whenText } from './whenText';

/** Colours of the states. Green is for `verified` alone. */
export const stateStyles: Readonly<Record<RequestState, ContainerStyle>> = {
  queued: 'emphasis',
  pending: 'accent',
  approved: 'accent',
  provisioning: 'accent',
  undoing: 'accent',
  verified: 'good',
  rejected: 'emphasis',
  withdrawn: 'emphasis',
  expired: 'emphasis',
  failed: 'emphasis',
  cancelled: 'emphasis',
};

/** Colour and word of a request's state; a verified one that was read otherwise since is no longer green. */
export function shownState(
  texts: Texts,
  request: Request,
): { readonly style: ContainerStyle; readonly word: string } {
  return request.state === 'verified' && changedSince(request) !== undefined
    ? { style: 'attention', word: texts.later.changed }
    : { style: stateStyles[request.state], word: texts.states[request.state] };
}

/** Names of those whose approvals count for the present revision. */
export function approverNames(request: Request): string[] {
  return standingVotes(request)
    .filter((vote) => vote.decision === 'approve' && vote.standing === 'counts')
    .map((vote) => vote.by.name);
}

/** The rejection that ended the request, where one did. */
export function rejectionOf(request: Request): Request['votes'][number] | undefined {
  return standingVotes(request).find((vote) => vote.decision === 'reject' && vote.standing === 'counts');
}

/** Who decided or ended it, and when: the line every copy of a decided card shows. Nothing while nobody did. */
export function whoRuns(texts: Texts, request: Request): Run[] {
  const { approval } = texts;
  if (request.state === 'rejected') {
    const by = rejectionOf(request)?.by ?? request.endedBy;
    return by === undefined ? [] : [approval.rejectedBy, bold(by.name)];
  }
  if (request.state === 'withdrawn') {
    return request.endedBy === undefined ? [] : [approval.withdrawnBy, bold(request.endedBy.name)];
  }
  const names = approverNames(request);
  return names.length === 0 ? [] : [approval.approvedBy, ...nameRuns(names, () => true)];
}

/** When it was decided: the last vote that counts, or when the state was entered. */
export function decidedAt(request: Request): number {
  const decision = request.state === 'rejected' ? 'reject' : 'approve';
  const times = standingVotes(request)
    .filter((vote) => vote.standing === 'counts' && vote.decision === decision)
    .map((vote) => vote.at);
  return request.state === 'withdrawn' || request.state === 'expired' || times.length === 0
    ? request.since
    : Math.max(...times);
}

/** The band of a decided card: state, heading, who decided, where and when. */
export function decidedBand(texts: Texts, request: Request, heading: string): CardElement {
  const who = whoRuns(texts, request);
  const result = request.state === 'approved' ? `. ${texts.approval.seeStatus(requestLabel(request))}` : '';
  const { style, word } = shownState(texts, request);
  return band({
    style,
    small: smallLine(word, requestLabel(request)),
    heading,
    lines: [
      paragraph([...who, ...(who.length === 0 ? [] : [' · ']), request.content.environment.name], {
        spacing: 'None',
      }),
      ownText(`${whenText(texts, decidedAt(request))}${result}`, { spacing: 'None' }),
    ],
  });
}
