import type { CardElement } from '@microsoft/teams.cards';
import type { Evidence } from '../../domain/evidence';
import { evidenceOf, howDone, requestLabel, type Request } from '../../domain/request';
import type { StepName } from '../../domain/trail';
import type { Message } from '../../ports';
import type { Texts } from '../../texts/texts';
import type { SignIn } from '../../views';
import { band, box, smallLine, subjectLine } from './band';
import { execute } from './buttons';
import { cardMessage, sentenceOf } from './cardMessage';
import { approverNames } from './decided';
import { copied, factOf, stacked } from './facts';
import { changedBand, readAgainLines } from './laterReadings';
import { ownText } from './ownText';
import { secondFactorLines } from './secondFactor';
import { markedLine } from './steps';
import { bold, nameRuns, paragraph, type Run } from './typedText';
import { dateOf, timeOf } from './whenText';

/**
 * The good end, said from what was read back and nothing else; where a later reading contradicts it, that is said
 * instead. Throws where the two readings are missing or say another Access Mode: then nobody may be told that it is
 * Non-interactive.
 */
export function verifiedCard(
  texts: Texts,
  request: Request,
  audience: 'person' | 'channel',
  signIn?: SignIn,
): Message {
  const { content } = request;
  const evidence = readingsOf(request);
  const personal = audience === 'person';
  const last = request.readAgain?.at(-1);
  const changed = last?.finding === undefined ? undefined : { ...last, finding: last.finding };
  const say = changed === undefined ? texts.end.verifiedSummary : texts.later.changedSummary;
  return cardMessage({
    summary: sentenceOf(say, content.accountName, content.environment.name),
    act: changed !== undefined,
    body: [
      changed === undefined
        ? verifiedBand(texts, request, evidence)
        : changedBand(texts, request, evidence.last, changed),
      ...(changed !== undefined && personal ? [ownText(texts.later.asVerified, { bold: true })] : []),
      ...(personal ? facts(texts, request, evidence) : []),
      // What was read once is not said to many where it is so no more.
      ...(personal || changed !== undefined ? [] : channelFacts(texts, request, evidence)),
      ...(personal ? foundLines(texts, request) : []),
      ...(personal && signIn !== undefined ? signInLines(texts, request, signIn) : []),
    ],
    actions: personal
      ? [
          ...(signIn === undefined
            ? []
            : [execute(texts.buttons.openKeyVault, 'vault', { requestId: request.id })]),
          execute(texts.buttons.showReceipt, 'receipt', { requestId: request.id }),
        ]
      : [],
  });
}

function readingsOf(request: Request): Evidence & { readonly first: number; readonly last: number } {
  const evidence = evidenceOf(request, 'verify');
  const first = evidence?.readAt[0];
  const last = evidence?.readAt[1];
  const contrary = evidence?.facts['accessMode'] !== undefined && evidence.facts['accessMode'] !== 4;
  if (evidence === undefined || first === undefined || last === undefined || contrary) {
    throw new Error(
      `${requestLabel(request)} has not two readings of Access Mode 4 (Non-interactive), so its card does not say verified. Nothing was sent; look at its receipt.`,
    );
  }
  return { ...evidence, first, last };
}

function verifiedBand(texts: Texts, request: Request, readings: ReturnType<typeof readingsOf>): CardElement {
  const read = texts.end.readTwice(timeOf(readings.first), timeOf(readings.last), dateOf(readings.last));
  return band({
    style: 'good',
    small: smallLine(texts.states.verified, requestLabel(request)),
    heading: texts.end.verifiedTitle,
    lines: [
      subjectLine(request.content),
      ownText(read, { spacing: 'Small' }),
      ...readAgainLines(texts, request),
    ],
  });
}

function facts(texts: Texts, request: Request, evidence: Evidence): CardElement[] {
  const { labels, end } = texts;
  const { slotsAtEnd } = request;
  const enabled = enabledWord(texts, evidence);
  const licence = licenceWord(texts, request, evidence);
  const approvers = approverNames(request);
  return [
    ...(enabled === undefined ? [] : [factOf(labels.account, enabled)]),
    ...(licence === undefined ? [] : [factOf(labels.licence, licence)]),
    factOf(labels.roles, ...nameRuns(rolesRead(evidence))),
    ...(slotsAtEnd === undefined
      ? []
      : [
          factOf(
            labels.slots,
            bold(end.slotsUsed(slotsAtEnd.used, slotsAtEnd.limit)),
            end.slotsLeft(slotsAtEnd.used, slotsAtEnd.limit),
          ),
        ]),
    factOf(labels.askedBy, request.requester.name),
    ...(approvers.length === 0 ? [] : [factOf(labels.approvedBy, ...nameRuns(approvers))]),
    factOf(labels.receipt, requestLabel(request)),
  ];
}

function channelFacts(texts: Texts, request: Request, evidence: Evidence): CardElement[] {
  const { end, labels } = texts;
  const { slotsAtEnd } = request;
  const words = [enabledWord(texts, evidence), licenceWord(texts, request, evidence)];
  const roles = rolesRead(evidence);
  const approvers = approverNames(request);
  const runs: Run[] = [
    end.channelFacts(words[0], words[1]),
    ...(roles.length === 0 ? [] : [` ${labels.roles}: `, ...nameRuns(roles), '.']),
    ...(slotsAtEnd === undefined ? [] : [` ${end.channelSlots(slotsAtEnd.used, slotsAtEnd.limit)}`]),
    ` ${labels.askedBy} `,
    request.requester.name,
    ...(approvers.length === 0 ? [] : [`, ${lower(labels.approvedBy)} `, ...nameRuns(approvers)]),
    `. ${labels.receipt} ${requestLabel(request)}.`,
  ];
  return [paragraph(runs)];
}

function enabledWord(texts: Texts, evidence: Evidence): string | undefined {
  const enabled = evidence.facts['enabled'];
  return typeof enabled === 'boolean' ? (enabled ? texts.end.enabled : texts.end.disabled) : undefined;
}

function licenceWord(texts: Texts, request: Request, evidence: Evidence): string | undefined {
  const licensed = evidence.facts['licensed'];
  if (typeof licensed !== 'boolean') return undefined;
  if (licensed) return texts.end.licenceThere;
  return howDone(request, 'takeLicenceBack') === 'made' ? texts.end.licenceBack : texts.end.noLicence;
}

function rolesRead(evidence: Evidence): string[] {
  const roles = evidence.facts['roles'];
  return Array.isArray(roles) ? roles.map(String) : roles === undefined ? [] : [String(roles)];
}

/** Steps of which it is worth saying that they found it so: an account that was new cannot have had any of it. */
const remarkable: readonly StepName[] = ['createAccount', 'lendLicence', 'setMode', 'assignRoles'];

/** What was so before this request touched it. */
function foundLines(texts: Texts, request: Request): CardElement[] {
  const found = remarkable.filter((name) => {
    const words = texts.steps[name];
    return howDone(request, name) === 'found' && words.found !== words.done;
  });
  if (found.length === 0) return [];
  return [
    ownText(texts.end.foundTitle, { bold: true }),
    ...found.map((name) => markedLine('✓', texts.steps[name].found)),
  ];
}

function signInLines(texts: Texts, request: Request, signIn: SignIn): CardElement[] {
  return [signInBox(texts, signIn), ...secondFactorLines(texts, request.signInOutlook)];
}

function signInBox(texts: Texts, signIn: SignIn): CardElement {
  const { end, labels } = texts;
  return box([
    ownText(end.signInTitle, { bold: true }),
    stacked(labels.address, copied(signIn.address)),
    stacked(labels.signInName, copied(signIn.userPrincipalName)),
    stacked(labels.password, copied(signIn.secretName, end.inVault)),
  ]);
}

function lower(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
