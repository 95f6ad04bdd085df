import type { Request } from '../../../src/domain/request';
import type { Message } from '../../../src/ports';
import { english } from '../../../src/texts/english';
import { answerCard } from '../../../src/teams/cards/answerCard';
import { approvalCard, approvalDialogCard } from '../../../src/teams/cards/approvalCard';
import { approvalChannelCard } from '../../../src/teams/cards/approvalChannelCard';
import { endCard } from '../../../src/teams/cards/endCard';
import { receiptCard } from '../../../src/teams/cards/receiptCard';
import { requestsCard } from '../../../src/teams/cards/requestsCard';
import { slotNoticeCard } from '../../../src/teams/cards/slotNoticeCard';
import { slotsCard } from '../../../src/teams/cards/slotsCard';
import { helpCard, welcomeCard } from '../../../src/teams/cards/welcomeCard';
import type { ReceiptView, SlotsView } from '../../../src/views';
import { consents } from './consentCards';
import { formCards } from './formSamples';
import { changedRequest, laterRequests } from './laterRequests';
import { otherRequests } from './otherRequests';
import {
  at,
  failedRequest,
  ordinary,
  person,
  sampleRequest,
  verifiedRequest,
  type Outside,
} from './sampleRequest';
import { progresses } from './progressCards';
import { shownOnceCards } from './shownOnceCards';
import { sensitiveCards } from './sensitiveCards';
import { stateOf } from './stateOf';
import { wayBackCards } from './wayBackCards';

/** A card with a name for the test's output. */
export interface Named {
  readonly name: string;
  readonly message: Message;
}

/** Every card in every state, made of the words from outside that are given. */
export function everyCard(outside: Outside = ordinary): Named[] {
  return [
    ...plainCards(outside),
    ...approvals(outside),
    ...consents(outside),
    ...sensitiveCards(outside),
    ...shownOnceCards(outside),
    ...progresses(outside),
    ...ends(outside),
    ...wayBackCards(outside),
    ...slotCards(outside),
  ];
}

function plainCards(outside: Outside): Named[] {
  const pending = sampleRequest('pending', outside);
  return [
    { name: 'welcome', message: welcomeCard(english, { personal: true }) },
    { name: 'welcome in a channel', message: welcomeCard(english, { personal: false }) },
    { name: 'help', message: helpCard(english) },
    ...formCards(outside, pending),
    { name: 'requests', message: requestsCard(english, [pending, verifiedRequest(outside)], 'mine') },
    {
      name: 'approvals',
      message: requestsCard(
        english,
        Array.from({ length: 12 }, () => pending),
        'approvals',
      ),
    },
    { name: 'no requests', message: requestsCard(english, [], 'mine') },
    { name: 'answer', message: answerCard({ title: 'There is no such request', line: outside.typed }) },
  ];
}

/** The state, and what else tells this one from others in it. */
function approvals(outside: Outside): Named[] {
  const megan = person(outside.approver, 'megan');
  const vote = { by: megan, decision: 'approve', at: at(2), revision: 1, standing: 'unresolved' } as const;
  const noted = sampleRequest('pending', outside, { votes: [vote], approvalsNeeded: 2 });
  const advice = { appRegistration: true, password: false, person: false, reason: outside.typed };
  const reasoned = sampleRequest('pending', outside, {
    content: { ...noted.content, advice, askedAfter: 1031 },
  });
  return [
    ...[...otherRequests(outside), verifiedRequest(outside), changedRequest(outside)].flatMap((request) => [
      { name: `approval ${stateOf(request)}`, message: approvalCard(english, request) },
      { name: `approval dialog ${stateOf(request)}`, message: approvalDialogCard(english, request) },
      { name: `approval channel ${stateOf(request)}`, message: approvalChannelCard(english, request) },
    ]),
    { name: 'approval noted', message: approvalCard(english, noted, megan) },
    { name: 'approval half', message: approvalCard(english, noted, person('Other', 'other')) },
    { name: 'approval reasoned', message: approvalCard(english, reasoned) },
    { name: 'approval own', message: approvalCard(english, noted, noted.requester) },
  ];
}

function ends(outside: Outside): Named[] {
  const signIn = {
    address: 'https://contoso.crm4.dynamics.com',
    userPrincipalName: outside.signInName,
    secretName: outside.signInName.replace(/@.*/s, ''),
    vaultLink: 'https://portal.azure.com/x',
  };
  const verified = verifiedRequest(outside);
  const why = { code: 'roleMissing', facts: { roles: outside.role } };
  const late = sampleRequest('expired', outside, {
    votes: sampleRequest('approved', outside).votes,
    heldUp: { why, since: at(6) },
  });
  const ended = [...otherRequests(outside), late].filter((each) =>
    ['rejected', 'withdrawn', 'expired', 'failed', 'cancelled'].includes(each.state),
  );
  const entry = {
    chain: 'r',
    sequence: 1,
    at: at(1),
    kind: 'asked',
    body: {},
    words: {},
    previous: '',
    hash: 'ab12cd34ef56aa',
  };
  const words = { by: outside.approver };
  const receipt = (request: Request, holds: boolean): ReceiptView => ({
    request,
    entries: [
      entry,
      ...['cancel', 'gaveUp', 'nobodyActed'].map((kind) => ({ ...entry, kind, words })),
      entry,
    ],
    holds,
  });
  return [
    ...(['person', 'channel'] as const).flatMap((audience) => [
      { name: `end ${audience} verified`, message: endCard(english, verified, { audience, signIn }) },
      ...laterRequests(outside).map(([later, request]) => ({
        name: `end ${audience} ${later}`,
        message: endCard(english, request, { audience, signIn }),
      })),
      ...ended.map((request) => ({
        name: `end ${audience} ${stateOf(request)}`,
        message: endCard(english, request, { audience }),
      })),
    ]),
    { name: 'receipt verified', message: receiptCard(english, receipt(verified, true)) },
    { name: 'receipt broken', message: receiptCard(english, receipt(failedRequest([], outside), false)) },
    {
      name: 'receipt of nothing',
      message: receiptCard(english, { request: sampleRequest('pending'), entries: [], holds: true }),
    },
  ];
}

function slotCards(outside: Outside): Named[] {
  const environment = { id: 'env', name: outside.environment };
  const ledger = { used: 5, disabled: 2, reserved: 2, limit: 7, free: 0, differs: { policy: 7, told: 9 } };
  const holders = Array.from({ length: 18 }, (_, index) => `${outside.account} ${String(index + 1)}`);
  const views: SlotsView[] = [
    {
      environment,
      ledger: { used: 1, disabled: 0, reserved: 0, limit: 20, free: 19 },
      level: 'well',
      readAt: at(1),
    },
    { environment, ledger, level: 'full', readAt: at(1), holders },
    { environment, why: { code: 'serviceDown', facts: { service: 'Dataverse' } } },
  ];
  return [
    { name: 'slots', message: slotsCard(english, views) },
    { name: 'no slots', message: slotsCard(english, []) },
    ...(['near', 'full', 'well'] as const).map((level) => {
      const used = { near: 6, full: 5, well: 3 }[level];
      const reserved = level === 'full' ? 2 : 0;
      const now = { used, disabled: 0, reserved, limit: 7, free: 7 - used - reserved };
      const accounts = holders.slice(0, used);
      return {
        name: `slot notice ${level}`,
        message: slotNoticeCard(english, { environment, level, ledger: now, readAt: at(1), accounts }),
      };
    }),
  ];
}
